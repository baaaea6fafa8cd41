import { expect } from 'vitest';
import { HOUR } from '../support/builders.ts';
import { story } from '../support/story.ts';
import { until } from '../support/until.ts';

story('on Monday the lead hears what the knowledge base lacks, and mends it from the list', async (desk) => {
  const [emma, vic, lea] = [desk.who('emma'), desk.who('vic'), desk.who('lea')];
  await emma.says('the coffee machine on floor nine is broken');
  await emma.reads(/nothing that fits/);
  await vic.says('coffee machine broken, mail me at vic@example.com');
  await vic.reads(/nothing that fits/);
  await desk.sql(`update article set "reviewBy" = '2026-01-31' where slug = 'printer'`);
  await desk.forward(2 * HOUR);
  await until(async () => {
    const rows = await desk.sql<{ outcome: string }>('select outcome from question');
    return rows.length === 2 && rows.every((row) => row.outcome === 'abandoned');
  });
  await desk.sql(
    `insert into due ("deskId", key, kind, data, at) values ('desk', 'kbWeekly/now', 'kbWeekly', '{}', $1)`,
    [new Date(desk.now())],
  );

  const gaps = await lea.reads('Asked last week, and no article ended it');
  expect(gaps.text).toContain('times asked: 2, no ticket');
  expect(gaps.text).not.toContain('vic@example.com');
  const form = await lea.opens('Draft an article', gaps);
  expect(form.values.body).toContain('- the coffee machine on floor nine is broken');
  await form.submit({
    title: 'The coffee machine is broken',
    body: `${form.values.body}Turn it off and on.`,
  });
  await lea.reads('is with its owner for review');
  const review = await lea.reads('lea wrote the article');
  await desk.who('nora').reads('lea wrote the article');
  await desk.who('wim').reads('lea wrote the article');
  await lea.clicks('Publish', review);
  await lea.reads('"the-coffee-machine-is-broken" is live');

  const overdue = await lea.reads('Past their review date');
  expect(overdue.text).toContain('The printer prints nothing (to be looked at by 2026-01-31)');
  await lea.clicks('Still right', overdue);
  await lea.reads('"printer" is confirmed; its next review is by');
  const [row] = await desk.sql<{ later: boolean }>(
    `select "reviewBy" > $1::date as later from article where slug = 'printer'`,
    [new Date(desk.now())],
  );
  expect(row?.later).toBe(true);
  const next = await desk.sql<{ at: Date }>(
    `select at from due where kind = 'kbWeekly' and "doneAt" is null`,
  );
  expect(next).toHaveLength(1);
});
