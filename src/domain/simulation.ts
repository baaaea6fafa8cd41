import { agreementRegardlessOfDate, scopeOf } from './agreement.ts';
import { CLOCKS, outcomeOf } from './clocks.ts';
import type { DeskPolicy, Priority, Tier } from './desk.ts';
import { reachedAt, runsOf } from './runs.ts';
import type { ClockName, Instant, Ticket } from './ticket.ts';

/** What was kept and broken of a clock; what is still open and not overdue is neither. */
export interface Kept {
  readonly met: number;
  readonly breached: number;
}

export interface Compared {
  readonly before: Kept;
  readonly after: Kept;
}

export type ComparedClocks = Partial<Record<ClockName, Compared>>;

/** A promise that would have been broken, or would have been kept, under the other version. */
export interface Difference {
  readonly number: string;
  readonly clock: ClockName;
  readonly priority: Priority;
  readonly service: string;
  readonly tier: Tier;
  /** The deadline that is broken. */
  readonly due: Instant;
}

/**
 * What another version of the desk would have made of recorded tickets: SLA compliance is met over met and breached,
 * what is open and overdue counting as breached; cancelled and merged tickets are left out.
 */
export interface Simulation {
  readonly tickets: number;
  readonly total: ComparedClocks;
  /** By the priority of now, by service, and by the highest tier that worked on it. */
  readonly by: Readonly<Record<Dimension, Readonly<Record<string, ComparedClocks>>>>;
  readonly wouldBreach: readonly Difference[];
  readonly noLongerBreach: readonly Difference[];
}

type Dimension = 'priority' | 'service' | 'tier';
const DIMENSIONS: readonly Dimension[] = ['priority', 'service', 'tier'];

type Tally = { -readonly [Side in keyof Compared]: { -readonly [Key in keyof Kept]: number } };
type Tallies = Partial<Record<ClockName, Tally>>;

/** Compares ticket after ticket, each with the version of its promise and with `next`, as if that had always been in force. */
export function simulating(next: DeskPolicy, now: Instant) {
  let tickets = 0;
  const total: Tallies = {};
  const by: Record<Dimension, Record<string, Tallies>> = { priority: {}, service: {}, tier: {} };
  const wouldBreach: Difference[] = [];
  const noLongerBreach: Difference[] = [];

  function count(ticket: Ticket, clock: ClockName, side: keyof Compared, outcome: keyof Kept): void {
    tallyOf(total, clock)[side][outcome] += 1;
    const values = { priority: ticket.priority, service: ticket.service, tier: ticket.highestTier };
    for (const dimension of DIMENSIONS) {
      const value = values[dimension];
      by[dimension][value] ??= {};
      tallyOf(by[dimension][value], clock)[side][outcome] += 1;
    }
  }

  /** The first deadline of a clock that was broken; null when none was. */
  function countRuns(
    ticket: Ticket,
    policy: DeskPolicy,
    clock: ClockName,
    side: keyof Compared,
  ): Instant | null {
    let broken: Instant | null = null;
    for (const run of runsOf(ticket, policy, clock)) {
      const outcome = outcomeOf(run, now);
      if (outcome === null) continue;
      count(ticket, clock, side, outcome);
      if (outcome === 'breached') broken ??= reachedAt(run, 1);
    }
    return broken;
  }

  return {
    add(ticket: Ticket, frozen: DeskPolicy): void {
      if (ticket.status === 'cancelled' || ticket.status === 'merged') return;
      tickets += 1;
      const agreement = agreementRegardlessOfDate(next, scopeOf(ticket, next)).key;
      const other = { ...ticket, promise: { deskVersion: next.version, agreement } };
      for (const clock of CLOCKS) {
        const before = countRuns(ticket, frozen, clock, 'before');
        const after = countRuns(other, next, clock, 'after');
        const { number, priority, service, highestTier: tier } = ticket;
        const about = { number, clock, priority, service, tier };
        if (after !== null && before === null) wouldBreach.push({ ...about, due: after });
        if (before !== null && after === null) noLongerBreach.push({ ...about, due: before });
      }
    },
    result: (): Simulation => ({ tickets, total, by, wouldBreach, noLongerBreach }),
  };
}

function tallyOf(tallies: Tallies, clock: ClockName): Tally {
  tallies[clock] ??= { before: { met: 0, breached: 0 }, after: { met: 0, breached: 0 } };
  return tallies[clock];
}
