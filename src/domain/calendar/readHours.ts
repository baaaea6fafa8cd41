import { DAY, readTime } from './localTime.ts';
import { type Span, union } from './spans.ts';
import type { CalendarFaultCode } from './spec.ts';

/** Reading of the hours of days. */

export type Path = readonly (string | number)[];
export type Report = (code: CalendarFaultCode, path: Path, facts?: Readonly<Record<string, string>>) => void;

/** What the hours of one date open on that date, and on the next by intervals over midnight. */
export interface DayPlan {
  readonly own: readonly Span[];
  readonly spill: readonly Span[];
}

/** An interval as it was written; `to` is beyond 24 hours if it ends on the next day. */
export interface Shift extends Span {
  readonly path: Path;
  readonly text: string;
}

export const ALL_DAY: Shift = { from: 0, to: DAY, path: [], text: '00:00-24:00' };

export function dayPlan(shifts: readonly Shift[]): DayPlan {
  return {
    own: union(shifts.map((shift) => ({ from: shift.from, to: Math.min(shift.to, DAY) }))),
    spill: union(shifts.map((shift) => ({ from: 0, to: shift.to - DAY }))),
  };
}

/** The shifts of one day in order; what is wrong is reported and left out. */
export function readDayHours(hours: unknown, path: Path, report: Report): readonly Shift[] {
  if (!Array.isArray(hours)) {
    report('wrong_shape', path, { expected: 'a list of intervals' });
    return [];
  }
  const shifts: Shift[] = [];
  for (const [index, pair] of hours.entries()) {
    const shift = readShift(pair, [...path, index], report);
    if (shift) shifts.push(shift);
  }
  shifts.sort((a, b) => a.from - b.from);
  for (const [index, shift] of shifts.entries()) {
    const before = shifts[index - 1];
    if (before && shift.from < before.to) reportOverlap(shift, before, report);
  }
  return shifts;
}

export function reportOverlap(shift: Shift, other: Shift, report: Report): void {
  report('overlapping_hours', shift.path, { value: shift.text, other: other.text });
}

function readShift(pair: unknown, path: Path, report: Report): Shift | null {
  if (!Array.isArray(pair) || pair.length !== 2) {
    report('wrong_shape', path, { expected: 'an interval such as ["09:00","17:00"]' });
    return null;
  }
  return readInterval(pair[0], pair[1], path, report);
}

/** An interval of wall-clock times; one that ends before it starts ends on the next day. */
export function readInterval(start: unknown, end: unknown, path: Path, report: Report): Shift | null {
  const from = start === '24:00' ? null : readTime(start);
  const to = readTime(end);
  if (from === null) report('malformed_time', path, { value: String(start) });
  if (to === null) report('malformed_time', path, { value: String(end) });
  if (from === null || to === null) return null;
  const text = `${start}-${end}`;
  if (from === to) {
    report('empty_interval', path, { value: text });
    return null;
  }
  return { from, to: from < to ? to : to + DAY, path, text };
}
