import { DAY, readDate, targetSeconds } from './localTime.ts';
import {
  ALL_DAY,
  type DayPlan,
  dayPlan,
  type Path,
  type Report,
  readDayHours,
  readInterval,
  reportOverlap,
  type Shift,
} from './readHours.ts';
import type { Span } from './spans.ts';
import { CalendarError, type CalendarFault, DAY_NAMES } from './spec.ts';
import { type Zone, zoneOf } from './zone.ts';

/** Reading of a calendar's spec. It takes anything, since specs also arrive as JSON; every fault is listed. */

/** A spec with its dates as day numbers and its times as milliseconds of the day. */
export interface Plan {
  readonly zone: Zone;
  /** Monday first. */
  readonly weekly: readonly DayPlan[];
  readonly holidays: ReadonlySet<number>;
  readonly openings: ReadonlyMap<number, DayPlan>;
  readonly closings: ReadonlyMap<number, readonly Span[]>;
  readonly workdaySeconds: number | null;
}

const KEYS = new Set(['timeZone', 'hours', 'holidays', 'openings', 'closings', 'workday']);

/** The plan is null exactly when there are faults. */
export function readSpec(spec: unknown): { plan: Plan | null; faults: readonly CalendarFault[] } {
  const faults: CalendarFault[] = [];
  const report: Report = (code, path, facts = {}) => faults.push({ code, path, facts });
  if (!isRecord(spec)) {
    report('wrong_shape', [], { expected: 'an object' });
    return { plan: null, faults };
  }
  reportUnknownKeys(spec, KEYS, [], report);
  const zone = readZone(spec.timeZone, report);
  const read = {
    weekly: readWeek(spec.hours, report).map(dayPlan),
    holidays: readHolidays(spec.holidays, report),
    openings: readOpenings(spec.openings, report),
    closings: readClosings(spec.closings, report),
    workdaySeconds: readWorkday(spec.workday, report),
  };
  return { plan: zone && faults.length === 0 ? { zone, ...read } : null, faults };
}

function readZone(name: unknown, report: Report): Zone | null {
  const zone = typeof name === 'string' ? zoneOf(name) : null;
  if (zone) return zone;
  if (typeof name === 'string') report('unknown_time_zone', ['timeZone'], { value: name });
  else report('wrong_shape', ['timeZone'], { expected: 'the name of a time zone' });
  return null;
}

function readWeek(hours: unknown, report: Report): readonly (readonly Shift[])[] {
  if (hours === '24/7') return DAY_NAMES.map(() => [ALL_DAY]);
  if (!isRecord(hours)) {
    report('wrong_shape', ['hours'], { expected: '"24/7" or the hours of each day' });
    return [];
  }
  const names: readonly string[] = DAY_NAMES;
  for (const name of Object.keys(hours)) {
    if (!names.includes(name)) report('unknown_day', ['hours', name], { value: name });
  }
  const week = DAY_NAMES.map((name) => {
    const day = hours[name];
    return day === undefined ? [] : readDayHours(day, ['hours', name], report);
  });
  for (const [index, shifts] of week.entries()) {
    const last = shifts.at(-1);
    const next = week[(index + 1) % 7]?.[0];
    if (last && next && next.from < last.to - DAY) reportOverlap(next, last, report);
  }
  return week;
}

function readHolidays(dates: unknown, report: Report): ReadonlySet<number> {
  const days = new Set<number>();
  for (const [index, date] of readList(dates, ['holidays'], report).entries()) {
    const day = readDay(date, ['holidays', index], report);
    if (day !== null) days.add(day);
  }
  return days;
}

function readOpenings(openings: unknown, report: Report): ReadonlyMap<number, DayPlan> {
  const plans = new Map<number, DayPlan>();
  for (const [index, opening] of readList(openings, ['openings'], report).entries()) {
    const path: Path = ['openings', index];
    const entry = readEntry(opening, new Set(['date', 'hours']), path, report);
    if (!entry) continue;
    const day = readDay(entry.date, [...path, 'date'], report);
    const shifts = readDayHours(entry.hours, [...path, 'hours'], report);
    if (day === null) continue;
    if (plans.has(day)) report('repeated_date', path, { value: String(entry.date) });
    plans.set(day, dayPlan(shifts));
  }
  return plans;
}

function readClosings(closings: unknown, report: Report): ReadonlyMap<number, readonly Span[]> {
  const taken = new Map<number, Span[]>();
  const take = (day: number, spans: readonly Span[]) => taken.set(day, [...(taken.get(day) ?? []), ...spans]);
  for (const [index, closing] of readList(closings, ['closings'], report).entries()) {
    const path: Path = ['closings', index];
    const entry = readEntry(closing, new Set(['date', 'from', 'to']), path, report);
    if (!entry) continue;
    const day = readDay(entry.date, [...path, 'date'], report);
    const shift = readInterval(entry.from ?? '00:00', entry.to ?? '24:00', path, report);
    if (day === null || !shift) continue;
    const { own, spill } = dayPlan([shift]);
    take(day, own);
    take(day + 1, spill);
  }
  return taken;
}

function readWorkday(workday: unknown, report: Report): number | null {
  if (workday === undefined) return null;
  try {
    if (typeof workday === 'string') return targetSeconds(workday, null);
    report('wrong_shape', ['workday'], { expected: 'a duration such as "8h"' });
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error;
    report('malformed_duration', ['workday'], { value: String(workday) });
  }
  return null;
}

function readDay(date: unknown, path: Path, report: Report): number | null {
  const day = readDate(date);
  if (day === null) report('malformed_date', path, { value: String(date) });
  return day;
}

function readList(list: unknown, path: Path, report: Report): readonly unknown[] {
  if (list === undefined) return [];
  if (Array.isArray(list)) return list;
  report('wrong_shape', path, { expected: 'a list' });
  return [];
}

function readEntry(entry: unknown, keys: ReadonlySet<string>, path: Path, report: Report) {
  if (isRecord(entry)) {
    reportUnknownKeys(entry, keys, path, report);
    return entry;
  }
  report('wrong_shape', path, { expected: `an object of ${[...keys].join(', ')}` });
  return null;
}

function reportUnknownKeys(
  entry: Record<string, unknown>,
  keys: ReadonlySet<string>,
  path: Path,
  report: Report,
): void {
  for (const key of Object.keys(entry)) {
    if (!keys.has(key)) report('unknown_key', [...path, key], { value: key });
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
