import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TicketCommand } from '../../src/domain/command.ts';
import type { Agreement, DeskPolicy } from '../../src/domain/desk.ts';
import { DomainError } from '../../src/domain/errors.ts';
import { type ExplainedClock, explain } from '../../src/domain/explain.ts';
import { HOUR, MINUTE, MONDAY_9, openTicket, type Story, story } from '../support/builders.ts';
import { agreed } from '../support/policies.ts';

const reply = { type: 'reply', body: 'b', thanks: false, inThread: true } as const;
const hold = (reason: 'requester' | 'change' | 'supplier', supplier?: string): TicketCommand => ({
  type: 'hold',
  reason,
  body: null,
  ...(supplier ? { supplier } : {}),
});
const at = (minutes: number) => MONDAY_9 + minutes * MINUTE;

const commands: fc.Arbitrary<readonly [string, TicketCommand]> = fc.constantFrom(
  ['ana', { type: 'claim' }],
  ['ana', hold('requester')],
  ['ben', hold('change')],
  ['ana', hold('supplier', 'acme')],
  ['ana', hold('supplier', 'globex')],
  ['ana', { type: 'resume' }],
  ['emma', reply],
  ['ana', reply],
  ['eve', reply],
  ['ana', { type: 'priority', priority: 'P1' }],
  ['ana', { type: 'priority', priority: 'P2' }],
  ['ana', { type: 'priority', priority: 'P3' }],
  ['ana', { type: 'resolve', resolution: 'b' }],
  ['emma', { type: 'reopen', body: null }],
  ['eve', { type: 'escalate', to: null, body: null }],
);
/** Odd seconds and milliseconds, days in between, and the change to summer time in some of them. */
const waits = fc.oneof(
  fc.integer({ min: 0, max: 2 * HOUR }),
  fc.integer({ min: 0, max: 60 * HOUR }),
  fc.constant(125 * 24 * HOUR),
);
const histories = fc.array(fc.tuple(commands, waits), { maxLength: 12 });
const policies: fc.Arbitrary<DeskPolicy> = fc
  .record({
    onPriorityChange: fc.constantFrom('recompute', 'forward', 'reset'),
    onReopen: fc.constantFrom('continue', 'anew'),
    calendar: fc.constantFrom('office', 'always'),
    pauseOn: fc.constantFrom(['requester', 'supplier'] as const, ['change'] as const),
  } satisfies { [Key in keyof Agreement]?: fc.Arbitrary<Agreement[Key]> })
  .map((changes) => agreed(changes));

/** Lets a ticket live through a history, what is refused left out; gives the last instant too. */
function live(history: readonly (readonly [readonly [string, TicketCommand], number])[], policy: DeskPolicy) {
  const s = story(openTicket(), policy);
  let now = 0;
  for (const [[who, command], wait] of history) {
    now += wait;
    try {
      s.does(who, command, now / MINUTE);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }
  return { s, now: MONDAY_9 + now };
}

const runningMs = ({ segments }: ExplainedClock) =>
  segments.filter(({ kind }) => kind === 'running').reduce((sum, { from, to }) => sum + to - from, 0);

describe('the explanation of a deadline', () => {
  it('adds up to it, to the millisecond, for any history and policy', () => {
    fc.assert(
      fc.property(histories, policies, (history, policy) => {
        const { s, now } = live(history, policy);
        for (const clock of explain(s.ticket(), policy, now).clocks) {
          const { startedAt, due, segments, pieces, remaining } = clock;
          const total = pieces.reduce((sum, { seconds }) => sum + seconds, 0);
          if (due === null) expect(runningMs(clock)).toBe(Math.round((total - remaining) * 1000));
          else {
            expect(segments.at(-1)?.to).toBe(due);
            expect(runningMs(clock)).toBe(Math.round(total * 1000));
          }
          let edge = startedAt;
          for (const { from, to, kind, why } of segments) {
            expect(from).toBe(edge);
            expect(to).toBeGreaterThan(from);
            expect(why !== null).toBe(kind === 'hold');
            edge = to;
          }
        }
      }),
      { numRuns: 10_000 },
    );
  }, 120_000);

  const segmentsOf = (s: Story, policy: DeskPolicy, minutes: number) =>
    explain(s.ticket(), policy, at(minutes)).clocks.find(({ name }) => name === 'resolution')?.segments;

  it('names holds with their reasons, nights, and the time for which it was resolved', () => {
    const policy = agreed();
    const s = story(openTicket(), policy);
    s.does('ana', reply, 0);
    s.does('ana', hold('requester'), 60);
    s.does('ana', hold('supplier', 'acme'), 120);
    s.does('ana', { type: 'resume' }, 180);
    s.does('ana', { type: 'resolve', resolution: 'b' }, 240);
    s.does('emma', { type: 'reopen', body: null }, 300);
    const told = segmentsOf(s, policy, 300)?.map(({ from, to, kind, why }) => [
      (from - MONDAY_9) / MINUTE,
      (to - MONDAY_9) / MINUTE,
      why ?? kind,
    ]);
    expect(told).toEqual([
      [0, 60, 'running'],
      [60, 120, 'requester'],
      [120, 180, 'supplier'],
      [180, 240, 'running'],
      [240, 300, 'resolved'],
      [300, 480, 'running'],
      [480, 24 * 60, 'closed'],
      [24 * 60, 24 * 60 + 180, 'running'],
    ]);
  });

  it('shows a change of the clocks, and a holiday', () => {
    const policy = agreed({ calendar: 'always' });
    const saturday = Date.UTC(2026, 9, 24, 20);
    const ticket = openTicket({ openedAt: saturday, firstRespondedAt: saturday });
    const [{ segments } = { segments: [] }] = explain(ticket, policy, saturday).clocks.filter(
      ({ name }) => name === 'resolution',
    );
    expect(segments.map(({ kind, clockChange }) => [kind, clockChange])).toEqual([
      ['running', null],
      ['running', { before: 7200, after: 3600 }],
    ]);
  });

  it('says by which target which time counts, where the share that was used is kept', () => {
    const policy = agreed({ onPriorityChange: 'forward' });
    const s = story(openTicket(), policy);
    s.does('ana', { type: 'priority', priority: 'P1' }, 120);
    const clock = explain(s.ticket(), policy, at(120)).clocks.find(({ name }) => name === 'resolution');
    expect(clock?.pieces).toEqual([
      { priority: 'P2', target: 8 * 3600, seconds: 2 * 3600 },
      { priority: 'P1', target: 4 * 3600, seconds: 3 * 3600 },
    ]);
    expect(explain(s.ticket(), policy, at(120))).toMatchObject({ deskVersion: 1, agreement: 'standard' });
  });
});
