import { targetKey } from '../escalation.ts';
import type { ClockName, Escalation, Instant, PersonId, TicketEvent } from '../ticket.ts';

/** Of two clocks that are overdue the ladder runs for the weightier: it ends with that one. */
const WEIGHT: Readonly<Record<ClockName, number>> = {
  acceptance: 0,
  supplier: 0,
  nextResponse: 1,
  firstResponse: 1,
  resolution: 2,
};

/**
 * A breach starts a ladder. If one runs that nobody has acknowledged, it goes on, from then on for the weightier of
 * the two clocks; after an acknowledgement it begins anew, as another run.
 */
export function breached(escalation: Escalation | null, clock: ClockName, due: Instant): Escalation {
  if (escalation !== null && escalation.acknowledged === null) {
    return WEIGHT[clock] > WEIGHT[escalation.clock] ? { ...escalation, clock } : escalation;
  }
  return {
    clock,
    startedAt: due,
    run: (escalation?.run ?? 0) + 1,
    rung: -1,
    round: 0,
    toldAt: null,
    reachedAt: null,
    acknowledged: null,
    told: [],
  };
}

export function told(
  escalation: Escalation | null,
  event: Extract<TicketEvent, { type: 'Escalated' }>,
  at: Instant,
): Escalation | null {
  if (escalation === null) return null;
  const everybody = new Map([...escalation.told, ...event.told].map((target) => [targetKey(target), target]));
  return {
    ...escalation,
    rung: event.rung,
    round: event.round,
    toldAt: at,
    reachedAt: event.rung === escalation.rung ? (escalation.reachedAt ?? at) : at,
    told: [...everybody.values()],
  };
}

/** An empty rung is reached, but told to nobody. */
export function emptied(escalation: Escalation | null, rung: number, at: Instant): Escalation | null {
  if (escalation === null) return null;
  const round = escalation.rung === rung ? escalation.round + 1 : 1;
  return { ...escalation, rung, round, toldAt: null, reachedAt: at };
}

export function acknowledgedBy(escalation: Escalation | null, by: PersonId, at: Instant): Escalation | null {
  return escalation === null ? null : { ...escalation, acknowledged: { by, at } };
}

/** The ladder goes on where it stood: that rung is reached anew, at once, in another run. */
export function wentStale(escalation: Escalation | null, at: Instant): Escalation | null {
  if (escalation === null) return null;
  const rung = Math.max(-1, escalation.rung - 1);
  return {
    ...escalation,
    run: escalation.run + 1,
    rung,
    round: 0,
    toldAt: null,
    reachedAt: rung === -1 ? null : at,
    acknowledged: null,
    told: [],
  };
}
