import { expect } from 'vitest';
import { story } from '../support/story.ts';
import { opensTicket } from '../support/storyTicket.ts';
import { until } from '../support/until.ts';

story('what one side writes in its thread reaches the other side, with who wrote it', async (desk) => {
  const { number, mine, card } = await opensTicket(desk);
  const [ana, emma] = [desk.who('ana'), desk.who('emma')];
  await desk.quiet();
  await emma.repliesUnder(mine, 'it happens on the train, too');
  // A personal chat in Teams has no threads, so the desk says which ticket it took the words for.
  if (desk.platform === 'teams') await emma.reads(`Your reply on ${number} is on its way`);
  const heard = await desk.posts('network', 'it happens on the train, too');
  expect(heard.text).toContain(`emma wrote in ${number}`);
  expect(heard.thread).toBe(card.id);

  await ana.repliesUnder(card, 'which train?');
  const asked = await emma.reads('which train?');
  expect(asked.text).toContain(`ana wrote in ${number}`);
  if (desk.platform !== 'teams') expect(asked.thread).toBe(mine.id);
});

story(
  'a reply that comes before the platform has confirmed the card lands in its ticket',
  async (desk) => {
    const [ana, emma] = [desk.who('ana'), desk.who('emma')];
    await emma.says('zebra crossing paint');
    const form = await emma.opens('Open a ticket', await emma.reads(/nothing that fits/));
    const confirm = desk.chat.holds();
    await form.submit({ title: 'My tunnel is broken', service: 'vpn' });
    const card = await desk.posts('network', 'My tunnel is broken');
    await ana.repliesUnder(card, 'which client is it?', { mention: true });
    const lookedAt = `select 1 from inbox where state = 'received' and "leaseUntil" < "receivedAt" + interval '5 s'`;
    await until(async () => (await desk.sql(lookedAt)).length === 1);
    confirm();
    const asked = await emma.reads('which client is it?');
    expect(asked.text).toContain('ana wrote in INC-');
    await emma.reads(/INC-\d+ is open/);
    await emma.reads(/My tunnel is broken/);
    expect(await desk.sql(`select 1 from question where kind = 'channel'`)).toEqual([]);
  },
  { on: ['slack', 'teams'] },
);

story("a note in the agents' thread is never seen by the requester", async (desk) => {
  const { number, card } = await opensTicket(desk);
  const ana = desk.who('ana');
  await (await ana.opens('Note', card)).submit({ text: 'she has the old client' });
  await ana.reads(`Your note on ${number} is saved`);
  const note = await desk.posts('network', 'she has the old client');
  expect(note.text).toContain('not seen by the requester');
  expect(note.thread).toBe(card.id);
});

story('the answer of the requester resumes what waited for it', async (desk) => {
  const { number, mine, card } = await opensTicket(desk);
  const [ana, emma] = [desk.who('ana'), desk.who('emma')];
  await (await ana.opens('Hold', card)).submit({ reason: 'requester', text: 'Which client?' });
  await ana.reads(`${number} is on hold`);
  await desk.posts('network', `ana put ${number} on hold`);
  await emma.reads('Which client?');
  await until(() => mine.text.includes('Status: on hold'));
  await (await emma.opens('Reply', mine)).submit({ text: 'The green one' });
  await emma.reads(`Your reply on ${number} is on its way`);
  await desk.posts('network', 'The green one');
  await desk.posts('network', `The requester answered, so ${number} goes on`);
  await emma.reads(`Work on ${number} goes on`);
  await until(() => mine.text.includes('Status: open'));
});

story(
  'in Teams plain text goes to the only open ticket; with several the desk asks which',
  async (desk) => {
    const first = await opensTicket(desk, { title: 'The tunnel is broken' });
    const emma = desk.who('emma');
    await emma.says('it is broken at home, too');
    await emma.reads(`Your reply on ${first.number} is on its way`);
    await desk.posts('network', 'it is broken at home, too');

    // A mention in a channel always asks anew.
    await emma.mentions('general', 'zebra crossing paint');
    const answer = await desk.posts('general', /nothing that fits/);
    await (await emma.opens('Open a ticket', answer)).submit({ title: 'No Wi-Fi', service: 'wifi' });
    const second = /INC-\d+/.exec((await emma.reads(/INC-\d+ is open/)).text)?.[0] ?? '';
    const card = await desk.posts('network', `${second} No Wi-Fi`);
    await desk.posts('general', `${second} No Wi-Fi`);

    await emma.says('still broken');
    const which = await emma.reads(/Which ticket is this about/);
    expect(which.buttons).toHaveLength(3);
    expect(which.buttons).toContain('New question');
    const label = which.buttons.find((each) => each.startsWith(second)) ?? '';
    await emma.clicks(label, which);
    await emma.reads(`Your reply on ${second} is on its way`);
    expect((await desk.posts('network', 'still broken')).thread).toBe(card.id);

    await emma.says('the printer prints nothing');
    const again = await emma.reads(/Which ticket is this about/);
    await emma.clicks('New question', again);
    await emma.reads(/Turn the printer off and on/);
  },
  { on: ['teams'] },
);
