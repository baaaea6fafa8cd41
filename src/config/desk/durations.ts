import { CalendarError, targetSeconds } from '../../domain/calendar.ts';
import { calendarFaultSentence } from '../calendarWords.ts';
import type { Path, Report } from './source.ts';

/** Outside of agreements no calendar counts, and a day is a day and a night. */
const WALL_DAY = 24 * 3600;

/** Seconds of wall time; `0s` is allowed where something may come at once. */
export function wallSeconds(text: string, path: Path, report: Report, atOnce = false): number {
  if (atOnce && /^(0[dhms])+$/.test(text)) return 0;
  return seconds(text, WALL_DAY, path, report);
}

/** Working seconds; a day is the `workday` of the calendar, in seconds. */
export function workingSeconds(text: string, workday: number | null, path: Path, report: Report): number {
  return seconds(text, workday, path, report);
}

function seconds(text: string, day: number | null, path: Path, report: Report): number {
  try {
    return targetSeconds(text, day);
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error;
    report(path, `is not right: ${error.faults.map(calendarFaultSentence).join('; ')}`);
    return 0;
  }
}
