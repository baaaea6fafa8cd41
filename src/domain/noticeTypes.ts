import type { ChannelRef, Platform, Tier } from './desk.ts';
import type { Gap } from './rota.ts';
import type { Instant, PersonId } from './ticket.ts';

/** Whom a notice is for; resolved to conversations and accounts when it is committed. */
export type NoticeTarget =
  /** The requester, where the ticket was asked for (direct message or thread). */
  | { readonly to: 'requester' }
  /** The channel of a team's tier; in the thread of the ticket's card there, or as a message of its own. */
  | { readonly to: 'agents'; readonly team: string; readonly tier: Tier; readonly thread: boolean }
  /** A channel that belongs to no tier; in the thread of the ticket's card there, or of its card as a major incident. */
  | { readonly to: 'room'; readonly channel: ChannelRef; readonly thread: RoomThread }
  /** One person, alone; if the person cannot be reached, the channel of that tier, mentioned by name. */
  | { readonly to: 'person'; readonly person: PersonId; readonly team: string; readonly tier: Tier }
  | { readonly to: 'duty' };

/** Null: a message of its own. */
export type RoomThread = 'agents' | 'major' | null;

/**
 * What is said. `card`: the ticket's card, edited in place from then on. `line`: one event of the timeline, worded for
 * the side that reads it. `said`: what a person wrote. `page`: an escalation alert. `acknowledged`:
 * those who were alarmed hear that somebody has it, or put it off. The rest say what they are.
 */
export type NoticeKind =
  | 'card'
  | 'line'
  | 'said'
  | 'assignedToYou'
  | 'slaWarning'
  | 'page'
  | 'acknowledged'
  | 'resolution'
  | 'ratingRequest'
  /** The card of a major incident, edited in place. */
  | 'majorCard'
  /** What everybody affected hears of it, by its event. */
  | 'majorNews'
  /** What everybody affected hears of a known error, by its event. */
  | 'knownErrorNews';

/** Something that must be said once. */
export interface Notice {
  /** Unique within the desk: ticket, kind, what it is about, target. */
  readonly key: string;
  readonly kind: NoticeKind;
  readonly target: NoticeTarget;
  /** Pages overtake everything that is not in their own thread. */
  readonly urgent: boolean;
  /** Who is mentioned so that they are notified. */
  readonly mention: readonly PersonId[];
  /** Sequence number, within the ticket, of the event it comes from. */
  readonly event: number;
}

/** What the duty channel is told. Ages in seconds; targets and reasons as people can read them. */
export type DeskFault =
  | {
      readonly type: 'undeliverable';
      readonly number: string;
      readonly target: string;
      readonly reason: string;
    }
  /** The desk was taken out of these channels, or they were deleted. */
  | { readonly type: 'removed'; readonly channels: string; readonly platform: Platform }
  /** A request that failed again and again; whoever made it was told so. */
  | { readonly type: 'setAside'; readonly request: string; readonly reason: string }
  /** The duty channel itself cannot be written to: those who lead hear of it. */
  | { readonly type: 'dutyUnreachable'; readonly target: string; readonly reason: string }
  | { readonly type: WatchedFault; readonly count: number; readonly oldest: number }
  /** A fault that was told is over, after so many seconds. */
  | { readonly type: 'over'; readonly what: WatchedFault; readonly lasted: number };

/** What stands until it is over: something is late by more than a minute, or nobody looks for what is due. */
export type WatchedFault = 'overdueDeadlines' | 'overdueDeliveries' | 'overdueRequests' | 'sweepSilent';

/** What engineers and leads hear of rotas, each in a message to them alone. */
export type RotaNews =
  /** Of a swap or a cover: what happened to it. The id is that of the change, which is drawn as it is now. */
  | ChangeNews
  /** To the one who leaves and the one who comes; null where nobody is on call. */
  | {
      readonly type: 'handOver';
      readonly rota: string;
      readonly at: Instant;
      readonly from: PersonId | null;
      readonly to: PersonId | null;
    }
  /** Hours without anybody on call: all of the next days, or those that a change has opened. */
  | { readonly type: 'forecast' | 'opened'; readonly gaps: readonly Gap[] };

export interface ChangeNews {
  readonly type: RotaChangeNews;
  readonly change: string;
}

export type RotaChangeNews = 'proposed' | 'accepted' | 'declined' | 'expired' | 'covered' | 'withdrawn';
