import type { z } from 'zod';
import { type CalendarSpec, checkCalendar, targetSeconds } from '../../domain/calendar.ts';
import { calendarFaultSentence } from '../calendarWords.ts';
import { holidayDates, UnknownHolidaySet } from '../holidays.ts';
import type { Entries } from './entries.ts';
import { checkTimeZone, compileHours, neverOpens, readIntervals, reportCalendarFaults } from './hours.ts';
import type { calendar } from './shapes/agreements.ts';
import type { Path, Report } from './source.ts';

export type Calendars = Entries<z.infer<typeof calendar>>;
type CalendarShape = z.infer<typeof calendar>;

/** Named sets of holidays become the dates of the year before `year` to three years after it. */
export function compileCalendars(
  calendars: Calendars,
  year: number,
  report: Report,
): Readonly<Record<string, CalendarSpec>> {
  const years = [year - 1, year, year + 1, year + 2, year + 3];
  const compiled = [...calendars.all].map(([key, entry]): [string, CalendarSpec] => {
    const path = ['calendars', key];
    const { spec, origin } = compileCalendar(entry, path, years, report);
    checkTimeZone(entry.timeZone, [...path, 'timeZone'], report);
    reportCalendarFaults(spec, origin, path, report);
    if (neverOpens(spec.hours)) {
      report([...path, 'hours'], 'never opens: no deadline would ever come; give at least one day its hours');
    }
    return [key, spec];
  });
  return Object.fromEntries(compiled);
}

/** Seconds of the calendar's working day; null when it has none, or no right one. */
export function workdayOf(calendar: CalendarShape | undefined): number | null {
  return calendar?.workday && !calendar.workday.includes('d') ? targetSeconds(calendar.workday, null) : null;
}

/** `origin`: where in the file what stands at a place of the spec was written. */
interface Compiled {
  readonly spec: CalendarSpec;
  readonly origin: ReadonlyMap<string, Path>;
}

function compileCalendar(
  entry: CalendarShape,
  path: Path,
  years: readonly number[],
  report: Report,
): Compiled {
  const { hours, holidays = [], openings = [], closings = [], ...rest } = entry;
  const week = compileHours(hours, path, report);
  const dates = holidays.flatMap((each, index) =>
    holidayList(each, years, [...path, 'holidays', index], report),
  );
  return {
    spec: {
      ...rest,
      hours: week.hours,
      holidays: [...new Set(dates)].sort(),
      openings: openings.map(({ date, hours: day }) => ({ date, hours: readIntervals(day) })),
      closings: closings.map(({ date, from, to }) => ({ date, ...(from && { from }), ...(to && { to }) })),
    },
    origin: week.origin,
  };
}

function holidayList(
  holiday: string | { readonly date: string },
  years: readonly number[],
  path: Path,
  report: Report,
): readonly string[] {
  if (typeof holiday !== 'string') {
    const [fault] = checkCalendar({ timeZone: 'UTC', hours: '24/7', holidays: [holiday.date] });
    if (fault) report(path, `is not right: ${calendarFaultSentence({ ...fault, path: [] })}`);
    return fault ? [] : [holiday.date];
  }
  if (/^\d{4}-/.test(holiday)) {
    report(path, `is a date: write it as { date: ${holiday} }`);
    return [];
  }
  try {
    return holidayDates(holiday, years).map(({ date }) => date);
  } catch (error) {
    if (!(error instanceof UnknownHolidaySet)) throw error;
    report(path, `is not right: ${error.message}`);
    return [];
  }
}
