import type { z } from 'zod';
import {
  type CalendarSpec,
  checkCalendar,
  type DayHours,
  type DayName,
  targetSeconds,
} from '../../domain/calendar.ts';
import { calendarFaultSentence } from '../calendarWords.ts';
import { holidayDates, UnknownHolidaySet } from '../holidays.ts';
import type { Entries } from './entries.ts';
import { checkTimeZone } from './rotas.ts';
import type { calendar } from './shapes.ts';
import type { Path, Report } from './source.ts';

export type Calendars = Entries<z.infer<typeof calendar>>;
type CalendarShape = z.infer<typeof calendar>;

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

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
    const told = new Set<string>();
    checkTimeZone(entry.timeZone, [...path, 'timeZone'], report);
    for (const fault of checkCalendar(spec)) {
      if (fault.code === 'unknown_time_zone') continue;
      // Of days written together, such as mon-fri, each one has the same fault.
      const at = originOf(fault.path, origin);
      const sentence = calendarFaultSentence({ ...fault, path: [] });
      if (told.has(JSON.stringify([at, sentence]))) continue;
      told.add(JSON.stringify([at, sentence]));
      report([...path, ...at], `is not right: ${sentence}`);
    }
    if (spec.hours !== '24/7' && Object.values(spec.hours).every((day) => day.length === 0)) {
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
  const origin = new Map<string, Path>();
  const week: Partial<Record<DayName, DayHours>> = {};
  for (const [written, intervals] of hours === '24/7' ? [] : Object.entries(hours)) {
    const place = ['hours', written];
    const days = daysOf(written);
    if (!days)
      report(
        [...path, ...place],
        'is no day: write mon, tue, wed, thu, fri, sat, sun or days such as mon-fri',
      );
    for (const day of days ?? []) {
      if (origin.has(`hours/${day}`))
        report([...path, ...place], `has hours for ${day} again: write each day once`);
      origin.set(`hours/${day}`, place);
      week[day] = readIntervals(intervals);
    }
  }
  const dates = holidays.flatMap((each, index) =>
    holidayList(each, years, [...path, 'holidays', index], report),
  );
  return {
    spec: {
      ...rest,
      hours: hours === '24/7' ? hours : week,
      holidays: [...new Set(dates)].sort(),
      openings: openings.map(({ date, hours: day }) => ({ date, hours: readIntervals(day) })),
      closings: closings.map(({ date, from, to }) => ({ date, ...(from && { from }), ...(to && { to }) })),
    },
    origin,
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

/** The path of a fault in the spec as a path in the file. */
function originOf([first, second, ...rest]: Path, origin: ReadonlyMap<string, Path>): Path {
  if (first === undefined) return [];
  if (second === undefined) return [first];
  const day = origin.get(`${first}/${second}`);
  return day ? [...day, ...rest] : [first, second, ...rest];
}

function daysOf(written: string): readonly DayName[] | null {
  const [first = '', last = first, ...more] = written.split('-');
  const from = DAYS.indexOf(first);
  const to = DAYS.indexOf(last);
  if (from < 0 || to < from || more.length > 0) return null;
  return DAYS.slice(from, to + 1) as DayName[];
}

function readIntervals(intervals: readonly string[]): DayHours {
  return intervals.map((interval) => {
    const dash = interval.indexOf('-');
    return dash < 0 ? [interval, ''] : [interval.slice(0, dash).trim(), interval.slice(dash + 1).trim()];
  });
}
