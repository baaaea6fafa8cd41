import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TicketCommand } from '../../src/domain/command.ts';
import type { Agreement } from '../../src/domain/desk.ts';
import { DomainError } from '../../src/domain/errors.ts';
import { replay } from '../../src/domain/evolve.ts';
import { allClocks, clocks, dueInstants } from '../../src/domain/sla.ts';
import type { TicketEvent } from '../../src/domain/ticket.ts';
import { deskPolicy, MINUTE, MONDAY_9, openTicket, type Story, story } from '../support/builders.ts';
import { agreed } from '../support/policies.ts';

const policy = deskPolicy();
/** With every clock, and every way to treat a change of the priority and a reopening. */
const policies = fc
  .record({
    onPriorityChange: fc.constantFrom('recompute', 'forward', 'reset'),
    onReopen: fc.constantFrom('continue', 'anew'),
  } satisfies { [Key in keyof Agreement]?: fc.Arbitrary<Agreement[Key]> })
  .map((changes) => agreed(changes));

interface Move {
  readonly who: string;
  readonly command: TicketCommand;
  /** Minutes since the move before. */
  readonly wait: number;
}

const commands: fc.Arbitrary<readonly [string, TicketCommand]> = fc.constantFrom(
  ['ana', { type: 'claim' }],
  ['ana', { type: 'hold', reason: 'requester', body: null }],
  ['ben', { type: 'hold', reason: 'change', body: null }],
  ['ana', { type: 'hold', reason: 'supplier', body: null, supplier: 'acme' }],
  ['ben', { type: 'hold', reason: 'supplier', body: null, supplier: 'globex' }],
  ['ana', { type: 'resume' }],
  ['emma', { type: 'reply', body: 'b', thanks: false, inThread: true }],
  ['ana', { type: 'reply', body: 'b', thanks: false, inThread: true }],
  ['ana', { type: 'priority', priority: 'P1' }],
  ['ana', { type: 'priority', priority: 'P2' }],
  ['ana', { type: 'priority', priority: 'P3' }],
  ['ana', { type: 'priority', priority: 'P4' }],
  ['ana', { type: 'resolve', resolution: 'b' }],
  ['emma', { type: 'reopen', body: null }],
  ['eve', { type: 'acknowledge' }],
  ['eve', { type: 'takeOver' }],
  ['eve', { type: 'escalate', to: null, body: null }],
);
const moves: fc.Arbitrary<readonly Move[]> = fc.array(
  fc
    .tuple(commands, fc.oneof(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 3000 })))
    .map(([[who, command], wait]) => ({ who, command, wait })),
  { maxLength: 25 },
);

/** Lets a ticket live through the moves, the desk enforcing in between as `enforce` says. */
function live(
  all: readonly Move[],
  enforce: (s: Story, minute: number) => unknown,
  by = policy,
): { s: Story; end: number } {
  const s = story(openTicket(), by);
  let minute = 0;
  for (const { who, command, wait } of all) {
    minute += wait;
    enforce(s, minute);
    try {
      s.does(who, command, minute);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }
  return { s, end: minute };
}

const fingerprints = (s: Story) =>
  s.timeline().flatMap(({ event }) => ('fingerprint' in event ? [event.fingerprint] : []));

/** Working milliseconds counted minute by minute from the timeline alone: office hours, no holds, not resolved. */
function workedUntil(s: Story, until: number): number {
  let worked = 0;
  let stands: 'runs' | 'paused' = 'runs';
  let resolved = false;
  const timeline = s.timeline();
  let next = 0;
  for (let now = MONDAY_9; now < until; now += MINUTE) {
    for (let entry = timeline[next]; entry && entry.at <= now; entry = timeline[++next]) {
      const { event } = entry;
      if (event.type === 'PutOnHold') stands = event.reason === 'change' ? 'runs' : 'paused';
      if (event.type === 'Resumed' || event.type === 'Resolved') stands = 'runs';
      if (event.type === 'Resolved' || event.type === 'Closed') resolved = true;
      if (event.type === 'Reopened') resolved = false;
    }
    const day = new Date(now).getUTCDay();
    const hour = new Date(now).getUTCHours();
    const office = day >= 1 && day <= 5 && hour >= 8 && hour < 16;
    if (office && stands === 'runs' && !resolved) worked += MINUTE;
  }
  return worked;
}

describe('any order of hold, priority change, resume, resolve, reopen', () => {
  // A ladder that nobody acknowledges says thousands of things in these weeks.
  it('gives the ticket and the deadlines that a replay of its timeline gives', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(moves, policies, (all, by) => {
        const { s, end } = live(all, (each, minute) => each.sweeps(minute), by);
        const again = replay(s.timeline());
        const now = MONDAY_9 + end * MINUTE;
        expect(again).toEqual(s.ticket());
        expect(dueInstants(again, by, by)).toEqual(dueInstants(s.ticket(), by, by));
        expect(allClocks(again, by, now)).toEqual(allClocks(s.ticket(), by, now));
      }),
      { numRuns: 200 },
    );
  });

  it('uses up exactly the minutes in which the clock ran', () => {
    fc.assert(
      fc.property(moves, (all) => {
        const { s, end } = live(all, () => undefined);
        const now = MONDAY_9 + end * MINUTE;
        const resolution = clocks(s.ticket(), policy, now).find((each) => each.name === 'resolution');
        if (!resolution) throw new Error('a ticket without a resolution clock');
        const { state, target, remaining, overBy } = resolution;
        const used = state === 'breached' ? target + overBy : target - remaining;
        expect(used * 1000).toBe(workedUntil(s, now));
      }),
      { numRuns: 200 },
    );
  });
});

describe('each fingerprint', () => {
  it('fires once, and each deadline that is crossed while it stands is told', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(moves, policies, (all, by) => {
        const { s, end } = live(all, (each, minute) => each.sweeps(minute), by);
        s.sweeps(end);
        const fired = fingerprints(s);
        expect(new Set(fired).size).toBe(fired.length);
        for (const clock of clocks(s.ticket(), by, MONDAY_9 + end * MINUTE)) {
          if (clock.stoppedAt !== null || clock.state !== 'breached') continue;
          const { reopenCount, priorityChanges, openedAt } = s.ticket();
          const again = reopenCount > 0 ? `/${reopenCount}` : '';
          const wasComing = (clock.due ?? 0) > (priorityChanges.at(-1)?.at ?? 0);
          const run = clock.startedAt === openedAt ? clock.name : `${clock.name}@${clock.startedAt}`;
          const breach = `${run}/breach/`;
          // A deadline that was moved to where it had passed already, and was told of, is no other one.
          if (wasComing) expect(fired).toContain(`${breach}${clock.target}${again}`);
          else expect(fired.some((each) => each.startsWith(breach))).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('fires once at its last value, when a deadline was moved a hundred times', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('P2', 'P3', 'P4'), { minLength: 100, maxLength: 100 }),
        (priorities) => {
          const s = story();
          s.does('ana', { type: 'reply', body: 'b', thanks: false, inThread: true }, 1);
          for (const priority of priorities) s.does('ana', { type: 'priority', priority }, 2);
          const due = clocks(s.ticket(), policy, MONDAY_9)[1]?.due ?? 0;
          const last = (due - MONDAY_9) / MINUTE;
          const breaches = (events: readonly TicketEvent[]) =>
            events.filter((event) => event.type === 'SlaBreached');
          expect(breaches(s.sweeps(last - 1))).toEqual([]);
          expect(breaches(s.sweeps(last))).toMatchObject([{ clock: 'resolution', due }]);
          expect(breaches(s.sweeps(last + 60))).toEqual([]);
        },
      ),
      { numRuns: 30 },
    );
  });
});
