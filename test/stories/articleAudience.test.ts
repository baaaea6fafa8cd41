import { expect } from 'vitest';
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
