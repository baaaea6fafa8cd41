import { expect } from 'vitest';
import { MINUTE } from '../support/builders.ts';
import type { StoryDesk } from '../support/chat.ts';
import { story } from '../support/story.ts';
import { opensTicket } from '../support/storyTicket.ts';
import { until } from '../support/until.ts';

story('after a restart old threads still sync', async (desk) => {
  const { number, card } = await opensTicket(desk);
  await desk.stop();
  await desk.start();
  await desk.who('ana').repliesUnder(card, 'is it back now?', { mention: true });
  await desk.who('emma').reads(/is it back now\?/);
  await desk.forward(15 * MINUTE);
  await desk.quiet();
  expect(number).toMatch(/^INC-/);
});

story(
  'credentials that are renewed: what was to be said meanwhile is said after the restart, in the old threads',
  async (desk) => {
    desk.expectsFault(/.*/);
    const { number, card } = await opensTicket(desk);
    desk.chat.renewsCredentials();
    await desk.forward(15 * MINUTE + 1_000);
    const refused = `select 1 from delivery where state = 'retrying'`;
    await until(async () => (await desk.sql(refused)).length > 0, { within: 15_000 });
    await desk.stop();
    await desk.start();
    const warning = await desk.posts('network', `${number}: first response due`);
    expect(warning.thread).toBe(card.id);
    await desk.who('ana').repliesUnder(card, 'which client is it?', { mention: true });
    await desk.who('emma').reads(/which client is it\?/);
  },
  { on: ['slack', 'teams'], within: 90_000 },
);

story(
  'somebody who cannot be written to: the page goes to their channel by name, and the duty channel hears of it',
  async (desk) => {
    const { number } = await opensTicket(desk);
    desk.expectsUndeliverable('eve');
    desk.chat.blocks('eve');
    await desk.forward(31 * MINUTE);
    const over = `${number}: first response is over by`;
    await desk.posts('network-l2', new RegExp(`^${number} `));
    const pages = [await desk.posts('network-l2', over), await desk.posts('network-l2', over)];
    expect(pages.some(({ mentions }) => mentions.includes('eve'))).toBe(true);
    await desk.posts('duty', new RegExp(`An alert for ${number} could not be delivered to eve`));
    await desk.posts('network', `handed ${number} over from L1 to L2`);
    await desk.who('emma').reads(`${number} is now with specialists`);
    const ana = desk.who('ana');
    await ana.commands(`prove ${number}`);
    const proof = await ana.reads(/could not be delivered/);
    expect(proof.text).toMatch(/told instead: .*Network L2.*posted after/);
  },
  { on: ['slack', 'teams'] },
);

/** The breach of a ticket, of which the channel of L2 hears nothing. */
async function breachesUnheard(desk: StoryDesk, number: string) {
  await desk.forward(31 * MINUTE);
  await desk.who('eve').reads(`${number}: first response is over by`);
  await desk.who('emma').reads(`${number} is now with specialists`);
}

story(
  'taken out of a channel: the duty channel hears so at once, and of each page; the engineer is paged all the same',
  async (desk) => {
    // Rooms are nobody's.
    desk.expectsUndeliverable('');
    const { number } = await opensTicket(desk);
    await desk.chat.leaves('network-l2');
    await desk.posts('duty', /I was taken out of a channel in (Slack|Teams).*: Network L2/);
    await breachesUnheard(desk, number);
    await desk.posts('network', `handed ${number} over from L1 to L2`);
    await desk.posts('duty', new RegExp(`An alert for ${number} could not be delivered to `));
    desk.ignores(/could not be delivered to/);
    const ana = desk.who('ana');
    await ana.commands(`prove ${number}`);
    const proof = await ana.reads(/could not be delivered/);
    expect(proof.text).toMatch(/eve .*posted after/);
  },
  { on: ['slack', 'teams'] },
);

story(
  'a duty channel that cannot be written to: those who lead hear of it, once',
  async (desk) => {
    desk.expectsUndeliverable('');
    const { number } = await opensTicket(desk);
    await desk.chat.leaves('duty');
    await desk.who('lea').reads(/The duty channel \(.*\) cannot be written to/);
    desk.chat.blocks('eve');
    desk.expectsUndeliverable('eve');
    await desk.forward(31 * MINUTE);
    await desk.posts('network-l2', new RegExp(`^${number} `));
    const over = `${number}: first response is over by`;
    for (const _ of ['for the channel', 'instead of eve']) await desk.posts('network-l2', over);
    await desk.posts('network', `handed ${number} over from L1 to L2`);
    await desk.who('emma').reads(`${number} is now with specialists`);
  },
  { on: ['slack', 'teams'] },
);

story(
  'taken out of everything and added again: pages reach people meanwhile, those who lead hear why, and old threads still sync',
  async (desk) => {
    desk.expectsUndeliverable('');
    const { number, card } = await opensTicket(desk);
    // The duty channel goes like the others; what it heard until then is a matter of which was first.
    desk.ignores(/taken out of a channel/);
    await desk.chat.uninstalls();
    await desk.who('lea').reads(/The duty channel \(.*\) cannot be written to/);
    await breachesUnheard(desk, number);
    await desk.quiet();
    await desk.chat.installs();
    await desk.who('ana').repliesUnder(card, 'which client is it?', { mention: true });
    await desk.who('emma').reads(/which client is it\?/);
    await until(() => card.text.includes('First response: answered') || /L2/.test(card.text));
    await desk.forward(15 * MINUTE);
    desk.ignores(/could not be delivered to|Acknowledge|is over by|handed/);
  },
  { on: ['slack', 'teams'], within: 90_000 },
);
