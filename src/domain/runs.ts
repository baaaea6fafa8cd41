import { agreementOf, calendarOf } from './agreement.ts';
import { type Calendar, dueAt, type Hold, workingSecondsBetween } from './calendar.ts';
import type { Agreement, DeskPolicy, HoldReason, Priority } from './desk.ts';
import type { ClockName, HoldSegment, Instant, PriorityChange, Ticket } from './ticket.ts';

/**
 * The runs of a ticket's clocks, rebuilt from what its timeline says: nothing of them is stored.
 *
 * First response: from the opening to the first reply of an agent to the requester, or the resolution, whichever comes
 * first; claiming, notes and putting on hold are none. Next response: from each word of the requester after the first
 * response to the next reply. Resolution: from the opening; it goes on after a reopening, the time in between taken
 * out, or starts anew. Acceptance: from a hand-over to a tier until somebody of the tier accepts it, or it moves on.
 * Supplier: while the ticket is on hold for a supplier with a contract, in the calendar of the contract. All stop when
 * the ticket ends. A clock that has stopped is judged by the priority of that moment.
 */
export interface Run {
  readonly name: ClockName;
  /** From 1, among the runs of the same clock. */
  readonly instance: number;
  readonly startedAt: Instant;
  readonly stoppedAt: Instant | null;
  readonly calendar: Calendar;
  /** Key of that calendar. */
  readonly calendarKey: string;
  /** The targets one after the other, the last being the one that counts; more than one where the policy is `forward`. */
  readonly pieces: readonly Piece[];
  /** What is taken out of its time; clipped to the run. */
  readonly pauses: readonly Pause[];
  /** Tier or supplier that made the promise; null for promises to the requester. */
  readonly promisedBy: string | null;
}

export interface Piece {
  readonly from: Instant;
  readonly priority: Priority;
  /** Working seconds; infinite while nothing was promised. */
  readonly target: number;
}

/** Time that does not count: a hold, or the time for which the ticket was resolved. */
export interface Pause extends Hold {
  readonly why: HoldReason | 'resolved';
}

/** All runs of one clock, in order. */
export function runsOf(ticket: Ticket, frozen: DeskPolicy, clock: ClockName): readonly Run[] {
  return RUNS[clock]({ ticket, frozen, agreement: agreementOf(ticket, frozen) });
}

/** When a run has used up a share of its target; null while it is paused before that point. */
export function reachedAt(run: Run, share: number): Instant | null {
  const { calendar, startedAt, pauses } = run;
  const seconds = secondsTo(run, share);
  if (pauses.length === 0) return dueAt(calendar, startedAt, seconds, pauses);
  const lasting = pauses.filter((pause) => pause.to === null);
  if (lasting.length === 0) return dueAt(calendar, startedAt, seconds, pauses);
  const ended = pauses.filter((pause) => pause.to !== null);
  const pausedSince = Math.max(startedAt, Math.min(...lasting.map((pause) => pause.from)));
  const worked = workingSecondsBetween(calendar, startedAt, pausedSince, ended);
  return worked < seconds ? null : dueAt(calendar, startedAt, seconds, ended);
}

/** Working seconds from the start at which a share of the target is used up. */
export function secondsTo(run: Run, share: number): number {
  const [only, ...others] = run.pieces;
  if (only && others.length === 0) return Math.max(1, Math.round(share * only.target));
  const seconds = secondsOfPieces(run, share).reduce((sum, each) => sum + each, 0);
  return Math.max(1, seconds);
}

/**
 * The working seconds of each target until that share is used up: what was used under one target is kept as its share
 * of that target, and the rest of the share counts by the next one.
 */
export function secondsOfPieces({ calendar, pieces, pauses }: Run, share: number): readonly number[] {
  const seconds: number[] = [];
  let used = 0;
  for (const [index, piece] of pieces.entries()) {
    const left = Math.round((share - used) * piece.target);
    const next = pieces[index + 1];
    const worked = next ? workingSecondsBetween(calendar, piece.from, next.from, pauses) : left;
    seconds.push(Math.min(left, worked));
    if (worked >= left) break;
    used += worked / piece.target;
  }
  return seconds;
}

/** The target that counts, in working seconds. */
export function targetOf(run: Run): number {
  return run.pieces.at(-1)?.target ?? Number.POSITIVE_INFINITY;
}

interface Promised {
  readonly ticket: Ticket;
  readonly frozen: DeskPolicy;
  readonly agreement: Agreement;
}

type Span = Pick<Run, 'startedAt' | 'stoppedAt'>;

const RUNS: Readonly<Record<ClockName, (promised: Promised) => readonly Run[]>> = {
  firstResponse: (promised) => {
    const { openedAt, firstRespondedAt } = promised.ticket;
    const stoppedAt = firstRespondedAt ?? endedAt(promised.ticket);
    return promisedRun(promised, 'firstResponse', 1, { startedAt: openedAt, stoppedAt });
  },
  nextResponse: (promised) =>
    promised.ticket.waits.flatMap(({ from, to }, index) =>
      promisedRun(promised, 'nextResponse', index + 1, { startedAt: from, stoppedAt: to }),
    ),
  resolution: (promised) => {
    const { ticket, agreement } = promised;
    const reopenings = ticket.resolvedSpans.flatMap(({ to }) => to ?? []);
    const anew = agreement.onReopen === 'anew' ? reopenings : [];
    const span = { startedAt: anew.at(-1) ?? ticket.openedAt, stoppedAt: endedAt(ticket) };
    return promisedRun(promised, 'resolution', anew.length + 1, span);
  },
  acceptance: (promised) => {
    const { ticket, agreement } = promised;
    return ticket.handOvers.flatMap(({ tier, from, to }, index) => {
      const target = agreement.acceptance[tier];
      if (target === undefined) return [];
      const pieces = [{ from, priority: priorityAt(ticket, to), target }];
      const run = {
        name: 'acceptance',
        instance: index + 1,
        startedAt: from,
        stoppedAt: to,
        pieces,
      } as const;
      return [counted(promised, { ...run, promisedBy: tier })];
    });
  },
  supplier: ({ ticket, frozen }) =>
    ticket.holds
      .filter(({ reason }) => reason === 'supplier')
      .flatMap((hold, index) => {
        const contract = contractOf(hold, frozen);
        if (!contract) return [];
        const priority = priorityAt(ticket, hold.to);
        const run: Run = {
          name: 'supplier',
          instance: index + 1,
          startedAt: hold.from,
          stoppedAt: hold.to,
          calendar: calendarOf(contract.calendar, frozen),
          calendarKey: contract.calendar,
          pieces: [{ from: hold.from, priority, target: contract.targets[priority] }],
          pauses: [],
          promisedBy: hold.supplier ?? null,
        };
        return [run];
      }),
};

type PromiseName = 'firstResponse' | 'nextResponse' | 'resolution';

/** A run of a promise to the requester, as the agreement treats changes of the priority; none if not promised. */
function promisedRun(
  promised: Promised,
  name: PromiseName,
  instance: number,
  { startedAt, stoppedAt }: Span,
): readonly Run[] {
  const { ticket, agreement } = promised;
  const last = priorityAt(ticket, stoppedAt);
  if (agreement.targets[last][name] === null) return [];
  const changes = ticket.priorityChanges.filter(
    ({ at }) => at > startedAt && (stoppedAt === null || at < stoppedAt),
  );
  const { onPriorityChange } = agreement;
  const from = onPriorityChange === 'reset' ? (changes.at(-1)?.at ?? startedAt) : startedAt;
  const pieces =
    onPriorityChange === 'forward'
      ? forwardPieces(agreement, name, startedAt, changes, last)
      : [pieceOf(agreement, name, from, last)];
  return [counted(promised, { name, instance, startedAt: from, stoppedAt, pieces, promisedBy: null })];
}

function forwardPieces(
  agreement: Agreement,
  name: PromiseName,
  startedAt: Instant,
  changes: readonly PriorityChange[],
  last: Priority,
): readonly Piece[] {
  const first = pieceOf(agreement, name, startedAt, changes[0]?.from ?? last);
  return [first, ...changes.map(({ at, to }) => pieceOf(agreement, name, at, to))];
}

function pieceOf(agreement: Agreement, name: PromiseName, from: Instant, priority: Priority): Piece {
  return { from, priority, target: agreement.targets[priority][name] ?? Number.POSITIVE_INFINITY };
}

/** A run in the agreement's calendar, its pauses taken out. */
function counted(promised: Promised, run: Omit<Run, 'calendar' | 'calendarKey' | 'pauses'>): Run {
  const { agreement, frozen } = promised;
  return {
    name: run.name,
    instance: run.instance,
    startedAt: run.startedAt,
    stoppedAt: run.stoppedAt,
    calendar: calendarOf(agreement.calendar, frozen),
    calendarKey: agreement.calendar,
    pieces: run.pieces,
    pauses: pausesOf(promised, run),
    promisedBy: run.promisedBy,
  };
}

/** Holds that the agreement, or the contract of the supplier waited for, pauses on, and times spent resolved. */
function pausesOf({ ticket, frozen, agreement }: Promised, run: Span): readonly Pause[] {
  const pauses: Pause[] = [];
  for (const hold of ticket.holds) {
    const contract = contractOf(hold, frozen);
    const counts = contract ? contract.pauses : agreement.pauseOn.includes(hold.reason);
    if (counts) pauses.push({ from: hold.from, to: hold.to, why: hold.reason });
  }
  for (const { from, to } of ticket.resolvedSpans) pauses.push({ from, to, why: 'resolved' });
  return pauses.length === 0 ? pauses : within(pauses, run);
}

/** A pause that began before the end of the run, at the longest until then. */
function within(pauses: readonly Pause[], { startedAt, stoppedAt }: Span): readonly Pause[] {
  const overlapping = pauses.filter(
    ({ from, to }) => (to === null || to > startedAt) && (stoppedAt === null || from < stoppedAt),
  );
  if (stoppedAt === null) return overlapping;
  return overlapping.map((pause) => ({ ...pause, to: Math.min(pause.to ?? stoppedAt, stoppedAt) }));
}

function contractOf({ reason, supplier }: HoldSegment, frozen: DeskPolicy) {
  return reason === 'supplier' && supplier ? (frozen.suppliers[supplier]?.contract ?? null) : null;
}

/** The priority just before an instant; null: now. */
function priorityAt(ticket: Ticket, before: Instant | null): Priority {
  const later = before === null ? undefined : ticket.priorityChanges.find(({ at }) => at >= before);
  return later?.from ?? ticket.priority;
}

function endedAt(ticket: Ticket): Instant | null {
  if (ticket.status === 'merged') return ticket.mergedAt;
  if (ticket.status === 'cancelled') return ticket.cancelledAt;
  return ticket.resolvedSpans.find((span) => span.to === null)?.from ?? null;
}
