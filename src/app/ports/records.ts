import type { Answering } from '../../domain/answering.ts';
import type { Language, Platform } from '../../domain/desk.ts';
import type { Passage, SuggestionOutcome, SuggestionTier } from '../../domain/knowledge.ts';
import type { DeskFault, NoticeKind, RotaNews } from '../../domain/noticeTypes.ts';
import type { BodyId, Instant, PersonId, Ticket, TimelineEntry } from '../../domain/ticket.ts';
import type { NewFile } from './files.ts';
import type { Place } from './places.ts';

// What is recorded, as the use cases see it.

export interface StoredTicket {
  readonly ticket: Ticket;
  readonly origin: Place;
  /** Sequence of the last event of its timeline. */
  readonly sequence: number;
}

/** What of a ticket's timeline its clocks depend on, from the opening on. */
export interface RecordedTimeline {
  readonly id: string;
  readonly openedAt: Instant;
  /** Made anew at each call: of thousands at once most of the time would go into keeping them. */
  entries(): readonly TimelineEntry[];
}

export interface NewBody {
  readonly id: BodyId;
  readonly author: PersonId | null;
  readonly text: string;
  readonly files: readonly NewFile[];
}

/** The message of a ticket under which another goes: its card for a side, or its card as a major incident. */
export type Anchor = 'requester' | 'agents' | 'major';

/** A notice for one destination, as it is recorded with what caused it. */
export interface NewDelivery {
  /** Null while no account of the person is known; the relay looks for one. */
  readonly workspaceId: string | null;
  /** Null for a direct message. */
  readonly conversation: string | null;
  readonly thread: string | null;
  readonly anchor: Anchor | null;
  readonly person: PersonId | null;
  readonly account: string | null;
  readonly lane: string;
}

/**
 * What is said: a notice about a ticket, the answer to a question, what helps agents with a ticket, a matter of the desk
 * itself, or news of a rota.
 */
export type SaidKind =
  | NoticeKind
  | 'suggestions'
  | 'assist'
  | 'deskFault'
  | 'agreementReview'
  | 'rotaNews'
  | 'articleReview'
  | 'kbWeekly';

export interface NewNotice {
  readonly key: string;
  readonly kind: SaidKind;
  readonly ticketId: string | null;
  readonly questionId: string | null;
  /** Sequence of the event it tells. */
  readonly event: number | null;
  readonly urgent: boolean;
  readonly data: NoticeData;
  readonly deliveries: readonly NewDelivery[];
}

export interface NoticeData {
  readonly side: 'requester' | 'agents' | 'person' | 'duty';
  readonly mention: readonly PersonId[];
  readonly language: Language;
  /** A fault of the desk itself, for the duty channel. */
  readonly fault?: DeskFault;
  /** An agreement whose review date has passed, for the leads. */
  readonly review?: { readonly agreement: string; readonly on: string };
  /** What somebody hears of a rota. */
  readonly news?: RotaNews;
  /** Id of the article that is to be reviewed. */
  readonly article?: string;
  readonly weekly?: WeeklyPart;
}

/** One part of the weekly list for those who lead; texts and titles are read when it is drawn. */
export type WeeklyPart =
  | {
      readonly part: 'gaps';
      readonly gaps: readonly {
        /** Ids, newest first, of so many as a form can be filled from. */
        readonly questions: readonly string[];
        readonly asked: number;
        readonly tickets: number;
        readonly workedSeconds: number;
      }[];
    }
  | {
      readonly part: 'unconfirmed';
      readonly articles: readonly { readonly id: string; readonly shown: number }[];
    }
  | { readonly part: 'pastReview'; readonly articles: readonly string[] };

export interface TicketCommit {
  readonly ticket: Ticket;
  readonly isNew: boolean;
  readonly origin: Place;
  /** What its events and notices are dated with; the desk's time. */
  readonly at: Instant;
  /** With their sequence numbers, ascending. */
  readonly entries: readonly (TimelineEntry & { readonly sequence: number })[];
  readonly dues: readonly { readonly key: string; readonly kind: string; readonly at: Instant }[];
  readonly notices: readonly NewNotice[];
}

/** A major incident or a known error that lasts; it may be both. */
export interface KnownIssue {
  readonly number: string;
  readonly title: string;
  readonly visibility: 'normal' | 'team';
  readonly service: string;
  /** Null for what is a known error alone. */
  readonly major: { readonly summary: string; readonly nextUpdateAt: Instant } | null;
  /** Null for what is a major incident alone, or while only the cause is known. */
  readonly workaround: string | null;
  /** How many people hear of it. */
  readonly affected: number;
}

export interface StoredQuestion {
  readonly id: string;
  readonly asker: PersonId;
  readonly body: BodyId;
  readonly text: string;
  readonly place: Place;
  readonly tier: SuggestionTier;
  readonly outcome: SuggestionOutcome;
  readonly askedAt: Instant;
  readonly ticketId: string | null;
  readonly ticketNumber: string | null;
  readonly articleId: string | null;
  /** How many of the suggestions were shown at first, *Show more* counted in. */
  readonly shown: number;
  readonly answering: Answering;
  /** What was found is recorded and not shown. */
  readonly heldOut: boolean;
  readonly version: number;
  readonly suggestions: readonly StoredSuggestion[];
}

/** A question that nobody settled. */
export interface UnsettledQuestion {
  readonly id: string;
  readonly body: BodyId;
  readonly text: string;
  readonly hasFiles: boolean;
  readonly thread: string | null;
  readonly askedAt: Instant;
}

export interface StoredSuggestion {
  readonly articleId: string;
  readonly confidence: number;
  readonly passage: Passage;
}

export interface Account {
  readonly workspaceId: string;
  readonly platform: Platform;
  readonly externalId: string;
  readonly person: PersonId;
  readonly kind: string;
  /** As its platform told it. */
  readonly language: Language | null;
}

export interface PersonRecord {
  readonly id: PersonId;
  readonly name: string;
  readonly email: string | null;
  readonly language: Language | null;
  readonly inPolicy: boolean;
}
