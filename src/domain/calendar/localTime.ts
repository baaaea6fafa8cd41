import { refusal } from './spec.ts';

/** Reading of local dates, wall-clock times and durations, and arithmetic on them. */

export const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/**
 * Days from 1970-01-01 to a date of the proleptic Gregorian calendar; null if there is no such date.
 * `Date.UTC` is not used since it takes the years 0 to 99 for 1900 to 1999.
 */
export function dayNumber(year: number, month: number, day: number): number | null {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * 146_097 + yearOfEra * 365 + leapDays + dayOfYear - 719_468;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** `2026-12-25` as a day number; null if it is not such a date. */
export function readDate(text: unknown): number | null {
  const parts = typeof text === 'string' ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) : null;
  return parts ? dayNumber(Number(parts[1]), Number(parts[2]), Number(parts[3])) : null;
}

/** `09:30` as milliseconds since local midnight, `24:00` as a whole day; null if it is not such a time. */
export function readTime(text: unknown): number | null {
  if (text === '24:00') return DAY;
  const parts = typeof text === 'string' ? /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) : null;
  return parts ? Number(parts[1]) * HOUR + Number(parts[2]) * MINUTE : null;
}

/** 0 for Monday to 6 for Sunday. 1970-01-01 was a Thursday. */
export function weekday(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** Seconds of an ISO 8601 duration in whole hours, minutes and seconds, such as `PT4H30M`; null if it is none. */
export function isoDurationSeconds(text: string): number | null {
  const parts = /^PT(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(text);
  if (!parts) return null;
  const seconds = Number(parts[1] ?? 0) * 3600 + Number(parts[2] ?? 0) * 60 + Number(parts[3] ?? 0);
  return Number.isSafeInteger(seconds * SECOND) ? seconds : null;
}

/**
 * Working seconds of a target: `PT4H30M`, or `2d`, `4h`, `30m`, `45s` and rows of these (`1d4h`).
 * `1d` is `workdaySeconds`. Throws a CalendarError: `malformed_duration`, `workday_missing` (d is used and the
 * calendar has none), `target_not_positive`.
 */
export function targetSeconds(text: string, workdaySeconds: number | null): number {
  const seconds = isoDurationSeconds(text) ?? shortDurationSeconds(text, workdaySeconds);
  if (seconds === null) throw refusal('malformed_duration', { value: text });
  if (seconds === 0) throw refusal('target_not_positive', { value: text });
  return seconds;
}

function shortDurationSeconds(text: string, workdaySeconds: number | null): number | null {
  const parts = /^(?=\d)(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(text);
  if (!parts) return null;
  if (parts[1] !== undefined && workdaySeconds === null) throw refusal('workday_missing', { value: text });
  const days = Number(parts[1] ?? 0) * (workdaySeconds ?? 0);
  const seconds = days + Number(parts[2] ?? 0) * 3600 + Number(parts[3] ?? 0) * 60 + Number(parts[4] ?? 0);
  return Number.isSafeInteger(seconds * SECOND) ? seconds : null;
}
