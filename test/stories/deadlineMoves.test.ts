import { expect } from 'vitest';
import { MINUTE } from '../support/builders.ts';
import type { StoryDesk } from '../support/chat.ts';
import { story } from '../support/story.ts';
import { opensTicket } from '../support/storyTicket.ts';
import { until } from '../support/until.ts';

const SECOND = 1_000;

/** The first response of a P1 is due after 15 minutes, of a P2 after 30, of a P3 after two hours. */
const MOVES = ['priority P1', 'hold requester which client?', 'resume', 'priority P2', 'priority P3'];

const count = async (desk: StoryDesk, ...types: string[]) =>
  (await desk.sql('select 1 from ticket_event where type = any($1)', [types])).length;
const moves = (desk: StoryDesk) => count(desk, 'PriorityChanged', 'PutOnHold', 'Resumed');

story(
  'a deadline moved a hundred times, earlier and later and off and on again, is told once, at its last value',
  async (desk) => {
    const { number } = await opensTicket(desk);
    const ana = desk.who('ana');
    desk.ignores(/priority of|on hold|waits for your answer|goes on|ana (changed|set|resumed|put)/);
    for (let moved = 1; moved <= 100; moved++) {
      const [verb, ...rest] = (MOVES[(moved - 1) % MOVES.length] ?? '').split(' ');
      await ana.commands([verb, number, ...rest].join(' '));
      // Slack and Teams are answered before it is done: two commands may overtake each other.
      await until(async () => (await moves(desk)) === moved);
      if (moved % 10 === 0) await desk.forward(10 * SECOND);
    }
    await desk.quiet();

    // Every earlier value passes, and nothing is said.
    await desk.forward(48 * MINUTE);
    await desk.quiet();
    expect(await count(desk, 'SlaWarned', 'SlaBreached', 'Escalated')).toBe(0);
    await desk.forward(10.5 * MINUTE);
    await desk.posts('network', new RegExp(`${number}: first response due, (59 min|1 h)`));
    await desk.forward(36 * MINUTE);
    await desk.posts('network', new RegExp(`${number}: first response due, 2[34] min`));
    await desk.forward(22 * MINUTE);
    await desk.quiet();
    await desk.forward(2 * MINUTE);
    await desk.posts('network-l2', new RegExp(`^${number} `));
    await desk.posts('network-l2', `${number}: first response is over by`);
    await desk.who('eve').reads(`${number}: first response is over by`);
    await desk.posts('network', `handed ${number} over from L1 to L2`);
    await desk.who('emma').reads(`${number} is now with specialists`);
    const breaches = await desk.sql<{ at: Date; due: string }>(
      `select at, data ->> 'due' as due from ticket_event where type = 'SlaBreached'`,
    );
    const late = breaches.map(({ at, due }) => at.getTime() - Number(due));
    expect(late).toHaveLength(1);
    // The clock was moved by two minutes at once.
    expect(late[0]).toBeGreaterThanOrEqual(0);
    expect(late[0]).toBeLessThan(2 * MINUTE);
    // Until just before the page would be said again.
    await desk.forward(4 * MINUTE);
    await desk.quiet();
    expect(await count(desk, 'SlaBreached')).toBe(1);
    expect(await count(desk, 'Escalated')).toBe(1);
  },
  { within: 120_000 },
);
