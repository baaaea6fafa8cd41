import { dayNumber } from '../domain/calendar.ts';

/** Instants as the command line reads and writes them: RFC 3339, whole seconds. */

const SHAPE =
  /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:Z|([+-])([01]\d|2[0-3]):([0-5]\d))$/;

/** Epoch milliseconds of `2026-11-20T15:30:00Z` or `2026-11-20T16:30:00+01:00`; null if it is no such instant. */
export function readInstant(text: unknown): number | null {
  const parts = typeof text === 'string' ? SHAPE.exec(text) : null;
  if (!parts) return null;
  const day = dayNumber(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  if (day === null) return null;
  const local = day * 86_400 + Number(parts[4]) * 3_600 + Number(parts[5]) * 60 + Number(parts[6]);
  const offset = Number(parts[8] ?? 0) * 3_600 + Number(parts[9] ?? 0) * 60;
  return (parts[7] === '-' ? local + offset : local - offset) * 1_000;
}

/** An instant of whole seconds in UTC, such as `2026-11-20T15:30:00Z`; null outside of the years 0000 to 9999. */
export function writeInstant(ms: number): string | null {
  const text = new Date(ms).toISOString();
  return /^\d/.test(text) ? `${text.slice(0, -5)}Z` : null;
}
