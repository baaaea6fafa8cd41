import { agreementOf, calendarOf, targetOf } from './agreement.ts';
import { dueAt, type Hold, workingSecondsBetween } from './calendar.ts';
import type { DeskPolicy } from './desk.ts';
import type { ClockName, Instant, Ticket } from './ticket.ts';

/**
 * The two clocks of a promise, both from the opening. The first response is the first reply of an agent to the
 * requester or the resolution, whichever comes first; claiming alone is none. The resolution clock stops with the
 * resolution and goes on after a reopening, the time in between taken out. Both stop when the ticket ends otherwise.
 */
export interface Clock {
  readonly name: ClockName;
  /** Working seconds. */
  readonly target: number;
  readonly startedAt: Instant;
  readonly stoppedAt: Instant | null;
  /** Null while a hold that pauses the clock has no end; a deadline reached before that hold stays. */
  readonly due: Instant | null;
  /** `breached` from the due instant on, `met` only when stopped before it. */
  readonly state: 'running' | 'paused' | 'met' | 'breached';
  /** Working seconds left, when the clock is met: that were left. 0 once breached. */
  readonly remaining: number;
  /** Working seconds beyond the target, until the clock stopped or until now. 0 unless breached. */
  readonly overBy: number;
}

export const CLOCKS: readonly ClockName[] = ['firstResponse', 'resolution'];

/** Both clocks as they stand at `now`; `frozen` is the desk version that the ticket's promise refers to. */
export function clocks(ticket: Ticket, frozen: DeskPolicy, now: Instant): readonly Clock[] {
  return CLOCKS.map((name) => readClock(ticket, frozen, name, now));
}

/** When a clock has used up a share of its target; null while it is paused before that point. */
export function shareAt(ticket: Ticket, frozen: DeskPolicy, clock: ClockName, share: number): Instant | null {
  const calendar = calendarOf(agreementOf(ticket, frozen), frozen);
  const seconds = Math.max(1, Math.round(targetOf(ticket, frozen, clock) * share));
  const pauses = pausesOf(ticket, frozen, clock);
  const lasting = pauses.filter((pause) => pause.to === null);
  const ended = pauses.filter((pause) => pause.to !== null);
  if (lasting.length === 0) return dueAt(calendar, ticket.openedAt, seconds, ended);
  const pausedSince = Math.max(ticket.openedAt, Math.min(...lasting.map((pause) => pause.from)));
  const worked = workingSecondsBetween(calendar, ticket.openedAt, pausedSince, ended);
  return worked < seconds ? null : dueAt(calendar, ticket.openedAt, seconds, ended);
}

/** When a clock stopped; null while it runs or is paused. */
export function stoppedAt(ticket: Ticket, clock: ClockName): Instant | null {
  return clock === 'firstResponse' ? (ticket.firstRespondedAt ?? endedAt(ticket)) : endedAt(ticket);
}

function readClock(ticket: Ticket, frozen: DeskPolicy, name: ClockName, now: Instant): Clock {
  const calendar = calendarOf(agreementOf(ticket, frozen), frozen);
  const target = targetOf(ticket, frozen, name);
  const stopped = stoppedAt(ticket, name);
  const due = shareAt(ticket, frozen, name, 1);
  const pauses = pausesOf(ticket, frozen, name);
  const until = Math.max(stopped ?? now, ticket.openedAt);
  const used = workingSecondsBetween(calendar, ticket.openedAt, until, pauses);
  const breached = due !== null && until >= due;
  const paused = pauses.some((pause) => pause.to === null);
  const running = paused ? 'paused' : 'running';
  return {
    name,
    target,
    startedAt: ticket.openedAt,
    stoppedAt: stopped,
    due,
    state: breached ? 'breached' : stopped === null ? running : 'met',
    remaining: breached ? 0 : target - used,
    overBy: breached ? used - target : 0,
  };
}

/** What is taken out of a clock's time: holds that the agreement pauses on, and times resolved before a reopening. */
function pausesOf(ticket: Ticket, frozen: DeskPolicy, clock: ClockName): readonly Hold[] {
  const { pauseOn } = agreementOf(ticket, frozen);
  const holds: readonly Hold[] = ticket.holds.filter((hold) => pauseOn.includes(hold.reason));
  const stopped = stoppedAt(ticket, clock);
  const pauses = [...holds, ...ticket.resolvedSpans];
  if (stopped === null) return pauses;
  return pauses
    .filter((pause) => pause.from < stopped)
    .map((pause) => ({ from: pause.from, to: Math.min(pause.to ?? stopped, stopped) }));
}

function endedAt(ticket: Ticket): Instant | null {
  if (ticket.status === 'merged') return ticket.mergedAt;
  if (ticket.status === 'cancelled') return ticket.cancelledAt;
  return ticket.resolvedSpans.find((span) => span.to === null)?.from ?? null;
}
