import { type CalendarSpec, checkCalendar, type DayHours, type DayName } from '../../domain/calendar.ts';
import { calendarFaultSentence } from '../calendarWords.ts';
import type { Path, Report } from './source.ts';

/** Hours of the week and time zones, as calendars and the layers of rotas are written. */

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

export type WrittenHours = '24/7' | Readonly<Record<string, readonly string[]>>;

/** `origin`: where in the file what stands at a place of the spec was written. */
export interface CompiledHours {
  readonly hours: CalendarSpec['hours'];
  readonly origin: ReadonlyMap<string, Path>;
}

/** Spreads days that are written together, such as mon-fri; `path` is the entry whose `hours` they are. */
export function compileHours(written: WrittenHours, path: Path, report: Report): CompiledHours {
  const origin = new Map<string, Path>();
  if (written === '24/7') return { hours: written, origin };
  const week: Partial<Record<DayName, DayHours>> = {};
  for (const [name, intervals] of Object.entries(written)) {
    const place = ['hours', name];
    const days = daysOf(name);
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
  return { hours: week, origin };
}

/** Reports what the calendar finds wrong, but for the time zone, which `checkTimeZone` tells of. */
export function reportCalendarFaults(
  spec: CalendarSpec,
  origin: CompiledHours['origin'],
  path: Path,
  report: Report,
): void {
  const told = new Set<string>();
  for (const fault of checkCalendar(spec)) {
    if (fault.code === 'unknown_time_zone') continue;
    // Of days written together, such as mon-fri, each one has the same fault.
    const at = originOf(fault.path, origin);
    const sentence = calendarFaultSentence({ ...fault, path: [] });
    if (told.has(JSON.stringify([at, sentence]))) continue;
    told.add(JSON.stringify([at, sentence]));
    report([...path, ...at], `is not right: ${sentence}`);
  }
}

export function neverOpens(hours: CalendarSpec['hours']): boolean {
  return hours !== '24/7' && Object.values(hours).every((day) => day.length === 0);
}

export function checkTimeZone(timeZone: string, path: Path, report: Report): void {
  const known = !checkCalendar({ timeZone, hours: '24/7' }).some(({ code }) => code === 'unknown_time_zone');
  if (!known)
    report(path, `names no time zone: "${timeZone}"; use a name such as Europe/Berlin or Asia/Shanghai`);
}

/** `09:00-18:00` as its two ends, looked at by the calendar. */
export function readIntervals(intervals: readonly string[]): DayHours {
  return intervals.map((interval) => {
    const dash = interval.indexOf('-');
    return dash < 0 ? [interval, ''] : [interval.slice(0, dash).trim(), interval.slice(dash + 1).trim()];
  });
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
