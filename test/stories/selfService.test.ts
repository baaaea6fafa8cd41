import { expect } from 'vitest';
import { HOUR } from '../support/builders.ts';
import type { StoryDesk } from '../support/chat.ts';
import { story } from '../support/story.ts';
import { until } from '../support/until.ts';

const outcome = async (desk: StoryDesk) =>
  (await desk.sql<{ outcome: string }>('select outcome from question order by "askedAt"')).map(
    (row) => row.outcome,
  );

story('an answer ends it: the passage, the link, and "That solved it"', async (desk) => {
  const emma = desk.who('emma');
  await emma.says('my vpn drops every hour');
  const answer = await emma.reads(/VPN drops every hour/);
  expect(answer.text).toContain('Install the newest client from the portal.');
  expect(answer.text).toContain('/kb/vpn-drops');
  expect(answer.buttons).toContain('That solved it');
  expect(answer.buttons).toContain('Open a ticket');
  expect(answer.buttons.filter((label) => label === 'That solved it').length).toBeLessThanOrEqual(3);
  expect(await outcome(desk)).toEqual(['open']);

  await emma.clicks('That solved it', answer);
  await until(() => answer.text.includes('Solved. Glad it helped!'));
  expect(answer.buttons).toEqual([]);
  expect(await outcome(desk)).toEqual(['confirmed']);
  expect(await desk.sql('select helpful from kb_feedback')).toEqual([{ helpful: true }]);

  await desk.forward(2 * HOUR);
  await desk.quiet();
  expect(await outcome(desk), 'what was confirmed is never abandoned').toEqual(['confirmed']);
});

story('asked in a room by a mention, the answer hangs under the question', async (desk) => {
  const ana = desk.who('ana');
  const { id } = await ana.mentions('network', 'the printer prints nothing');
  const answer = await desk.posts('network', /Turn the printer off and on/);
  expect(answer.thread).not.toBeNull();
  if (desk.platform === 'slack') expect(answer.thread).toBe(id);
});

story('"Show more" brings the answers that were found after the first three', async (desk) => {
  const emma = desk.who('emma');
  await emma.says('vpn');
  const answer = await emma.reads(/vpn/i);
  expect(answer.buttons.filter((label) => label === 'That solved it')).toHaveLength(3);
  const first = answer.text;
  await emma.clicks('Show more', answer);
  await until(() => answer.text !== first);
  expect(answer.buttons).not.toContain('Show more');
});

story('what is far from the answer takes no place beside it, and is there for who asks', async (desk) => {
  const emma = desk.who('emma');
  await emma.says('the VPN connection is slow');
  const answer = await emma.reads(/Choose the gateway nearest to you/);
  expect(answer.text).not.toMatch(/VPN drops|VPN error|new laptop|phone/);
  expect(answer.buttons).toEqual(['That solved it', 'Not quite', 'Show more', 'Open a ticket']);

  const pages: number[] = [];
  while (answer.buttons.includes('Show more')) {
    const before = answer.text;
    await emma.clicks('Show more', answer);
    await until(() => answer.text !== before);
    pages.push(answer.buttons.filter((label) => label === 'That solved it').length);
    expect(answer.text).not.toContain('Choose the gateway');
  }
  expect(pages, 'each of the others once').toEqual([3, 1]);
});

story('"it does not work" says no more than the name: one of these may be meant', async (desk) => {
  const emma = desk.who('emma');
  await emma.says('the VPN does not work');
  const answer = await emma.reads(/vpn/i);
  expect(answer.buttons.filter((label) => label === 'That solved it')).toHaveLength(3);
  expect(await desk.sql('select tier from question')).toEqual([{ tier: 'clarify' }]);
});

story('of several answers the one that solved it stays on the card', async (desk) => {
  const emma = desk.who('emma');
  await emma.says('the VPN does not work');
  const answer = await emma.reads(/vpn/i);
  const titles =
    /VPN drops every hour|Set up the VPN|VPN connection is slow|VPN error 619|VPN on your phone/g;
  expect(new Set(answer.text.match(titles)).size).toBe(3);
  await emma.clicks('That solved it', answer);
  await until(() => answer.text.includes('Solved. Glad it helped!'));
  const [kept] = await desk.sql<{ title: string }>(
    'select a.title from question q join article a on a.id = q."articleId"',
  );
  const named = answer.text.match(titles) ?? [];
  expect([...new Set(named)]).toHaveLength(1);
  expect(kept?.title).toContain(named[0]);
});

const PICTURE = 'b'.repeat(64);

story('links and pictures in an answer lead to where everybody may open them', async (desk) => {
  const emma = desk.who('emma');
  await desk.sql(`update article set audience = 'agents' where slug = 'vpn-error'`);
  await desk.sql(
    `update article set body = $1, "changedTx" = pg_current_xact_id()::text::bigint where slug = 'printer'`,
    [
      `## Steps\n\n1. Look at ![the plug](/kb/pictures/${PICTURE}).\n2. See [the password page](/kb/password) and [the router](/kb/vpn-error).`,
    ],
  );
  const answer = await until(async () => {
    await emma.says('the printer prints nothing');
    const read = await emma.reads(/should help/);
    return read.text.includes('the plug') ? read : null;
  });
  for (const path of [`/kb/pictures/${PICTURE}`, '/kb/password'])
    expect(answer.text).toMatch(new RegExp(`https?://[^ ]*${path}`));
  expect(answer.text).toContain('the router');
  expect(answer.text, 'not for everybody').not.toContain('/kb/vpn-error');
});

story('nothing fits: the desk says so and offers the ticket at once', async (desk) => {
  const emma = desk.who('emma');
  await emma.says('the coffee machine on floor nine is on fire');
  const answer = await emma.reads(/nothing that fits well enough/);
  expect(answer.buttons).toEqual(['Open a ticket']);
});

story('who goes silent has abandoned the question; that is no success', async (desk) => {
  const emma = desk.who('emma');
  await emma.says('I forgot my password, how do I reset it?');
  const answer = await emma.reads(/Forgot password/);
  await desk.forward(HOUR + 1000);
  await until(async () => (await outcome(desk))[0] === 'abandoned');
  await until(() => answer.text.includes('left without an answer'));
  expect(answer.buttons).toEqual([]);
  expect(await desk.sql('select 1 from kb_feedback')).toEqual([]);
});

story('a greeting or a thank-you gets a friendly line, and is no question on the record', async (desk) => {
  const emma = desk.who('emma');
  await emma.says('Hello!');
  await emma.reads(/Ask me anything about IT in your own words/);
  await emma.says('ok, thanks 👍');
  await emma.reads(/Glad to help/);
  expect(await desk.sql('select id from question')).toEqual([]);
});
