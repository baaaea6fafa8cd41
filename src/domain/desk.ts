import type { CalendarSpec } from './calendar.ts';
import type { HoldOut } from './holdOut.ts';

/** The desk as policy: one immutable version of desk.yaml, with every name resolved and every duration in seconds. */

export type Tier = 'L1' | 'L2' | 'L3';
export type Priority = 'P1' | 'P2' | 'P3' | 'P4';
export type Impact = 'high' | 'medium' | 'low';
export type Urgency = 'high' | 'medium' | 'low';
export type Language = 'en' | 'zh';
export type TicketKind = 'incident' | 'request' | 'problem' | 'change';
export type Platform = 'slack' | 'teams' | 'local';

/** Each group lists ways to say one thing, in any language. */
export type SynonymGroups = readonly (readonly string[])[];

/** Text in both languages. */
export interface Words {
  readonly en: string;
  readonly zh: string;
}

/** One channel as the desk names it: the same room on one platform or on several. */
export interface ChannelRef {
  readonly slack?: string;
  readonly teams?: { readonly team: string; readonly channel: string };
  readonly local?: string;
  readonly language: Language;
}

export interface DeskPerson {
  /** Short name within desk.yaml, such as `ana`. */
  readonly key: string;
  readonly name: string;
  readonly email: string;
  readonly language: Language;
  /** Groups of requesters that agreements may name, such as `vip` or `berlin`. */
  readonly groups: readonly string[];
  /** Key of the person's manager. */
  readonly manager: string | null;
  /** Leads see the numbers and may do what agents may, for every team. */
  readonly lead: boolean;
}

export interface Team {
  readonly key: string;
  readonly name: Words;
  /** Key of the team's lead. */
  readonly lead: string;
  /** Tiers that the team has; L1 is always there. */
  readonly tiers: Partial<Record<Tier, TeamTier>> & { readonly L1: TeamTier };
}

export interface TeamTier {
  readonly channel: ChannelRef;
  /** Keys of people. */
  readonly members: readonly string[];
  /** Key of the rota whose engineer is on call for this tier. */
  readonly rota: string | null;
}

export interface ServiceEntry {
  readonly key: string;
  readonly name: Words;
  /** Key of the team that owns the service. */
  readonly team: string;
  readonly kind: 'incident' | 'request';
  /** Names the ladder of its tickets by priority, before the agreement's; left out: the agreement's. */
  readonly ladder?: Readonly<Record<Priority, string>>;
  /** Words that suggest this service from a question. */
  readonly keywords: readonly string[];
}

/** Who is on call when. Of the overrides that cover an instant the last one listed counts, else the layers decide. */
export interface Rota {
  readonly key: string;
  /** In which the overrides are written, and days are counted. */
  readonly timeZone: string;
  /** Of those that cover an instant the first one listed counts; one that none covers has nobody on call. */
  readonly layers: readonly RotaLayer[];
  readonly overrides: readonly RotaOverride[];
}

/** Members in turn, from `start` on and while its hours last. */
export interface RotaLayer {
  readonly timeZone: string;
  /** Local date and time of the first hand-over, `2026-01-05T09:00`. */
  readonly start: string;
  /** Days and weeks are counted by the wall clock, hours by elapsed time. */
  readonly every: { readonly count: number; readonly unit: 'hour' | 'day' | 'week' };
  /** Keys of people, in turn. */
  readonly members: readonly string[];
  /** When it is on, each day in wall-clock time, as in calendars. */
  readonly hours: CalendarSpec['hours'];
}

/** Somebody else from one moment to another, end excluded: local (`2026-12-24T09:00`), or an instant that ends in Z. */
export interface RotaOverride {
  readonly from: string;
  readonly to: string;
  readonly person: string;
}

/** Whom a rung tells. */
export type RungTarget =
  | { readonly tell: 'tierChannel'; readonly tier: Tier }
  | { readonly tell: 'onCall'; readonly tier: Tier }
  /** Who is on call by a rota, whatever tier it belongs to. */
  | { readonly tell: 'rota'; readonly rota: string }
  | { readonly tell: 'channel'; readonly channel: ChannelRef }
  /** Of the supplier that the ticket waits for. */
  | { readonly tell: 'supplierChannel' }
  | { readonly tell: 'assignee' }
  | { readonly tell: 'teamLead' }
  | { readonly tell: 'requesterManager' };

export interface Rung {
  /**
   * Before the breach: the share of the target at which it comes, or at the first warning of the agreement. Such rungs
   * come first in a ladder. Left out: `after` says when.
   */
  readonly at?: number | 'warning';
  /** Seconds of wall time after the breach (the first rung without `at`) or after the rung before. */
  readonly after: number;
  readonly targets: readonly RungTarget[];
  /** Functional escalation: the ticket moves to this tier. Null: hierarchical, only tells. */
  readonly moveTo: Tier | null;
  /** Seconds until this rung is said again, while no later rung has been reached; null: said once. */
  readonly again: number | null;
}

export interface Ladder {
  readonly key: string;
  readonly rungs: readonly Rung[];
  /** Seconds without progress after which an acknowledgement is stale and the ladder goes on; null: never. */
  readonly staleAfter: number | null;
}

/** How a major incident is handled; who has no such section declares none. */
export interface MajorIncidents {
  /** Where its card stands, and what is said of it. */
  readonly channel: ChannelRef;
  /** Key of the ladder that begins with the declaration. */
  readonly ladder: string;
  /** Wall seconds within which everybody affected hears how it stands. */
  readonly updateEvery: number;
}

export type HoldReason = 'requester' | 'supplier' | 'change' | 'approval' | 'scheduled';

/** How long the clocks of one priority may run, in working seconds. */
export interface Targets {
  readonly firstResponse: number;
  /** For each time that the requester waits for an answer; null: not promised. */
  readonly nextResponse: number | null;
  readonly resolution: number;
}

/** A supplier on whom tickets may wait. */
export interface Supplier {
  readonly key: string;
  readonly name: Words;
  /** Where its people read along; absent where there is no such channel. */
  readonly channel?: ChannelRef;
  /** Null: nothing is agreed with it. */
  readonly contract: SupplierContract | null;
}

/** An underpinning contract: what a supplier has promised to the desk. */
export interface SupplierContract {
  readonly calendar: string;
  /** Working seconds of that calendar. */
  readonly targets: Record<Priority, number>;
  /** Whether waiting for this supplier pauses the clocks of the agreement. */
  readonly pauses: boolean;
}

export interface Agreement {
  readonly key: string;
  readonly name: Words;
  /** What the agreement covers; an empty list or a missing one means everything. */
  readonly match: {
    readonly services?: readonly string[];
    readonly kinds?: readonly TicketKind[];
    readonly groups?: readonly string[];
  };
  readonly calendar: string;
  readonly targets: Record<Priority, Targets>;
  /** The OLA: working seconds in which a tier has to accept a ticket that was handed over to it. */
  readonly acceptance: Partial<Record<Tier, number>>;
  /** Shares of the target at which a warning is given, ascending, such as 0.5 and 0.8. */
  readonly warnAt: readonly number[];
  readonly pauseOn: readonly HoldReason[];
  readonly ladder: Record<Priority, string>;
  /**
   * What a change of priority does to a running clock. `recompute`: the new target counts from the clock's start, with
   * all the time used so far. `forward`: the share of the target that is used stays used, and the rest of the new
   * target counts from the change on. `reset`: the clock starts anew at the change.
   */
  readonly onPriorityChange: 'recompute' | 'forward' | 'reset';
  /** Whether the resolution clock of a reopened ticket goes on or starts anew. */
  readonly onReopen: 'continue' | 'anew';
  /** Who agreed, as desk.yaml says. */
  readonly agreedBy: { readonly business: string; readonly it: string } | null;
  /** Local date of the calendar's zone: counts for tickets opened from then on; null: for all. */
  readonly inForceFrom: string | null;
  /** Local date by which it has to be looked at again; the leads hear when it has passed. */
  readonly reviewOn: string | null;
}

export interface DeskPolicy {
  /** Number of the version, from 1; what a ticket's promise refers to. */
  readonly version: number;
  readonly name: string;
  readonly timeZone: string;
  readonly language: Language;
  readonly people: readonly DeskPerson[];
  readonly teams: readonly Team[];
  /** Where faults of Firstline itself and undeliverable pages are told. */
  readonly dutyChannel: ChannelRef;
  readonly services: readonly ServiceEntry[];
  readonly priorities: Record<Impact, Record<Urgency, Priority>>;
  readonly calendars: Readonly<Record<string, CalendarSpec>>;
  readonly suppliers: Readonly<Record<string, Supplier>>;
  /** The first that matches and is in force counts; the last matches everything and always is. */
  readonly agreements: readonly Agreement[];
  readonly ladders: Readonly<Record<string, Ladder>>;
  readonly majorIncidents?: MajorIncidents;
  readonly rotas: Readonly<Record<string, Rota>>;
  /** Wall seconds after which a resolved ticket without an answer closes. */
  readonly autoCloseAfter: number;
  /** Wall seconds after closing within which the requester may reopen. */
  readonly reopenWithin: number;
  /** Wall seconds after which an unanswered suggestion counts as abandoned. */
  readonly abandonAfter: number;
  /** E-mail domains whose equal addresses join accounts of one person. */
  readonly trustedDomains: readonly string[];
  /** Added to what the search takes for the same anyway; absent in versions from before there were any. */
  readonly synonyms?: SynonymGroups;
  /** What to do with a non-page whose delivery cannot be known. */
  readonly unknownDelivery: 'again' | 'drop';
  /** Left out: every question gets its suggestions. */
  readonly holdOut?: HoldOut;
}
