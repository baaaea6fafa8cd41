import { expect } from 'vitest';
import type { StoryDesk } from '../support/chat.ts';
import { story } from '../support/story.ts';
import { until } from '../support/until.ts';

const PICTURE = 'a'.repeat(64);

story(
  'an article for agents reaches no employee: by no search, count, snippet, address or picture',
  async (desk) => {
    const [emma, ana] = [desk.who('emma'), desk.who('ana')];
    await desk.sql(
      `insert into article_picture values ('desk', $1, 'image/png', '\\x89504e470d0a1a0a'::bytea, now())`,
      [PICTURE],
    );
    const forWhom = (audience: string) =>
      desk.sql(
        `update article set audience = $1, pictures = array[$2], "changedTx" = pg_current_xact_id()::text::bigint
        where slug = 'printer'`,
        [audience, PICTURE],
      );
    const status = async (path: string) => (await fetch(`${desk.url()}${path}`)).status;
    await forWhom('everyone');
    expect([await status('/kb/printer'), await status(`/kb/pictures/${PICTURE}`)]).toEqual([200, 200]);

    await forWhom('agents');
    expect([await status('/kb/printer'), await status(`/kb/pictures/${PICTURE}`)]).toEqual([404, 404]);
    // At once, whatever the index still knows.
    await emma.says('the printer prints nothing');
    const nothing = await emma.reads(/nothing that fits/);
    expect(nothing.text).not.toMatch(/printer|paper/i);
    expect(nothing.buttons).toEqual(['Open a ticket']);
    const suggested = await desk.sql(
      `select 1 from suggestion s join article a on a.id = s."articleId" where a.slug = 'printer'`,
    );
    expect(suggested).toEqual([]);
    await emma.commands('article printer');
    if (desk.platform === 'teams') desk.ignores(/article/);
    await emma.reads(/cannot find an article "printer"/);

    // The same question in a room, by an agent: everybody reads along there.
    await ana.mentions('network', 'the printer prints nothing');
    expect((await desk.posts('network', /nothing that fits/)).text).not.toMatch(/paper/);
    // To the agent alone it is answered, without an address that would lead nowhere.
    const answer = await until(async () => {
      await ana.says('the printer prints nothing');
      const read = await ana.reads(/look whether there is paper|nothing that fits/i);
      return read.text.includes('paper') ? read : null;
    });
    expect(answer.text).not.toContain('/kb/printer');

    // An article for another team is for no agent outside of it.
    await forWhom('team:workplace');
    await ana.says('the printer prints nothing');
    expect((await ana.reads(/nothing that fits|printer/)).text).not.toMatch(/paper/);
    await ana.commands('article printer');
    await ana.reads(/cannot find an article "printer"/);
  },
);

/** Articles that were for everyone are for agents alone from now on. */
const forAgents = (desk: StoryDesk, ...slugs: string[]) =>
  desk.sql(
    `update article set audience = 'agents', "changedTx" = pg_current_xact_id()::text::bigint where slug = any($1)`,
    [slugs],
  );
const rest = ['vpn-drops', 'vpn-setup', 'vpn-phone'];

story('what is for agents by now is behind no "Show more" and no question back', async (desk) => {
  const emma = desk.who('emma');
  await emma.says('VPN connection');
  const first = await emma.reads(/connection is slow/);
  await forAgents(desk, ...rest);
  await emma.clicks('Show more', first);
  // Nothing of it comes, not even an empty page with a way on.
  await until(() => !first.buttons.includes('Show more'));
  expect(first.text).not.toMatch(/VPN drops|new laptop|on your phone/);

  await emma.says('VPN connection');
  const second = await emma.reads(/connection is slow/);
  expect(second.buttons, 'there is nothing more to count').not.toContain('Show more');
  await emma.clicks('Not quite', second);
  await until(() => second.text.includes('I know nothing better'));
  expect(second.buttons).toEqual(['Open a ticket']);
});

story('a question back names nothing of what is for agents since it was asked', async (desk) => {
  const emma = desk.who('emma');
  await emma.says('VPN connection');
  const answer = await emma.reads(/connection is slow/);
  await emma.clicks('Not quite', answer);
  await until(() => answer.buttons.includes('None of these'));
  expect(answer.buttons).toContain('mobile');
  await forAgents(desk, 'vpn-phone');
  await desk.sql(`update message set stale = true where "questionId" is not null`);
  await until(() => !answer.buttons.includes('mobile'));
  expect(answer.buttons).toContain('None of these');
});

story('in a room even an agent turns no page on which such an article stands', async (desk) => {
  const ana = desk.who('ana');
  await ana.mentions('network', 'VPN connection');
  const answer = await desk.posts('network', /connection is slow/);
  await forAgents(desk, 'vpn-drops');
  await ana.clicks('Show more', answer);
  await until(() => answer.text.includes('on your phone'));
  expect(answer.text).not.toContain('VPN drops');
});
