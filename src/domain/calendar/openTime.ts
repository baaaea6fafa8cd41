import { DAY, weekday } from './localTime.ts';
import type { Plan } from './readSpec.ts';
import { append, type Span, union, without } from './spans.ts';
import { BLOCK, BLOCKS_KEPT, offsetPeriods, type Zone } from './zone.ts';

/** The open time of a calendar: local hours laid over the time line, a block of UTC days at a time. */

/** Made by `compileCalendar`; keeps the blocks that were asked for. */
export interface Calendar {
  readonly zone: Zone;
  /** How long `1d` is; null if the spec has no `workday`. */
  readonly workdaySeconds: number | null;
  readonly holidays: ReadonlySet<number>;
  /** Open hours of ordinary days, Monday first, night shifts of the day before included. */
  readonly regular: readonly (readonly Span[])[];
  /** Open hours of the local dates (day numbers) that differ. */
  readonly exceptional: ReadonlyMap<number, readonly Span[]>;
  readonly known: Map<number, OpenBlock>;
}

/** Open spans within a block, `before[i]` being the open milliseconds of the block before span `i`. */
export interface OpenBlock {
  readonly spans: readonly Span[];
  readonly before: readonly number[];
  readonly total: number;
}

export function layOut(plan: Plan): Calendar {
  const exceptional = new Map<number, readonly Span[]>();
  for (const day of [...plan.holidays, ...plan.closings.keys()]) exceptional.set(day, openHours(plan, day));
  for (const day of plan.openings.keys()) {
    exceptional.set(day, openHours(plan, day));
    exceptional.set(day + 1, openHours(plan, day + 1));
  }
  return {
    zone: plan.zone,
    workdaySeconds: plan.workdaySeconds,
    holidays: plan.holidays,
    regular: plan.weekly.map((day, index) =>
      union([...day.own, ...(plan.weekly[(index + 6) % 7]?.spill ?? [])]),
    ),
    exceptional,
    known: new Map(),
  };
}

/** The open hours of one local date: a holiday closes it, an opening opens it, a closing has the last word. */
function openHours(plan: Plan, day: number): readonly Span[] {
  const opening = plan.openings.get(day);
  const today = opening ?? plan.weekly[weekday(day)];
  const yesterday = plan.openings.get(day - 1) ?? plan.weekly[weekday(day - 1)];
  const holiday = plan.holidays.has(day);
  const open = union([
    ...(holiday && !opening ? [] : (today?.own ?? [])),
    ...(holiday ? [] : (yesterday?.spill ?? [])),
  ]);
  return without(open, plan.closings.get(day) ?? []);
}

/** The open spans of a block, those that touch joined into one. */
export function openBlock(calendar: Calendar, block: number): OpenBlock {
  const known = calendar.known.get(block);
  if (known) return known;
  const spans = onTimeLine(calendar.zone, block, (day) => {
    return calendar.exceptional.get(day) ?? calendar.regular[weekday(day)] ?? [];
  });
  const before: number[] = [];
  let total = 0;
  for (const span of spans) {
    before.push(total);
    total += span.to - span.from;
  }
  const open = { spans, before, total };
  if (calendar.known.size >= BLOCKS_KEPT) calendar.known.clear();
  calendar.known.set(block, open);
  return open;
}

/** The instants of a block whose local date is a holiday. */
export function holidaySpans(calendar: Calendar, block: number): readonly Span[] {
  return onTimeLine(calendar.zone, block, (day) =>
    calendar.holidays.has(day) ? [{ from: 0, to: DAY }] : [],
  );
}

/**
 * The instants of a block at which the local wall clock shows a time within the hours of its date. Each period
 * of equal offset is looked at for itself: an hour that comes twice is in two of them, one left out is in none.
 */
function onTimeLine(zone: Zone, block: number, hours: (day: number) => readonly Span[]): readonly Span[] {
  const spans: Span[] = [];
  for (const period of offsetPeriods(zone, block)) {
    const lastDay = Math.floor((period.to + period.offset - 1) / DAY);
    for (let day = Math.floor((period.from + period.offset) / DAY); day <= lastDay; day++) {
      const midnight = day * DAY - period.offset;
      for (const span of hours(day)) {
        const from = Math.max(period.from, midnight + span.from);
        const to = Math.min(period.to, midnight + span.to);
        if (from < to) append(spans, from, to);
      }
    }
  }
  return spans;
}

export function blockOf(ms: number): number {
  return Math.floor(ms / BLOCK);
}

/** Index of the last entry at or below `value` in ascending order; -1 if there is none. */
export function lastAtOrBelow(length: number, entry: (index: number) => number, value: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (entry(middle) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
