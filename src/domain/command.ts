import type { HoldReason, Impact, Platform, Priority, TicketKind, Tier, Urgency } from './desk.ts';
import type { BodyId, PersonId, TicketLink } from './ticket.ts';

/** What somebody wants of a ticket. Texts are stored as bodies first; the command carries their id. */
export type TicketCommand =
  | {
      readonly type: 'open';
      readonly id: string;
      readonly number: string;
      readonly kind: TicketKind;
      readonly title: string;
      readonly description: BodyId;
      readonly service: string;
      readonly impact: Impact;
      readonly urgency: Urgency;
      readonly requester: PersonId;
      /** Groups of the requester, for the agreement that matches. */
      readonly requesterGroups: readonly string[];
      readonly visibility: 'normal' | 'team';
    }
  | { readonly type: 'claim' }
  /** A name that nobody has (`isKnown` false) is refused only after the right of who gives it was looked at. */
  | { readonly type: 'assign'; readonly to: PersonId; readonly isKnown: boolean }
  | { readonly type: 'unassign' }
  | { readonly type: 'priority'; readonly priority: Priority }
  | { readonly type: 'service'; readonly service: string }
  | { readonly type: 'note'; readonly body: BodyId }
  /**
   * A word to the other side: from an agent to the requester, from the requester to the agents. `thanks` is what
   * `isThanks` says of the text: a mere thank-you does not reopen a resolved ticket. `inThread`: the own side sees it
   * already, where it was written.
   */
  | { readonly type: 'reply'; readonly body: BodyId; readonly thanks: boolean; readonly inThread: boolean }
  /** `supplier` may be left out where the desk has one or none. */
  | {
      readonly type: 'hold';
      readonly reason: HoldReason;
      readonly body: BodyId | null;
      readonly supplier?: string;
    }
  | { readonly type: 'resume' }
  /** Functional escalation by hand; to the next tier that the team has when `to` is null. */
  | { readonly type: 'escalate'; readonly to: Tier | null; readonly body: BodyId | null }
  | { readonly type: 'resolve'; readonly resolution: BodyId }
  | { readonly type: 'confirm' }
  | { readonly type: 'reopen'; readonly body: BodyId | null }
  | { readonly type: 'close' }
  | { readonly type: 'cancel'; readonly body: BodyId | null }
  /** Into the ticket at the end of the chain; `chain` are the numbers from the target onwards, for cycles. */
  | { readonly type: 'merge'; readonly into: string; readonly chain: readonly string[] }
  | {
      readonly type: 'absorb';
      readonly from: string;
      readonly requester: PersonId;
      readonly watchers: readonly PersonId[];
      readonly links: readonly TicketLink[];
    }
  | { readonly type: 'link'; readonly link: TicketLink }
  | { readonly type: 'watch' }
  | { readonly type: 'unwatch' }
  | { readonly type: 'rate'; readonly score: number; readonly body: BodyId | null }
  /** `together`: with others in a list. */
  | { readonly type: 'acknowledge'; readonly together?: true }
  /** The ladder sleeps for so many seconds; `body` says why. */
  | { readonly type: 'snooze'; readonly seconds: number; readonly body: BodyId }
  /** Declares a major incident; `duplicates` are the requesters of tickets that are linked as its duplicates. */
  | { readonly type: 'major'; readonly body: BodyId; readonly duplicates: readonly PersonId[] }
  /** Tells everybody affected by a major incident how it stands. */
  | { readonly type: 'update'; readonly body: BodyId }
  | { readonly type: 'meToo' }
  /** Somebody else is affected: the requester of a duplicate. */
  | { readonly type: 'affect'; readonly person: PersonId }
  /** It is a major incident no longer, and goes on as an incident. */
  | { readonly type: 'standDown'; readonly body: BodyId }
  /** Records a known error, or what more is known of it; `duplicates` as of a major incident. */
  | {
      readonly type: 'knownError';
      readonly cause: BodyId | null;
      readonly workaround: BodyId | null;
      readonly duplicates: readonly PersonId[];
    }
  /** It is a known error no longer, and goes on as it was. */
  | { readonly type: 'retract'; readonly body: BodyId }
  /** Acknowledge and claim in one, also from somebody else. */
  | { readonly type: 'takeOver' }
  /** The desk's own: everything that is due now. A channel on none of these `platforms`, the connected ones, is nobody. */
  | { readonly type: 'enforceDue'; readonly platforms: readonly Platform[] }
  /** The desk's own: nothing of what the escalation said could be delivered. */
  | { readonly type: 'rungUnreachable'; readonly run: number; readonly rung: number; readonly round: number };

export type TicketVerb = TicketCommand['type'];
