import { workingSecondsBetween } from './calendar.ts';
import type { DeskPolicy } from './desk.ts';
import { type Run, reachedAt, runsOf, secondsTo, targetOf } from './runs.ts';
import type { ClockName, Instant, Ticket } from './ticket.ts';

/** A run of a clock as it stands at an instant; what starts and stops one is said at `Run`. */
export interface Clock {
  readonly name: ClockName;
  /** From 1, among the runs of the same clock. */
  readonly instance: number;
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

/** In the order in which they are shown. */
export const CLOCKS: readonly ClockName[] = [
  'firstResponse',
  'nextResponse',
  'resolution',
  'acceptance',
  'supplier',
];

/** Whether a clock is a promise to the requester, who never hears of the others. */
export function isPromisedToRequester(clock: ClockName): boolean {
  return clock !== 'acceptance' && clock !== 'supplier';
}

/** The latest run of each clock as it stands at `now`; `frozen` is the version that the ticket's promise refers to. */
export function clocks(ticket: Ticket, frozen: DeskPolicy, now: Instant): readonly Clock[] {
  return CLOCKS.flatMap((name) =>
    runsOf(ticket, frozen, name)
      .slice(-1)
      .map((run) => readRun(run, now)),
  );
}

/** Every run of every clock. */
export function allClocks(ticket: Ticket, frozen: DeskPolicy, now: Instant): readonly Clock[] {
  return CLOCKS.flatMap((name) => runsOf(ticket, frozen, name).map((run) => readRun(run, now)));
}

/** When the latest run of a clock has used up a share of its target; null while it is paused before, or has no run. */
export function shareAt(ticket: Ticket, frozen: DeskPolicy, clock: ClockName, share: number): Instant | null {
  const run = runsOf(ticket, frozen, clock).at(-1);
  return run ? reachedAt(run, share) : null;
}

/** How a run ended, or would end now if it is overdue; null while it is open and in time. */
export function outcomeOf(run: Run, now: Instant): 'met' | 'breached' | null {
  const due = reachedAt(run, 1);
  if (due !== null && (run.stoppedAt ?? now) >= due) return 'breached';
  return run.stoppedAt === null ? null : 'met';
}

export function readRun(run: Run, now: Instant): Clock {
  const { name, instance, startedAt, stoppedAt, calendar, pauses } = run;
  const due = reachedAt(run, 1);
  const until = Math.max(stoppedAt ?? now, startedAt);
  const breached = due !== null && until >= due;
  const paused = pauses.some((pause) => pause.to === null);
  const running = paused ? 'paused' : 'running';
  const left = secondsTo(run, 1) - workingSecondsBetween(calendar, startedAt, until, pauses);
  return {
    name,
    instance,
    target: targetOf(run),
    startedAt,
    stoppedAt,
    due,
    state: breached ? 'breached' : stoppedAt === null ? running : 'met',
    remaining: breached ? 0 : left,
    overBy: breached ? Math.max(0, -left) : 0,
  };
}
