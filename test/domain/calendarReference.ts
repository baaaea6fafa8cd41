import type { CalendarSpec, DayHours, DayName, Hold } from '../../src/domain/calendar.ts';

/**
 * A slow second opinion: it asks the wall clock of each single minute and compares it, as text, with the spec.
 * It knows no offsets, no blocks and no arithmetic on local time. Right for all zones since 1973, whose offsets
 * and changes fall on whole minutes.
 */

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const NAMES: readonly DayName[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const clocks = new Map<string, Intl.DateTimeFormat>();

/** `2026-11-20 16:30:00` on the wall clock of the zone. */
function wallClock(timeZone: string, ms: number): string {
  let clock = clocks.get(timeZone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
    clocks.set(timeZone, clock);
  }
  return clock.format(ms);
}

function dayBefore(date: string): string {
  return new Date(Date.parse(`${date}T12:00:00Z`) - DAY).toISOString().slice(0, 10);
}

function hoursOf(spec: CalendarSpec, date: string): DayHours {
  const opening = spec.openings?.find((one) => one.date === date);
  if (opening) return opening.hours;
  if (spec.hours === '24/7') return [['00:00', '24:00']];
  const name = NAMES[new Date(`${date}T12:00:00Z`).getUTCDay()];
  return (name && spec.hours[name]) ?? [];
}

export function isOpen(spec: CalendarSpec, ms: number): boolean {
  const [date = '', clock = ''] = wallClock(spec.timeZone, ms).split(' ');
  const time = clock.slice(0, 5);
  const yesterday = dayBefore(date);
  const closed = (spec.closings ?? []).some(({ date: on, from = '00:00', to = '24:00' }) =>
    from < to
      ? on === date && from <= time && time < to
      : (on === date && from <= time) || (on === yesterday && time < to),
  );
  if (closed) return false;
  const holiday = spec.holidays?.includes(date) ?? false;
  const opened = spec.openings?.some((one) => one.date === date) ?? false;
  const today = hoursOf(spec, date).some(([from, to]) =>
    from < to ? from <= time && time < to : from <= time,
  );
  const overnight = hoursOf(spec, yesterday).some(([from, to]) => to < from && time < to);
  return (today && (!holiday || opened)) || (overnight && !holiday);
}

/** Calls `visit` for every second, or longer stretch that is all alike, that counts; stops when it says so. */
function walk(
  spec: CalendarSpec,
  fromMs: number,
  toMs: number,
  holds: readonly Hold[],
  visit: (at: number, seconds: number) => boolean,
): void {
  for (let minute = Math.floor(fromMs / MINUTE) * MINUTE; minute < toMs; minute += MINUTE) {
    if (!isOpen(spec, minute)) continue;
    const from = Math.max(minute, fromMs);
    const to = Math.min(minute + MINUTE, toMs);
    const held = holds.filter((hold) => hold.from < to && (hold.to ?? toMs) > from);
    if (held.length === 0) {
      if (visit(from, (to - from) / 1000)) return;
      continue;
    }
    for (let second = from; second < to; second += 1000) {
      const counts = !held.some((hold) => hold.from <= second && second < (hold.to ?? toMs));
      if (counts && visit(second, 1)) return;
    }
  }
}

export function walkedSeconds(
  spec: CalendarSpec,
  fromMs: number,
  toMs: number,
  holds: readonly Hold[],
): number {
  let worked = 0;
  walk(spec, fromMs, toMs, holds, (_, seconds) => {
    worked += seconds;
    return false;
  });
  return worked;
}

/** Null if it is not reached until `toMs`. */
export function walkedDue(
  spec: CalendarSpec,
  fromMs: number,
  workingSeconds: number,
  holds: readonly Hold[],
  toMs: number,
): number | null {
  let worked = 0;
  let due: number | null = null;
  walk(spec, fromMs, toMs, holds, (at, seconds) => {
    if (worked + seconds >= workingSeconds) due = at + (workingSeconds - worked) * 1000;
    worked += seconds;
    return due !== null;
  });
  return due;
}

/** Offset of the wall clock from UTC in seconds. */
function offsetSeconds(timeZone: string, ms: number): number {
  return (Date.parse(`${wallClock(timeZone, ms).replace(' ', 'T')}Z`) - ms) / 1000;
}

export interface ClockChange {
  readonly at: number;
  readonly before: number;
  readonly after: number;
}

/** All changes of the offset, looked for every five days (no two are closer than 6.9), then to the second. */
export function clockChanges(timeZone: string, fromMs: number, toMs: number): readonly ClockChange[] {
  const STEP = 5 * DAY;
  const changes: ClockChange[] = [];
  let before = offsetSeconds(timeZone, fromMs);
  for (let ms = fromMs + STEP; ms < toMs + STEP; ms += STEP) {
    const after = offsetSeconds(timeZone, ms);
    if (after === before) continue;
    let low = ms - STEP;
    let at = ms;
    while (at - low > 1000) {
      const middle = Math.floor((low + at) / 2000) * 1000;
      if (offsetSeconds(timeZone, middle) === before) low = middle;
      else at = middle;
    }
    if (at < toMs) changes.push({ at, before, after });
    before = after;
  }
  return changes;
}
