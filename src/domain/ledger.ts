import { shareAt } from './clocks.ts';
import type { DeskPolicy, Platform } from './desk.ts';
import { evolve } from './evolve.ts';
import type { ClockName, Instant, PersonId, Ticket, TicketEvent, TimelineEntry } from './ticket.ts';

/** One destination of a notice, as far as it has come. */
export interface Telling {
  readonly id: string;
  /** Sequence of the event it tells. */
  readonly event: number;
  /** The telling that failed, in whose place this one was made; null for one of the rung's own. */
  readonly insteadOf: string | null;
  readonly to: ToldPerson | ToldPlace;
  readonly mention: readonly PersonId[];
  readonly state: 'waiting' | 'posted' | 'superseded' | 'undeliverable';
  /** When it was committed: by the desk's time, and by the machine's, which the other instants are of. */
  readonly decidedAt: Instant;
  readonly recordedAt: number;
  /** When the relay took it for the attempt that counted. */
  readonly claimedAt: number | null;
  readonly postedAt: number | null;
  readonly endedAt: number | null;
  /** How often it was begun. */
  readonly attempts: number;
  /** Why it was begun again, each reason once. */
  readonly reasons: readonly string[];
  /** It was posted again without knowing whether it stood there, and is marked so. */
  readonly maybeRepeat: boolean;
  /** It stands in a list with others. */
  readonly inList: boolean;
  /** Why it was superseded, or could not be delivered. */
  readonly why: string | null;
  readonly link: string | null;
}

interface ToldPerson {
  readonly person: PersonId;
  readonly platform: Platform | null;
}

interface ToldPlace {
  readonly conversation: string;
  readonly platform: Platform | null;
}

/** A telling as the ledger shows it: every instant by the desk's time, lateness in seconds after it was due. */
export interface LedgerTelling
  extends Pick<
    Telling,
    'to' | 'mention' | 'state' | 'attempts' | 'reasons' | 'maybeRepeat' | 'inList' | 'why' | 'link'
  > {
  readonly claimed: Step | null;
  readonly posted: Step | null;
  /** When it was given up: superseded or undeliverable. */
  readonly ended: Step | null;
  /** No platform tells the desk whether a message was seen. */
  readonly seen: 'notKnown';
  readonly instead: readonly LedgerTelling[];
}

export interface Step {
  readonly at: Instant;
  readonly late: number;
}

export type LedgerEntry = LedgerAlarm | LedgerTurn;

/** One warning, or one round of a rung. */
export interface LedgerAlarm {
  readonly type: 'warning' | 'rung' | 'emptyRung';
  /** Why it was given: a deadline nears or has passed, or a major incident was declared. */
  readonly cause: 'warning' | 'breach' | 'major';
  readonly clock: ClockName;
  /** Share of the target that was used, of a warning. */
  readonly threshold: number | null;
  /** From 1, as people count; null for a warning. */
  readonly run: number | null;
  readonly rung: number | null;
  readonly round: number | null;
  /** Null for a warning whose instant can no longer be worked out. */
  readonly due: Instant | null;
  readonly decided: Step;
  /** What an empty rung stands for. */
  readonly missing: readonly string[];
  readonly tellings: readonly LedgerTelling[];
  readonly acknowledged: (Step & { readonly by: PersonId }) | null;
}

/** What made the ladder sleep, go on, begin or end in between. */
export interface LedgerTurn {
  readonly type:
    | 'snoozed'
    | 'snoozeEnded'
    | 'wentStale'
    | 'majorDeclared'
    | 'majorUpdateMissed'
    | 'stoodDown';
  readonly at: Instant;
  /** Whose doing it was; of an acknowledgement that went stale, whose it had been; null for the desk's own. */
  readonly by: PersonId | null;
  /** The end of a snooze. */
  readonly until: Instant | null;
}

export const isAlarm = (entry: LedgerEntry): entry is LedgerAlarm => 'tellings' in entry;

type Numbered = TimelineEntry & { readonly sequence: number };

/**
 * Every warning and escalation of a ticket in the order in which they were decided, each with what became of it.
 * `frozen` is the version of the desk that the ticket's promise refers to. The machine's instants are carried over to
 * the desk's time by the distance that the two had when the telling was committed.
 */
export function ledger(
  timeline: readonly Numbered[],
  tellings: readonly Telling[],
  frozen: DeskPolicy,
): readonly LedgerEntry[] {
  const entries: LedgerEntry[] = [];
  let ticket: Ticket | null = null;
  for (const entry of timeline) {
    const { event } = entry;
    const before: Ticket | null = ticket;
    ticket = evolve(ticket, entry);
    const turn = turnOf(entry);
    if (turn) entries.push(turn);
    const shown = shownOf(event, before, frozen);
    if (!shown) continue;
    entries.push({
      ...shown,
      decided: step(entry.at, shown.due ?? entry.at),
      tellings: tellingsOf(entry, tellings, shown.due ?? entry.at),
      acknowledged: acknowledgementOf(entry, timeline, shown.due ?? entry.at),
    });
  }
  return entries;
}

function turnOf({ event, at, by }: Numbered): LedgerTurn | null {
  const person = by === 'desk' ? null : by.person;
  switch (event.type) {
    case 'Snoozed':
      return { type: 'snoozed', at, by: event.by, until: event.until };
    case 'SnoozeEnded':
      return { type: 'snoozeEnded', at, by: null, until: null };
    case 'AcknowledgementWentStale':
      return { type: 'wentStale', at, by: event.by, until: null };
    case 'MajorDeclared':
      return { type: 'majorDeclared', at, by: person, until: null };
    case 'MajorUpdateMissed':
      return { type: 'majorUpdateMissed', at, by: null, until: null };
    case 'StoodDown':
      return { type: 'stoodDown', at, by: person, until: null };
    default:
      return null;
  }
}

type Shown = Omit<LedgerAlarm, 'decided' | 'tellings' | 'acknowledged'>;

function shownOf(event: TicketEvent, before: Ticket | null, frozen: DeskPolicy): Shown | null {
  switch (event.type) {
    case 'SlaWarned':
      return {
        type: 'warning',
        cause: 'warning',
        clock: event.clock,
        threshold: event.threshold,
        run: null,
        rung: null,
        round: null,
        due: before && shareAt(before, frozen, event.clock, event.threshold),
        missing: [],
      };
    case 'Escalated':
    case 'RungEmpty':
      return {
        type: event.type === 'Escalated' ? 'rung' : 'emptyRung',
        cause: before?.escalation?.cause ?? 'breach',
        clock: before?.escalation?.clock ?? 'resolution',
        threshold: null,
        run: event.run,
        rung: event.rung + 1,
        round: event.type === 'Escalated' ? event.round : null,
        due: event.due,
        missing: event.type === 'RungEmpty' ? event.missing : [],
      };
    default:
      return null;
  }
}

/** Whoever acknowledges answers every round of the run so far. */
function acknowledgementOf(
  entry: Numbered,
  timeline: readonly Numbered[],
  due: Instant,
): LedgerAlarm['acknowledged'] {
  if (entry.event.type !== 'Escalated') return null;
  for (const later of timeline) {
    if (later.sequence <= entry.sequence) continue;
    if (later.event.type === 'Acknowledged') return { ...step(later.at, due), by: later.event.by };
    if (later.event.type === 'AcknowledgementWentStale') return null;
  }
  return null;
}

function tellingsOf(
  { sequence }: Numbered,
  tellings: readonly Telling[],
  due: Instant,
): readonly LedgerTelling[] {
  const shown = (telling: Telling): LedgerTelling => {
    const { to, mention, state, attempts, reasons, maybeRepeat, inList, why, link } = telling;
    const byDesk = (at: number | null) =>
      at === null ? null : step(at + telling.decidedAt - telling.recordedAt, due);
    return {
      to,
      mention,
      state,
      attempts,
      reasons,
      maybeRepeat,
      inList,
      why,
      link,
      claimed: byDesk(telling.claimedAt),
      posted: byDesk(telling.postedAt),
      ended: byDesk(telling.endedAt),
      seen: 'notKnown',
      instead: tellings.filter((other) => other.insteadOf === telling.id).map(shown),
    };
  };
  return tellings.filter((each) => each.event === sequence && each.insteadOf === null).map(shown);
}

const step = (at: Instant, due: Instant): Step => ({ at, late: (at - due) / 1_000 });
