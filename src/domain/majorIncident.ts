import type { ChannelRef, Ladder } from './desk.ts';
import type { BodyId, Instant, PersonId, Ticket } from './ticket.ts';

/** A major incident while it lasts; channel, ladder and interval as desk.yaml had them at the declaration. */
export interface MajorIncident {
  readonly summary: BodyId;
  readonly declaredAt: Instant;
  readonly channel: ChannelRef;
  readonly ladder: Ladder;
  /** Wall seconds. */
  readonly updateEvery: number;
  /** Everybody who hears of it. */
  readonly affected: readonly PersonId[];
  readonly lastUpdate: BodyId | null;
  /** When everybody last heard of it: of an update, else of the declaration. */
  readonly lastToldAt: Instant;
  /** When those who work on it were last reminded of an update. */
  readonly remindedAt: Instant | null;
}

/** Until when everybody affected has to hear how a major incident stands. */
export function nextUpdateAt({ lastToldAt, updateEvery }: MajorIncident): Instant {
  return lastToldAt + updateEvery * 1_000;
}

/** When those who work on it are reminded of an update that did not come, and again each interval; null for no major incident. */
export function reminderAt({ major }: Ticket): Instant | null {
  if (!major) return null;
  return Math.max(major.lastToldAt, major.remindedAt ?? 0) + major.updateEvery * 1_000;
}
