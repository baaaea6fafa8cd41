import { expect } from 'vitest';
import { HOUR, MINUTE } from '../support/builders.ts';
import type { StoryDesk } from '../support/chat.ts';
import { story } from '../support/story.ts';
import { opensTicket } from '../support/storyTicket.ts';
import { until } from '../support/until.ts';

const SECOND = 1000;

/** P2: the first response is due after 30 minutes. */
async function warned(desk: StoryDesk) {
  const ticket = await opensTicket(desk);
  const { number, card } = ticket;
  await desk.forward(15 * MINUTE);
  const half = await desk.posts('network', new RegExp(`${number}: first response due, 1[45] min`));
  expect(half.thread, 'under the card').toBe(card.id);
  await desk.forward(9 * MINUTE);
  await desk.posts('network', new RegExp(`${number}: first response due, [56] min`));
  return ticket;
}

/** The breach: L2 and the engineer on call. */
async function breached(desk: StoryDesk) {
  const ticket = await warned(desk);
  const { number } = ticket;
  await desk.forward(6 * MINUTE);
  const card = await desk.posts('network-l2', new RegExp(`^${number} `));
  const alert = await desk.posts('network-l2', `${number}: first response is over by`);
  expect(alert.thread).toBe(card.id);
  const page = await desk.who('eve').reads(`${number}: first response is over by`);
  for (const each of [alert, page]) {
    expect(each.buttons).toEqual(['Acknowledge', 'Take over', 'Snooze']);
    expect(each.text).toMatch(/Overdue since: .*09:30/);
    expect(each.text).toContain('Requester: emma');
    expect(each.text).toContain('Step: 1');
  }
  await desk.posts('network', `The service desk handed ${number} over from L1 to L2`);
  await desk.who('emma').reads(`${number} is now with specialists`);
  return { ...ticket, alert, page };
}

story(
  'the ladder: warned twice, then L2, L3, the lead and the manager, until somebody acknowledges',
  async (desk) => {
    const { number, page, alert } = await breached(desk);
    const over = `${number}: first response is over by`;
    // Nobody acknowledges: every five minutes the same again, each time as a new message.
    for (const _ of [1, 2]) {
      await desk.forward(5 * MINUTE);
      await desk.posts('network-l2', over);
      await desk.who('eve').reads(over);
    }
    await desk.forward(5 * MINUTE);
    await desk.posts('network-l3', new RegExp(`^${number} `));
    await desk.posts('network-l3', over);
    await desk.posts('network-l2', `handed ${number} over from L2 to L3`);
    await desk.who('emma').reads(`${number} is now with specialists`);
    for (const _ of [1, 2]) {
      await desk.forward(5 * MINUTE);
      await desk.posts('network-l3', over);
    }
    await desk.forward(5 * MINUTE);
    const lead = await desk.who('nora').reads(over);
    await desk.who('mia').reads(over);
    await desk.quiet();

    await desk.who('nora').clicks('Acknowledge', lead);
    await desk.who('nora').reads(`You acknowledged ${number}`);
    await desk.who('nora').reads(`nora acknowledged the escalation of ${number}`);
    // Everybody who was alarmed hears that somebody has it.
    for (const name of ['mia', 'eve'])
      await desk.who(name).reads(`nora acknowledged the escalation of ${number}`);
    for (const room of ['network-l2', 'network-l3'] as const)
      await desk.posts(room, `nora acknowledged the escalation of ${number}`);
    for (const each of [page, alert, lead]) await until(() => each.text.includes('Acknowledged by nora'));
    expect(lead.buttons).toEqual([]);
    await desk.forward(40 * MINUTE);
  },
);

story('an acknowledgement by command stops every later rung', async (desk) => {
  const { number, page } = await breached(desk);
  const eve = desk.who('eve');
  await eve.commands(`ack ${number}`);
  await eve.reads(`You acknowledged ${number}`);
  await desk.posts('network-l2', `eve acknowledged the escalation of ${number}`);
  await eve.reads(`eve acknowledged the escalation of ${number}`);
  await until(() => page.buttons.length === 0);
  await desk.forward(55 * MINUTE);
});

story('"Take over" acknowledges and gives the ticket', async (desk) => {
  const { number, alert } = await breached(desk);
  const eli = desk.who('eli');
  await eli.clicks('Take over', alert);
  await eli.reads(`${number} is acknowledged and yours`);
  await desk.posts('network-l2', `eli acknowledged the escalation of ${number}`);
  await desk.who('eve').reads(`eli acknowledged the escalation of ${number}`);
  await desk.posts('network-l2', `eli claimed ${number}`);
  await desk.who('emma').reads(`eli is working on ${number}`);
  await desk.forward(30 * MINUTE);
});

story('on hold for the requester the clock stands still', async (desk) => {
  const { number } = await opensTicket(desk);
  const [ana, emma] = [desk.who('ana'), desk.who('emma')];
  await ana.commands(`hold ${number} requester which client?`);
  await ana.reads(`${number} is on hold`);
  await desk.posts('network', `ana put ${number} on hold`);
  await emma.reads(/waits for your answer[\s\S]*which client\?/);
  await desk.forward(3 * HOUR);
  await ana.commands(`resume ${number}`);
  await ana.reads(`${number} goes on`);
  await desk.posts('network', `ana resumed ${number}`);
  await emma.reads(`Work on ${number} goes on`);
  await desk.forward(14 * MINUTE);
  await desk.quiet();
  await desk.forward(MINUTE + 5 * SECOND);
  await desk.posts('network', `${number}: first response due`);
});

story(
  'outside working hours nothing falls due',
  async (desk) => {
    await desk.forward(7 * HOUR + 50 * MINUTE);
    const { number, mine } = await opensTicket(desk, { urgency: 'high' });
    expect(mine.text).toMatch(/First response: by Tue .*09:05/);
    await desk.forward(9 * MINUTE);
    await desk.posts('network', `${number}: first response due`);
    await desk.forward(12 * HOUR);
  },
  { on: ['local'] },
);
