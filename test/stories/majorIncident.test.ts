import pg from 'pg';
import { expect } from 'vitest';
import { createPrisma } from '../../src/store/client.ts';
import { createStore } from '../../src/store/store.ts';
import { MINUTE } from '../support/builders.ts';
import { story } from '../support/story.ts';
import { withMajorIncidents } from '../support/storyPolicy.ts';
import { opensTicket } from '../support/storyTicket.ts';
import { until } from '../support/until.ts';

/** What other parts of the desk read of what is known and lasts. */
async function knownIssues(database: string) {
  const pool = new pg.Pool({ connectionString: database, max: 1 });
  const prisma = createPrisma(pool);
  const store = createStore(prisma, 'desk', {
    onCommitted: () => undefined,
    realNow: Date.now,
    platforms: [],
  });
  const open = await store.reads.knownIssues();
  await prisma.$disconnect();
  await pool.end();
  return open;
}

story(
  'a major incident: declared, joined, updated in time, and over for everybody with the resolution',
  async (desk) => {
    const { number } = await opensTicket(desk);
    const [ana, emma, vic, wim, nora] = ['ana', 'emma', 'vic', 'wim', 'nora'].map(desk.who);
    if (!ana || !emma || !vic || !wim || !nora) throw new Error('somebody is missing');
    const duplicate = await opensTicket(desk, { by: 'vic', title: 'The tunnel does not work' });
    await ana.commands(`link ${duplicate.number} ${number} duplicates`);
    await ana.reads(`${duplicate.number} is linked`);
    await desk.posts('network', `ana linked: ${duplicate.number} duplicates ${number}`);

    await ana.commands(`major ${number} No VPN from anywhere`);
    await ana.reads(`${number} is a major incident now`);
    await desk.posts('network', `ana declared ${number} a major incident`);
    const card = await desk.posts('workplace', `Major incident ${number}: VPN`);
    expect(card.text).toContain('No VPN from anywhere');
    expect(card.text).toMatch(/Declared: Mon .*09:00/);
    expect(card.text).not.toContain('Overdue since');
    expect(card.text).toContain('Affected: 2');
    expect(card.text).toMatch(/Next update: by Mon .*09:30/);
    for (const affected of [emma, vic]) {
      const news = await affected.reads(`There is a major incident with VPN (${number})`);
      expect(news.text).toContain('No VPN from anywhere');
      expect(news.text).toContain('at least every 30 min');
    }
    await nora.reads(`${number}: major incident`);

    await wim.clicks('Me too', card);
    await wim.reads(`You will hear how it goes on with ${number}`);
    await wim.reads(`There is a major incident with VPN (${number})`);
    await until(() => card.text.includes('Affected: 3'));
    await wim.commands(`metoo ${number}`);
    await wim.reads(`You will hear how it goes on with ${number}`);

    await nora.commands(`ack ${number}`);
    await nora.reads(`You acknowledged ${number}`);
    await nora.reads(`nora acknowledged the escalation of ${number}`);
    await nora.commands(`assign ${number} ben`);
    await nora.reads(`${number} is assigned`);
    await desk.posts('network', `nora assigned ${number} to ben`);
    await desk.who('ben').reads(`${number} is now yours`);
    await emma.reads(`${number} is now with ben`);

    desk.ignores(/first response due/);
    await desk.forward(29 * MINUTE);
    await desk.quiet();
    await desk.forward(MINUTE + 5000);
    const late = `An update on the major incident ${number} was due`;
    await desk.posts('network', late);
    const asked = await desk.who('ben').reads(late);
    desk.ignores(/first response is over|handed INC-\d+ over|with specialists|^INC-\d+ /);
    await (await desk.who('ben').opens('Update', asked)).submit({ text: 'The gateway is being replaced' });
    await desk.who('ben').reads(`Your update on ${number} is on its way`);
    for (const affected of [emma, vic, wim]) {
      const news = await affected.reads(`Update on the major incident with VPN (${number})`);
      expect(news.text).toContain('The gateway is being replaced');
    }
    const posted = await desk.posts('workplace', 'Update on the major incident with VPN');
    expect(posted.thread, 'under the card of the incident').toBe(card.id);
    await desk.posts('network', `ben told everybody affected by ${number} how it stands`);
    await until(() => card.text.includes('The gateway is being replaced'));

    const major = expect.objectContaining({ summary: 'No VPN from anywhere' });
    expect(await knownIssues(desk.database)).toEqual([
      expect.objectContaining({ number, service: 'vpn', major, workaround: null, affected: 3 }),
    ]);

    await desk.who('ben').commands(`resolve ${number} the gateway is new`);
    await desk.who('ben').reads(`${number} is resolved`);
    await emma.reads('the gateway is new');
    for (const affected of [vic, wim]) await affected.reads(`The major incident ${number} is over`);
    await desk.posts('workplace', `The major incident ${number} is over`);
    await until(() => card.buttons.length === 0 && card.text.includes('is over'));
    expect(await knownIssues(desk.database)).toEqual([]);
    desk.ignores(/ben resolved/);
    await desk.forward(60 * MINUTE);
  },
  { policy: withMajorIncidents, within: 90_000 },
);

story(
  'a major incident is stood down, and a desk without the section says what to do',
  async (desk) => {
    const { number } = await opensTicket(desk);
    const [ana, emma] = [desk.who('ana'), desk.who('emma')];
    // A typed command opens no form in Teams.
    if (desk.platform === 'teams') await ana.commands(`major ${number} No VPN`);
    else await (await ana.opensByCommand(`major ${number}`)).submit({ text: 'No VPN' });
    await ana.reads(`${number} is a major incident now`);
    await desk.posts('network', `ana declared ${number} a major incident`);
    const card = await desk.posts('workplace', `Major incident ${number}`);
    await emma.reads(`There is a major incident with VPN (${number})`);
    await desk.who('nora').reads(`${number}: major incident`);
    await (await ana.opens('Stand down', card)).submit({ text: 'Only one laptop' });
    await ana.reads(`${number} is a major incident no longer`);
    const over = await emma.reads(`The major incident ${number} is over`);
    expect(over.text).toContain('Only one laptop');
    await desk.posts('workplace', `The major incident ${number} is over`);
    await desk.posts('network', `ana stood the major incident ${number} down`);
    await until(() => card.buttons.length === 0);
    await ana.commands(`update ${number} all is well`);
    await ana.reads(`${number} is no major incident`);
  },
  { policy: withMajorIncidents },
);

story(
  'without a section for major incidents none is declared',
  async (desk) => {
    const { number } = await opensTicket(desk);
    await desk.who('ana').commands(`major ${number} No VPN`);
    await desk.who('ana').reads('desk.yaml does not say how one is handled');
  },
  { on: ['local'] },
);
