import { agreementOf } from './agreement.ts';
import { type Segment, segments } from './calendar.ts';
import { CLOCKS, type Clock, readRun } from './clocks.ts';
import type { Agreement, DeskPolicy, Priority, Words } from './desk.ts';
import { type Pause, type Run, runsOf, secondsOfPieces } from './runs.ts';
import type { ClockName, Instant, Ticket } from './ticket.ts';

/** How each deadline of a ticket comes about, line by line. */
export interface Explanation {
  readonly number: string;
  /** The version of the desk and the agreement that the ticket was promised. */
  readonly deskVersion: number;
  readonly agreement: string;
  readonly agreementName: Words;
  readonly clocks: readonly ExplainedClock[];
}

export interface ExplainedClock extends Clock {
  /** Key of the calendar in which it counts. */
  readonly calendar: string;
  readonly timeZone: string;
  /** Tier or supplier that made the promise; null for promises to the requester. */
  readonly promisedBy: string | null;
  /** What a change of the priority did to it. */
  readonly onPriorityChange: Agreement['onPriorityChange'];
  /**
   * The working seconds that count by each target, until the deadline; together the working time from the start to the
   * deadline. More than one where the priority changed and the policy is `forward`.
   */
  readonly pieces: readonly {
    readonly priority: Priority;
    readonly target: number | null;
    readonly seconds: number;
  }[];
  /**
   * Adjoining, from the start to the deadline, or to now while a hold without an end keeps it open. The running ones add
   * up to the working time of `pieces`, or to what is used while there is no deadline.
   */
  readonly segments: readonly ExplainedSegment[];
}

export interface ExplainedSegment {
  readonly from: Instant;
  readonly to: Instant;
  readonly kind: Segment['kind'];
  /** Why it does not count, for a hold. */
  readonly why: Pause['why'] | null;
  /** Set if the clocks change at `from`: the UTC offset before and after, in seconds. */
  readonly clockChange: Segment['clockChange'];
}

/** Every run of every clock; `frozen` is the version that the ticket's promise refers to. */
export function explain(ticket: Ticket, frozen: DeskPolicy, now: Instant): Explanation {
  const agreement = agreementOf(ticket, frozen);
  const explained = (name: ClockName) =>
    runsOf(ticket, frozen, name).map((run) => explainRun(run, agreement, frozen, now));
  return {
    number: ticket.number,
    deskVersion: frozen.version,
    agreement: agreement.key,
    agreementName: agreement.name,
    clocks: CLOCKS.flatMap(explained),
  };
}

function explainRun(run: Run, agreement: Agreement, frozen: DeskPolicy, now: Instant): ExplainedClock {
  const clock = readRun(run, now);
  const until = clock.due ?? Math.max(run.startedAt, run.stoppedAt ?? now);
  const seconds = secondsOfPieces(run, 1);
  return {
    ...clock,
    calendar: run.calendarKey,
    timeZone: frozen.calendars[run.calendarKey]?.timeZone ?? frozen.timeZone,
    promisedBy: run.promisedBy,
    onPriorityChange: agreement.onPriorityChange,
    pieces: run.pieces.flatMap(({ priority, target }, index) => {
      const counted = seconds[index];
      if (counted === undefined) return [];
      return [{ priority, target: Number.isFinite(target) ? target : null, seconds: counted }];
    }),
    segments: segments(run.calendar, run.startedAt, until, run.pauses).flatMap((segment) =>
      withReasons(segment, run.pauses),
    ),
  };
}

/** A hold in pieces, each with its reason: the first of those that cover it. */
function withReasons(segment: Segment, pauses: readonly Pause[]): readonly ExplainedSegment[] {
  if (segment.kind !== 'hold') return [{ ...segment, why: null }];
  const told: ExplainedSegment[] = [];
  for (let from = segment.from; from < segment.to; ) {
    const covering = pauses.find((pause) => pause.from <= from && (pause.to ?? segment.to) > from);
    const edges = pauses
      .flatMap((pause) => [pause.from, pause.to ?? segment.to])
      .filter((edge) => edge > from);
    const to = Math.min(segment.to, ...edges);
    const last = told.at(-1);
    const why = covering?.why ?? null;
    const clockChange = from === segment.from ? segment.clockChange : null;
    if (last && last.why === why) told[told.length - 1] = { ...last, to };
    else told.push({ from, to, kind: 'hold', why, clockChange });
    from = to;
  }
  return told;
}
