import type { ChannelRef, HoldReason, Impact, Ladder, Priority, TicketKind, Tier, Urgency } from './desk.ts';
import type { Escalation, ResolvedTarget } from './escalationState.ts';
import type { KnownError } from './knownError.ts';
import type { MajorIncident } from './majorIncident.ts';

/** Milliseconds since 1970, the desk's time. */
export type Instant = number;
export type PersonId = string;
/** Id of a `body` row: what a person wrote. */
export type BodyId = string;

/** Who did it: a person, or the desk itself (deadlines, auto-close). */
export type Actor = { readonly person: PersonId } | 'desk';

/** A pause of the clocks; `to` is null while it lasts. */
export interface HoldSegment {
  readonly from: Instant;
  readonly to: Instant | null;
  readonly reason: HoldReason;
  /** Key of the supplier that it waits for, where the reason is one that was named. */
  readonly supplier?: string;
}

/**
 * Promises to the requester: first response, next response, resolution. `acceptance` is promised between tiers (OLA),
 * `supplier` by a supplier (underpinning contract).
 */
export type ClockName = 'firstResponse' | 'nextResponse' | 'resolution' | 'acceptance' | 'supplier';

/** The time in which the requester waited for an answer, after the first response; `to` is null while they do. */
export interface Wait {
  readonly from: Instant;
  readonly to: Instant | null;
}

/** A hand-over to a tier, until the tier accepted it or it moved on. */
export interface HandOver extends Wait {
  readonly tier: Tier;
}

export interface PriorityChange {
  readonly at: Instant;
  readonly from: Priority;
  readonly to: Priority;
}

export interface TicketLink {
  readonly type: 'relates' | 'causedBy' | 'duplicates';
  readonly ticket: string;
}

/** What a ticket has in every state. */
export interface TicketBase {
  readonly id: string;
  /** `INC-1042`, `REQ-1043`, `PRB-…`, `CHG-…`. */
  readonly number: string;
  readonly kind: TicketKind;
  readonly title: string;
  readonly description: BodyId;
  readonly service: string;
  readonly team: string;
  readonly tier: Tier;
  /** The highest tier that has worked on it: first-line resolution needs `L1`. */
  readonly highestTier: Tier;
  readonly impact: Impact;
  readonly urgency: Urgency;
  readonly priority: Priority;
  readonly requester: PersonId;
  readonly openedBy: PersonId;
  readonly assignee: PersonId | null;
  readonly watchers: readonly PersonId[];
  readonly tags: readonly string[];
  readonly links: readonly TicketLink[];
  readonly visibility: 'normal' | 'team';
  /** The promise is frozen: the desk version and the agreement in force when it was opened, or retargeted. */
  readonly promise: { readonly deskVersion: number; readonly agreement: string };
  readonly retargetedAt: Instant | null;
  readonly openedAt: Instant;
  readonly firstRespondedAt: Instant | null;
  /** Every time on hold, in order; which of them pause a clock, the agreement says. */
  readonly holds: readonly HoldSegment[];
  /** Times from a resolution (or a closing without one) to the reopening that followed: no clock runs then. */
  readonly resolvedSpans: readonly { readonly from: Instant; readonly to: Instant | null }[];
  /** In order; the next begins when the one before has ended. */
  readonly waits: readonly Wait[];
  readonly handOvers: readonly HandOver[];
  readonly priorityChanges: readonly PriorityChange[];
  /** Fingerprints of warnings and breaches that were fired: clock/threshold/target. */
  readonly fired: readonly string[];
  readonly escalation: Escalation | null;
  /** Everybody who was ever paged for it; they may see what became of that. Left out: nobody yet. */
  readonly paged?: readonly PersonId[];
  readonly major?: MajorIncident;
  readonly knownError?: KnownError;
  readonly reopenCount: number;
  readonly rating: { readonly score: number; readonly at: Instant } | null;
  readonly lastProgressAt: Instant;
  /** Counts up by one with every commit. */
  readonly version: number;
}

export type Ticket = TicketBase &
  (
    | { readonly status: 'open' }
    | { readonly status: 'onHold'; readonly hold: { readonly reason: HoldReason; readonly since: Instant } }
    | {
        readonly status: 'resolved';
        readonly resolution: BodyId;
        readonly resolvedAt: Instant;
        readonly resolvedBy: PersonId;
      }
    | { readonly status: 'closed'; readonly closedAt: Instant; readonly resolution: BodyId | null }
    | { readonly status: 'cancelled'; readonly cancelledAt: Instant }
    | { readonly status: 'merged'; readonly into: string; readonly mergedAt: Instant }
  );

export type TicketStatus = Ticket['status'];

/** Facts that happened to a ticket, in the past tense; its timeline and its audit. */
export type TicketEvent =
  | {
      readonly type: 'TicketOpened';
      readonly ticket: Ticket;
    }
  | { readonly type: 'TicketClaimed'; readonly assignee: PersonId }
  | { readonly type: 'TicketAssigned'; readonly assignee: PersonId; readonly before: PersonId | null }
  | { readonly type: 'TicketUnassigned'; readonly before: PersonId }
  | {
      readonly type: 'PriorityChanged';
      readonly before: Priority;
      readonly priority: Priority;
      readonly impact: Impact;
      readonly urgency: Urgency;
    }
  | {
      readonly type: 'ServiceChanged';
      readonly before: string;
      readonly service: string;
      readonly team: string;
    }
  | { readonly type: 'NoteAdded'; readonly body: BodyId }
  /** `inThread`: written in the agents' thread, where the others have seen it. */
  | { readonly type: 'AgentReplied'; readonly body: BodyId; readonly inThread: boolean }
  | { readonly type: 'RequesterReplied'; readonly body: BodyId }
  | {
      readonly type: 'PutOnHold';
      readonly reason: HoldReason;
      readonly body: BodyId | null;
      readonly supplier?: string;
    }
  | { readonly type: 'Resumed'; readonly why: 'agent' | 'requesterReplied' }
  | { readonly type: 'HandedOver'; readonly from: Tier; readonly to: Tier; readonly body: BodyId | null }
  /** Somebody of the tier took it on: claimed it, was given it, or acted on it. */
  | { readonly type: 'HandOverAccepted'; readonly tier: Tier; readonly by: PersonId }
  /** Another version of the desk is promised from now on, as `firstline apply --retarget` says. */
  | { readonly type: 'Retargeted'; readonly from: number; readonly to: number; readonly agreement: string }
  | { readonly type: 'Resolved'; readonly resolution: BodyId }
  | { readonly type: 'Reopened'; readonly body: BodyId | null }
  | { readonly type: 'Closed'; readonly why: 'confirmed' | 'unanswered' | 'agent' }
  | { readonly type: 'Cancelled'; readonly body: BodyId | null }
  | { readonly type: 'Merged'; readonly into: string }
  | {
      readonly type: 'Absorbed';
      readonly from: string;
      readonly requester: PersonId;
      readonly watchers: readonly PersonId[];
      readonly links: readonly TicketLink[];
    }
  | { readonly type: 'Linked'; readonly link: TicketLink }
  | { readonly type: 'WatcherAdded'; readonly person: PersonId }
  | { readonly type: 'WatcherRemoved'; readonly person: PersonId }
  | { readonly type: 'Rated'; readonly score: number; readonly body: BodyId | null }
  | {
      readonly type: 'SlaWarned';
      readonly clock: ClockName;
      readonly threshold: number;
      readonly due: Instant;
      readonly fingerprint: string;
      /** The ladder has a rung for it. */
      readonly escalates?: boolean;
    }
  | {
      readonly type: 'SlaBreached';
      readonly clock: ClockName;
      readonly due: Instant;
      readonly fingerprint: string;
    }
  | {
      readonly type: 'Escalated';
      readonly run: number;
      readonly rung: number;
      readonly round: number;
      /** What it is about; left out in what was recorded before it was kept. */
      readonly clock?: ClockName;
      readonly cause?: Escalation['cause'];
      readonly due: Instant;
      readonly told: readonly ResolvedTarget[];
    }
  | {
      readonly type: 'RungEmpty';
      readonly run: number;
      readonly rung: number;
      readonly due: Instant;
      /** Targets that stood for nobody. */
      readonly missing: readonly string[];
      /** There were people, and none of them could be told. */
      readonly unreachable?: true;
    }
  /** `together`: with others, in a list that shows who has them. */
  | { readonly type: 'Acknowledged'; readonly by: PersonId; readonly together?: true }
  | { readonly type: 'Snoozed'; readonly by: PersonId; readonly until: Instant; readonly body: BodyId }
  | { readonly type: 'SnoozeEnded'; readonly due: Instant }
  | {
      readonly type: 'MajorDeclared';
      readonly body: BodyId;
      readonly channel: ChannelRef;
      readonly ladder: Ladder;
      readonly updateEvery: number;
      readonly affected: readonly PersonId[];
    }
  | { readonly type: 'MajorUpdated'; readonly body: BodyId }
  | { readonly type: 'MajorUpdateMissed'; readonly due: Instant }
  | { readonly type: 'AffectedAdded'; readonly person: PersonId }
  | { readonly type: 'StoodDown'; readonly body: BodyId }
  /** Again, when more is known; null leaves what was recorded before. */
  | {
      readonly type: 'KnownErrorRecorded';
      readonly cause: BodyId | null;
      readonly workaround: BodyId | null;
      readonly affected: readonly PersonId[];
    }
  | { readonly type: 'KnownErrorWithdrawn'; readonly body: BodyId }
  | { readonly type: 'AcknowledgementWentStale'; readonly by: PersonId; readonly at: Instant };

/** An event as it stands in the timeline. */
export interface TimelineEntry {
  readonly event: TicketEvent;
  readonly at: Instant;
  readonly by: Actor;
}
