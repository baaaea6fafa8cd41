import { describe, expect, test } from 'vitest';
import {
  type CalendarSpec,
  compileCalendar,
  dueAt,
  segments,
  workingSecondsBetween,
} from '../../src/domain/calendar.ts';
import { type ClockChange, clockChanges, HOUR, walkedSeconds } from './calendarReference.ts';

const FROM = Date.UTC(2000, 0, 1);
const TO = Date.UTC(2038, 0, 1);

/** Edges at, before and after the times at which clocks are usually changed; the two sets fill every day. */
const EARLY: CalendarSpec['hours'] = weekOf([
  ['00:00', '00:01'],
  ['01:00', '02:15'],
  ['02:30', '03:00'],
  ['03:30', '23:30'],
]);
const LATE: CalendarSpec['hours'] = weekOf([
  ['00:01', '01:00'],
  ['02:15', '02:30'],
  ['03:00', '03:30'],
  ['23:30', '24:00'],
]);

function weekOf(hours: readonly (readonly [string, string])[]): CalendarSpec['hours'] {
  return { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours, sat: hours, sun: hours };
}

describe('every time zone from 2000 to 2037', () => {
  const zones = Intl.supportedValuesOf('timeZone');
  const changesOf = new Map<string, readonly ClockChange[]>();

  test('each clock change is found, to the second, and no other', { timeout: 60_000 }, () => {
    expect(zones.length).toBeGreaterThan(400);
    for (const timeZone of zones) {
      const changes = clockChanges(timeZone, FROM, TO);
      changesOf.set(timeZone, changes);
      const told = segments(compileCalendar({ timeZone, hours: '24/7' }), FROM, TO, []);
      const marks = told.flatMap((segment) =>
        segment.clockChange ? [{ at: segment.from, ...segment.clockChange }] : [],
      );
      expect(marks, timeZone).toEqual(changes);
      expect(
        told.map((segment) => segment.from),
        timeZone,
      ).toEqual([FROM, ...changes.map((change) => change.at)]);
    }
  });

  test('two calendars that fill each day share out every second between them', () => {
    for (const timeZone of zones) {
      const early = workingSecondsBetween(compileCalendar({ timeZone, hours: EARLY }), FROM, TO, []);
      const late = workingSecondsBetween(compileCalendar({ timeZone, hours: LATE }), FROM, TO, []);
      expect([timeZone, early + late]).toEqual([timeZone, (TO - FROM) / 1000]);
    }
  });

  test('around each change the hours are those of the wall clock', { timeout: 60_000 }, () => {
    const seen = new Set<string>();
    for (const [timeZone, changes] of changesOf) {
      const spec = { timeZone, hours: EARLY };
      const calendar = compileCalendar(spec);
      for (const { at, before, after } of changes) {
        const key = `${at} ${before} ${after}`;
        if (seen.has(key)) continue;
        seen.add(key);
        const from = at - 2 * HOUR;
        const to = at + 2 * HOUR;
        const worked = walkedSeconds(spec, from, to, []);
        expect(
          workingSecondsBetween(calendar, from, to, []),
          `${timeZone} ${new Date(at).toISOString()}`,
        ).toBe(worked);
        if (worked > 0)
          expect(workingSecondsBetween(calendar, from, dueAt(calendar, from, worked, []) ?? 0, [])).toBe(
            worked,
          );
      }
    }
    expect(seen.size).toBeGreaterThan(1000);
  });
});
