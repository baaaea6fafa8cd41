import { targetKey } from '../escalation.ts';
import type { Escalation } from '../escalationState.ts';
import type { ClockName, Instant, PersonId, TicketEvent } from '../ticket.ts';

/** Of two clocks that are overdue the ladder runs for the weightier: it ends with that one. */
const WEIGHT: Readonly<Record<ClockName, number>> = {
  acceptance: 0,
  supplier: 0,
  nextResponse: 1,
  firstResponse: 1,
  resolution: 2,
};

/** Whoever acknowledged knows of the ticket: what comes within a minute does not call everybody anew before that. */
const SETTLES_MS = 60_000;

/**
 * A breach starts a ladder. If one runs that nobody has acknowledged, it goes on, from then on for the weightier of
 * the two clocks; after an acknowledgement it begins anew, as another run.
 */
export function breached(escalation: Escalation | null, clock: ClockName, due: Instant): Escalation {
  if (escalation === null || escalation.acknowledged !== null) return begun(escalation, clock, due);
  if (escalation.cause !== undefined) {
    const { cause, ...rest } = escalation;
    return { ...rest, clock, startedAt: cause === 'warning' ? due : escalation.startedAt };
  }
  return WEIGHT[clock] > WEIGHT[escalation.clock] ? { ...escalation, clock } : escalation;
}

/**
 * A warning for which the ladder has a rung starts it, unless one runs already or somebody has acknowledged it for this
 * very clock.
 */
export function warned(escalation: Escalation | null, clock: ClockName, at: Instant): Escalation {
  const known = escalation !== null && (escalation.acknowledged === null || escalation.clock === clock);
  return known ? escalation : { ...begun(escalation, clock, at), cause: 'warning' };
}

/** A major incident begins its own ladder, as another run; whoever was told before hears of its acknowledgement too. */
export function declared(escalation: Escalation | null, at: Instant): Escalation {
  const missed = escalation !== null && escalation.acknowledged === null && escalation.cause === undefined;
  const { notBefore: _, ...rest } = begun(escalation, escalation?.clock ?? 'resolution', at);
  return { ...rest, told: escalation?.told ?? [], ...(missed ? {} : { cause: 'major' }) };
}

/** Without a deadline that was missed nothing is left to escalate. */
export function stoodDown(escalation: Escalation | null): Escalation | null {
  return escalation?.cause === 'major' ? null : escalation;
}

function begun(before: Escalation | null, clock: ClockName, at: Instant): Escalation {
  return {
    clock,
    startedAt: at,
    run: (before?.run ?? 0) + 1,
    rung: -1,
    round: 0,
    toldAt: null,
    reachedAt: null,
    acknowledged: null,
    ...(before?.acknowledged ? { notBefore: before.acknowledged.at + SETTLES_MS } : {}),
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

/** An acknowledgement ends a snooze, too. */
export function acknowledgedBy(escalation: Escalation | null, by: PersonId, at: Instant): Escalation | null {
  if (escalation === null) return null;
  const { snoozed: _, ...rest } = escalation;
  return { ...rest, acknowledged: { by, at } };
}

export function snoozed(
  escalation: Escalation | null,
  { by, until, body }: Extract<TicketEvent, { type: 'Snoozed' }>,
): Escalation | null {
  return escalation === null ? null : { ...escalation, snoozed: { by, until, reason: body } };
}

/** After a snooze those who were told are told again, and hear of the end as well. */
export function awoken(escalation: Escalation | null, at: Instant): Escalation | null {
  if (escalation === null) return null;
  const { snoozed: _, ...rest } = escalation;
  return goesOn(rest, at);
}

export function wentStale(escalation: Escalation | null, at: Instant): Escalation | null {
  return escalation === null ? null : { ...goesOn(escalation, at), told: [] };
}

/**
 * The ladder goes on where it stood: that rung is reached anew, at once, in another run. `at` is when it was to, also if
 * the desk was away then, so that whoever is told late is seen to be told late.
 */
function goesOn(escalation: Escalation, at: Instant): Escalation {
  const rung = Math.max(-1, escalation.rung - 1);
  return {
    ...escalation,
    run: escalation.run + 1,
    rung,
    round: 0,
    toldAt: null,
    reachedAt: rung === -1 ? null : at,
    acknowledged: null,
    notBefore: at,
  };
}
