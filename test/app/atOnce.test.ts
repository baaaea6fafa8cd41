import { afterEach, beforeEach, expect, it } from 'vitest';
import { workTicket } from '../../src/app/workTicket.ts';
import { relayDesk } from '../jobs/relayDesk.ts';

let desk: Awaited<ReturnType<typeof relayDesk>>;
beforeEach(async () => {
  desk = await relayDesk();
});
afterEach(async () => desk.end());

it('what several people do to one ticket at the same instant is done one after the other, and all of it', async () => {
  const { number } = await desk.opens('k1');
  const adds = (index: number) =>
    workTicket(desk.app, {
      key: `note-${index}`,
      actor: index % 2 === 0 ? 'ana' : 'ben',
      number,
      command: { type: 'note', body: `b${index}` },
      body: { id: `b${index}`, author: 'ana', text: `note ${index}`, files: [] },
    });
  await Promise.all(Array.from({ length: 20 }, (_, index) => adds(index)));
  const stored = await desk.app.store.reads.ticket(number);
  const timeline = await desk.app.store.reads.timeline(stored?.ticket.id ?? '');
  expect(timeline.filter(({ event }) => event.type === 'NoteAdded')).toHaveLength(20);
  expect(timeline.map(({ sequence }) => sequence)).toEqual(timeline.map((_, index) => index + 1));
});
