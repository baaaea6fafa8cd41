import type {
  ChannelRef,
  HoldReason,
  Impact,
  Ladder,
  Priority,
  TicketKind,
  Tier,
  Urgency,
  Words,
} from './desk.ts';
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

/** Where the ladder of a ticket stands. */
export interface Escalation {
  /** The clock whose breach, or warning, started it. */
  readonly clock: ClockName;
  /**
   * Why it runs though no deadline has passed: one nears, and only rungs at a share of the time are told; or a major
   * incident was declared, whose ladder begins then. Left out: the deadline has passed.
   */
  readonly cause?: 'warning' | 'major';
  readonly startedAt: Instant;
  /** Counts the runs up the ladder: 1, and one more each time an acknowledgement went stale. */
  readonly run: number;
  /** Index of the rung that was told last; -1 before the first. */
  readonly rung: number;
  /** How often that rung has been said. */
  readonly round: number;
  readonly toldAt: Instant | null;
  /** When the rung that was told last was reached for the first time. */
  readonly reachedAt: Instant | null;
  readonly acknowledged: { readonly by: PersonId; readonly at: Instant } | null;
  /** It sleeps until then; `reason` is what was written. */
  readonly snoozed?: { readonly by: PersonId; readonly until: Instant; readonly reason: BodyId };
  /** Nothing of it is due before: it goes on from here, or has just begun anew after an acknowledgement. */
  readonly notBefore?: Instant;
  /** Everybody who was told in this run: they hear of the acknowledgement, and may give it. */
  readonly told: readonly ResolvedTarget[];
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
  | { readonly type: 'AcknowledgementWentStale'; readonly by: PersonId; readonly at: Instant };

/** A rung's target with the people resolved at the moment of the escalation. */
export type ResolvedTarget =
  | {
      readonly to: 'channel';
      readonly team: string;
      readonly tier: Tier;
      readonly mention: readonly PersonId[];
    }
  | {
      readonly to: 'room';
      readonly channel: ChannelRef;
      /** What people know it by: the supplier's name, or the channel's. */
      readonly name: Words;
    }
  | {
      readonly to: 'person';
      readonly person: PersonId;
      readonly as: 'onCall' | 'assignee' | 'teamLead' | 'requesterManager';
    };

/** An event as it stands in the timeline. */
export interface TimelineEntry {
  readonly event: TicketEvent;
  readonly at: Instant;
  readonly by: Actor;
}
