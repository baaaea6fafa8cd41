import type { Instant, MajorIncident, Ticket } from './ticket.ts';

/** Until when everybody affected has to hear how a major incident stands. */
export function nextUpdateAt({ lastToldAt, updateEvery }: MajorIncident): Instant {
  return lastToldAt + updateEvery * 1_000;
}

/** When those who work on it are reminded of an update that did not come, and again each interval; null for no major incident. */
export function reminderAt({ major }: Ticket): Instant | null {
  if (!major) return null;
  return Math.max(major.lastToldAt, major.remindedAt ?? 0) + major.updateEvery * 1_000;
}
