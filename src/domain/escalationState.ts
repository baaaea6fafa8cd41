import type { ChannelRef, Tier, Words } from './desk.ts';
import type { BodyId, ClockName, Instant, PersonId } from './ticket.ts';

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
