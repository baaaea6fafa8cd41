import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { enforceDue } from '../../src/app/enforceDue.ts';
import { simulateDesk } from '../../src/app/simulateDesk.ts';
import { workTicket } from '../../src/app/workTicket.ts';
import { slaExplain } from '../../src/cli/slaExplain.ts';
import type { TicketCommand } from '../../src/domain/command.ts';
import { relayDesk } from '../jobs/relayDesk.ts';
import { deskPolicy, MINUTE } from '../support/builders.ts';

// Tickets of vic, whose agreement counts round the clock: P1, first response in 15 minutes, solved in four hours.
let desk: Awaited<ReturnType<typeof relayDesk>>;
beforeEach(async () => {
  desk = await relayDesk();
});
afterEach(() => desk.end());

let acts = 0;
const does = (actor: string, number: string, command: TicketCommand) => {
  acts += 1;
  const body = { id: `body-${acts}`, author: actor, text: 'b', files: [] };
  return workTicket(desk.app, { key: `act-${acts}`, actor, number, command, body });
};
const reply = (body: string) => ({ type: 'reply', body, thanks: false, inThread: true }) as const;
const everything = async () =>
  Promise.all(
    ['ticket', 'ticket_event', 'ticket_due', 'notice', 'due', 'desk_version'].map(
      async (table) => (await desk.queuePool.query(`select to_jsonb(t) from public.${table} t`)).rows,
    ),
  );

/** One answered after ten minutes and solved after three hours, one answered after twenty, one cancelled. */
async function recorded() {
  const opens = async (key: string) => (await desk.opens(key, 'my vpn drops', undefined, 'vic')).number;
  const [prompt, late, cancelled] = [await opens('a'), await opens('b'), await opens('c')];
  await desk.clock.forward(10 * MINUTE);
  await does('ana', prompt, reply('b'));
  await does('vic', cancelled, { type: 'cancel', body: null });
  await desk.clock.forward(10 * MINUTE);
  await does('ana', late, reply('b'));
  const stored = await desk.app.store.reads.ticket(late);
  await enforceDue(desk.app, [stored?.ticket.id ?? '']);
  await desk.clock.forward(160 * MINUTE);
  for (const number of [prompt, late]) await does('ana', number, { type: 'resolve', resolution: 'b' });
  return { prompt, late };
}

function policyWith(firstResponse: number, resolution: number) {
  const { version: _, ...policy } = deskPolicy();
  const P1 = { firstResponse, nextResponse: null, resolution };
  const agreements = policy.agreements.map((each) => ({ ...each, targets: { ...each.targets, P1 } }));
  return { ...policy, agreements };
}

describe('recorded tickets under another agreement', () => {
  it('are counted as they were promised and as they would have been, and nothing is changed', async () => {
    const { prompt, late } = await recorded();
    const before = await everything();
    const simulation = await simulateDesk(
      desk.app,
      policyWith(1800, 7200),
      desk.app.now() - 24 * 60 * MINUTE,
    );
    const both = {
      firstResponse: { before: { met: 1, breached: 1 }, after: { met: 2, breached: 0 } },
      resolution: { before: { met: 2, breached: 0 }, after: { met: 0, breached: 2 } },
    };
    expect(simulation).toMatchObject({
      tickets: 2,
      total: both,
      by: { priority: { P1: both }, service: { vpn: both }, tier: { L1: both } },
    });
    expect(simulation.noLongerBreach).toMatchObject([{ number: late, clock: 'firstResponse' }]);
    expect(simulation.wouldBreach).toMatchObject([
      { number: prompt, clock: 'resolution', priority: 'P1', service: 'vpn', tier: 'L1' },
      { number: late, clock: 'resolution' },
    ]);
    expect(await everything()).toEqual(before);
  });

  it('are those of the days asked for, page after page', async () => {
    await recorded();
    await desk.clock.forward(48 * 60 * MINUTE);
    const { reads } = desk.app.store;
    const since = desk.app.now() - 72 * 60 * MINUTE;
    const first = await reads.timelinesSince(since, { after: null, limit: 2 });
    const rest = await reads.timelinesSince(since, { after: first.at(-1) ?? null, limit: 2 });
    expect([first.length, rest.length]).toEqual([2, 1]);
    expect(new Set([...first, ...rest].map(({ id }) => id)).size).toBe(3);
    const { tickets } = await simulateDesk(
      desk.app,
      policyWith(1800, 7200),
      desk.app.now() - 24 * 60 * MINUTE,
    );
    expect(tickets).toBe(0);
  });
});

describe('firstline sla explain', () => {
  it('gives segments that add up to the deadline, as JSON', async () => {
    const { late } = await recorded();
    const lines: string[] = [];
    const out = (line: string) => lines.push(line);
    expect(await slaExplain({ number: late.toLowerCase(), json: true, chat: desk.chat, out })).toBe(0);
    const { agreement, deskVersion, clocks } = JSON.parse(lines.join(''));
    expect([agreement, deskVersion]).toEqual(['vip', 1]);
    const [response] = clocks;
    expect(response).toMatchObject({
      name: 'firstResponse',
      state: 'breached',
      target: 900,
      calendar: 'always',
    });
    expect(Date.parse(response.due) - Date.parse(response.startedAt)).toBe(900_000);
    const counted = response.segments.filter(({ kind }: { kind: string }) => kind === 'running');
    expect(counted.reduce((sum: number, { seconds }: { seconds: number }) => sum + seconds, 0)).toBe(900);
    expect(await slaExplain({ number: 'INC-9', json: false, chat: desk.chat, out })).toBe(1);
    expect(lines.at(-1)).toContain('There is no ticket INC-9');
  });
});
