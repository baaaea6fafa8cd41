import { expect } from 'vitest';
import type { Actor, Shown, StoryDesk } from '../support/chat.ts';
import { story } from '../support/story.ts';
import { until } from '../support/until.ts';

/** Asks again and again until the answer says so: every process follows within a second, whenever that begins. */
async function asksUntil(asker: Actor, question: string, says: RegExp): Promise<Shown> {
  return until(async () => {
    await asker.says(question);
    const answer = await asker.reads(/helps?:|nothing that fits/);
    return says.test(answer.text) ? answer : null;
  });
}

const tier = async (desk: StoryDesk) =>
  (await desk.sql<{ tier: string }>('select tier from question order by "askedAt" desc limit 1'))[0]?.tier;

story('a word that desk.yaml says means the same finds the article, from the version on', async (desk) => {
  const emma = desk.who('emma');
  await emma.says('the blue gate');
  await emma.reads(/nothing that fits/);
  await desk.sql(
    `insert into desk_version
      select "deskId", version + 1, source, policy || '{"synonyms": [["blue gate", "printer"]]}', "appliedAt", "appliedBy"
      from desk_version order by version desc limit 1`,
  );
  const answer = await asksUntil(emma, 'the blue gate', /printer/);
  expect(answer.text).toContain('Turn the printer off and on.');
});

story('an edit answers from its publishing on; what is retired is shown no more at once', async (desk) => {
  const [emma, nora] = [desk.who('emma'), desk.who('nora')];
  desk.ignores(/The printer prints nothing/);
  const replica = await desk.replica();
  try {
    await nora.commands('article printer');
    const card = await nora.reads(/State: published/);
    const form = await nora.opens('Edit', card);
    await form.submit({ body: '## Steps\n\n1. Call the copy shop.' });
    await nora.reads('is with its owner for review');
    await emma.says('the printer prints nothing');
    expect((await emma.reads(/should help/)).text).toContain('Turn the printer off and on.');

    await nora.clicks('Publish', await nora.reads('nora wrote the article'));
    await nora.reads('"printer" is live');
    await asksUntil(emma, 'the printer prints nothing', /Call the copy shop/);
    await desk.chat.connect(replica.url);
    const elsewhere = await asksUntil(emma, 'the printer prints nothing', /Call the copy shop/);
    expect(elsewhere.text).not.toContain('Turn the printer off');

    await nora.commands('article printer');
    await nora.clicks('Retire', await nora.reads(/State: published/));
    await nora.reads('is retired');
    await emma.says('the printer prints nothing');
    await emma.reads(/nothing that fits/);
    await desk.chat.connect(desk.url());
    await emma.says('the printer prints nothing');
    await emma.reads(/nothing that fits/);
  } finally {
    await desk.chat.connect(desk.url());
    await replica.stop();
  }
});

story('what helped one asker comes first for the next, whichever process is asked', async (desk) => {
  const [emma, vic] = [desk.who('emma'), desk.who('vic')];
  const replica = await desk.replica();
  try {
    await emma.says('VPN connection');
    const answer = await emma.reads(/should help/);
    expect(answer.text).toMatch(/help:\s+The VPN connection is slow/);
    await emma.clicks('Show more', answer);
    await until(() => answer.text.includes('VPN drops every hour'));
    await emma.clicks('That solved it', answer);
    await until(() => answer.text.includes('Solved. Glad it helped!'));
    await desk.chat.connect(replica.url);
    await asksUntil(vic, 'VPN connection', /help:\s+VPN drops every hour/);
  } finally {
    await desk.chat.connect(desk.url());
    await replica.stop();
  }
});

story(
  'askers who were not helped make the desk less sure: it asks which, instead of answering',
  async (desk) => {
    const emma = desk.who('emma');
    await emma.says('VPN connection');
    await emma.reads('This should help:');
    expect(await tier(desk)).toBe('answer');

    // A hundred and twenty others were told the same with the same confidence; one in five confirmed it.
    await desk.sql(
      `with asked as (
      insert into question select (jsonb_populate_record(q, jsonb_build_object('id', 'q' || n,
        'outcome', case when n % 5 = 0 then 'confirmed' else 'ticket' end,
        'articleId', case when n % 5 = 0 then s."articleId" end))).*
      from question q join suggestion s on s."questionId" = q.id and s.rank = 0, generate_series(1, 120) n
      returning id
    )
    insert into suggestion select (jsonb_populate_record(s, jsonb_build_object('questionId', asked.id))).*
    from suggestion s, asked where s.rank = 0`,
    );
    await desk.sql(
      `insert into due ("deskId", key, kind, data, at) values ('desk', 'recalibration/now', 'recalibration', '{}', $1)`,
      [new Date(desk.now())],
    );
    await asksUntil(emma, 'VPN connection', /One of these may help:/);
    expect(await tier(desk)).toBe('clarify');
    // Of what it was surer of, it is sure enough still.
    await emma.says('the printer prints nothing');
    await emma.reads('This should help:');
  },
);
