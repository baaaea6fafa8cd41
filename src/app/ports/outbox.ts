import type { PersonId } from '../../domain/ticket.ts';
import type { Anchor, NoticeData, SaidKind } from './records.ts';

// What the relay works through: deliveries and the messages that stand on the platforms.

/** A delivery that the relay has taken, with the notice it belongs to. */
export interface TakenDelivery {
  readonly id: bigint;
  readonly noticeId: string;
  readonly kind: SaidKind;
  readonly data: NoticeData;
  readonly ticketId: string | null;
  readonly questionId: string | null;
  readonly event: number | null;
  readonly workspaceId: string | null;
  readonly conversation: string | null;
  readonly thread: string | null;
  readonly anchor: Anchor | null;
  readonly person: PersonId | null;
  readonly account: string | null;
  readonly urgent: boolean;
  /** How often it was tried before. */
  readonly attempts: number;
  /** It was being told in the list of this name, when that is uncertain. */
  readonly listedAs: bigint | null;
  /** Found in `sending` past its lease, or tried with an answer that was lost: it may stand on the platform already. */
  readonly uncertain: boolean;
  readonly firstTriedAt: number | null;
  readonly createdAt: number;
}

/** A message on a platform that shows an older state than the ticket or question has. */
export interface StaleMessage {
  readonly id: string;
  readonly workspaceId: string;
  readonly conversation: string;
  readonly message: string;
  readonly permalink: string | null;
  readonly kind: SaidKind;
  readonly data: NoticeData;
  readonly ticketId: string | null;
  readonly questionId: string | null;
  readonly event: number | null;
  /** Who was told in it, when it was said to one person. */
  readonly person: PersonId | null;
  readonly attempts: number;
  /** The pages that a message lists, when it tells several. */
  readonly together: readonly PageOf[] | null;
}

/** A page by its ticket and the event that it tells. */
export interface PageOf {
  readonly ticketId: string;
  readonly event: number;
}

export interface SentMessage {
  readonly workspaceId: string;
  readonly conversation: string;
  readonly message: string;
  readonly permalink: string | null;
  /** Version of the ticket or question that is drawn. */
  readonly drawnVersion: number;
  /** It shows files that were still being copied when it was drawn. */
  readonly unfinished: boolean;
  /** What is said in the thread of this message belongs to the ticket, on this side. */
  readonly opensThread: 'requester' | 'agents' | null;
}

/** What the relay works through. Leases, retries and rate limits use real time (milliseconds since 1970). */
export interface Outbox {
  /**
   * Takes deliveries that may go now, at most one of each lane, pages and what they wait for in their lanes first, at
   * most `calm` of the others; leased to `owner` for `leaseMs`. `except`: workspaces, and conversations as
   * `workspaceId/conversation` (`workspaceId/@account` for somebody whose conversation is not known yet), that are left
   * alone now.
   */
  take(
    owner: string,
    now: number,
    leaseMs: number,
    limit: { readonly all: number; readonly calm: number },
    except: { readonly conversations: readonly string[]; readonly workspaces: readonly string[] },
  ): Promise<readonly TakenDelivery[]>;
  /**
   * Takes the pages of storms, a list for each place: where at least `crowd` pages wait for one destination, up to
   * `limit` of them, the most urgent first, whatever else waits in their lanes; of `places` at most.
   */
  takeStorms(
    owner: string,
    now: number,
    leaseMs: number,
    size: { readonly crowd: number; readonly limit: number; readonly places: number },
    except: { readonly conversations: readonly string[]; readonly workspaces: readonly string[] },
  ): Promise<readonly (readonly TakenDelivery[])[]>;
  /** Leases again, for `leaseMs` from now, what `owner` is sending: these, so that what it let go of is not kept. */
  keep(ids: readonly bigint[], owner: string, now: number, leaseMs: number): Promise<void>;
  /** Whether `owner` still has the lease of all of them; asked directly before the platform is. */
  holds(ids: readonly bigint[], owner: string, now: number): Promise<boolean>;
  /** Where the destination was unknown so far. */
  addressed(
    id: bigint,
    to: { workspaceId: string; account: string | null; conversation: string },
  ): Promise<void>;
  sent(id: bigint, message: SentMessage, now: number, maybeRepeat: boolean): Promise<void>;
  /** It does not stand on the platform in any list. */
  unlisted(id: bigint): Promise<void>;
  /** The list does not stand on the platform: its pages wait to be told anew, together if they are still many. */
  untoldList(listedAs: bigint, owner: string, now: number): Promise<void>;
  /** One message that tells several deliveries. */
  sentTogether(ids: readonly bigint[], message: SentMessage, now: number): Promise<void>;
  retry(
    id: bigint,
    owner: string,
    options: { notBefore: number; problem: string; maybeSent: boolean },
  ): Promise<void>;
  superseded(id: bigint, owner: string, why: string, now: number): Promise<void>;
  /** The message under which a ticket's thread hangs in that conversation. */
  anchor(ticketId: string, workspaceId: string, conversation: string, anchor: Anchor): Promise<string | null>;
  /** `except`: workspaces that are left alone now. */
  takeStale(
    now: number,
    leaseMs: number,
    limit: number,
    except: readonly string[],
  ): Promise<readonly StaleMessage[]>;
  redrawn(id: string, drawnVersion: number): Promise<void>;
  /** Messages whose redrawing a dead process began are stale again. */
  redrawForgotten(now: number): Promise<void>;
  redrawLater(id: string, notBefore: number): Promise<void>;
  /** The message is no longer there, or may not be edited: it is left alone from now on. */
  redrawNever(id: string): Promise<void>;
  /** How many deliveries wait, and since when the oldest does (real time); null when none does. */
  waiting(): Promise<{ readonly count: number; readonly since: number } | null>;
}
