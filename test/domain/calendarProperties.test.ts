import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CalendarSpec,
  checkCalendar,
  compileCalendar,
  type DayHours,
  type DayName,
  dueAt,
  type Hold,
  nextOpening,
  segments,
  workingSecondsBetween,
} from '../../src/domain/calendar.ts';
import { clockChanges, DAY, HOUR, isOpen, MINUTE, walkedDue, walkedSeconds } from './calendarReference.ts';

const ZONES = [
  ...['Europe/Berlin', 'Asia/Shanghai', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'],
  ...[
    'Pacific/Apia',
    'America/St_Johns',
    'Africa/Casablanca',
    'America/Havana',
    'Asia/Gaza',
    'America/Caracas',
  ],
];
const DAYS: readonly DayName[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const SPAN = 3 * DAY;

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** Shifts between 03:00 and midnight, the last one perhaps until up to 03:00 of the next day. */
const dayHours: fc.Arbitrary<DayHours> = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 3 * 60, max: 24 * 60 - 1 }), { maxLength: 6 }),
    fc.option(fc.integer({ min: 0, max: 3 * 60 - 1 })),
  )
  .map(([edges, night]) => {
    edges.sort((a, b) => a - b);
    const shifts: [string, string][] = [];
    for (let index = 0; index + 1 < edges.length; index += 2) {
      shifts.push([clock(edges[index] ?? 0), clock(edges[index + 1] ?? 0)]);
    }
    const last = edges.length % 2 === 1 ? edges.at(-1) : undefined;
    if (last !== undefined) shifts.push([clock(last), night === null ? '24:00' : clock(night)]);
    return shifts;
  });

const hours: fc.Arbitrary<CalendarSpec['hours']> = fc.oneof(
  { weight: 1, arbitrary: fc.constant<CalendarSpec['hours']>('24/7') },
  {
    weight: 4,
    arbitrary: fc
      .array(dayHours, { minLength: 7, maxLength: 7 })
      .map((week) => Object.fromEntries(DAYS.map((day, index) => [day, week[index] ?? []]))),
  },
);

interface Case {
  readonly spec: CalendarSpec;
  readonly start: number;
  readonly seconds: number;
  readonly holds: readonly Hold[];
}

/** Half of the cases begin within two days before a change of the clocks. */
const cases: fc.Arbitrary<Case> = fc
  .record({
    timeZone: fc.constantFrom(...ZONES),
    hours,
    near: fc.boolean(),
    pick: fc.nat(),
    second: fc.nat(2 * 86_400),
  })
  .chain(({ timeZone, hours, near, pick, second }) => {
    const changes = changesOf(timeZone);
    const change = near ? changes[pick % Math.max(1, changes.length)]?.at : undefined;
    const start =
      (change === undefined ? Date.UTC(2000, 0, 1) + (pick % 13_000) * DAY : change - 2 * DAY) +
      second * 1000;
    const date = fc
      .integer({ min: -1, max: 4 })
      .map((days) => new Date(start + days * DAY).toISOString().slice(0, 10));
    const time = fc.integer({ min: 0, max: 24 * 60 - 1 });
    const offset = fc.integer({ min: -86_400, max: 3 * 86_400 });
    return fc.record({
      spec: fc.record({
        timeZone: fc.constant(timeZone),
        hours: fc.constant(hours),
        holidays: fc.array(date, { maxLength: 2 }),
        openings: fc.uniqueArray(fc.record({ date, hours: dayHours }), {
          maxLength: 2,
          selector: (one) => one.date,
        }),
        closings: fc.array(
          fc
            .record({ date, edges: fc.uniqueArray(time, { minLength: 2, maxLength: 2 }) })
            .map(({ date, edges }) => ({
              date,
              from: clock(edges[0] ?? 0),
              to: clock(edges[1] ?? 0),
            })),
          { maxLength: 2 },
        ),
      }),
      start: fc.constant(start),
      seconds: fc.integer({ min: 1, max: 86_400 }),
      holds: fc.array(
        fc.tuple(offset, fc.integer({ min: 0, max: 40_000 })).map(([from, length]) => ({
          from: start + from * 1000,
          to: start + (from + length) * 1000,
        })),
        { maxLength: 3 },
      ),
    });
  });

const known = new Map<string, ReturnType<typeof clockChanges>>();
function changesOf(timeZone: string) {
  const changes = known.get(timeZone) ?? clockChanges(timeZone, Date.UTC(2000, 0, 1), Date.UTC(2038, 0, 1));
  known.set(timeZone, changes);
  return changes;
}

describe('any calendar, any start, any holds', () => {
  test('agree with a walk minute by minute', () => {
    fc.assert(
      fc.property(cases, ({ spec, start, seconds, holds }) => {
        expect(checkCalendar(spec)).toEqual([]);
        const calendar = compileCalendar(spec);
        const end = start + SPAN;
        expect(workingSecondsBetween(calendar, start, end, holds)).toBe(
          walkedSeconds(spec, start, end, holds),
        );
        const walked = walkedDue(spec, start, seconds, holds, end);
        if (walked !== null) expect(dueAt(calendar, start, seconds, holds)).toBe(walked);
      }),
      { numRuns: 120 },
    );
  });

  test('the two functions undo each other, and no earlier instant would do', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 3_000_000 }), ({ spec, start, holds }, seconds) => {
        const calendar = compileCalendar(spec);
        const reachable = workingSecondsBetween(calendar, start, start + 400 * DAY, holds);
        fc.pre(reachable >= seconds);
        const due = dueAt(calendar, start, seconds, holds) ?? 0;
        expect(workingSecondsBetween(calendar, start, due, holds)).toBe(seconds);
        expect(workingSecondsBetween(calendar, start, due - 1, holds)).toBeLessThan(seconds);
      }),
      { numRuns: 2000 },
    );
  });

  test('working time adds up over any point of division', () => {
    const point = fc.integer({ min: 0, max: 100 * DAY });
    fc.assert(
      fc.property(cases, point, point, ({ spec, start, holds }, one, other) => {
        const calendar = compileCalendar(spec);
        const [middle, end] = [start + Math.min(one, other), start + Math.max(one, other)];
        const ms = (from: number, to: number) =>
          Math.round(workingSecondsBetween(calendar, from, to, holds) * 1000);
        expect(ms(start, middle) + ms(middle, end)).toBe(ms(start, end));
      }),
      { numRuns: 2000 },
    );
  });

  test('segments adjoin, differ, and the running ones are the working time', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 40 * 86_400 }), ({ spec, start, holds }, length) => {
        const calendar = compileCalendar(spec);
        const end = start + length * 1000;
        const told = segments(calendar, start, end, holds);
        expect([start, ...told.map((segment) => segment.to)]).toEqual([
          ...told.map((segment) => segment.from),
          end,
        ]);
        let running = 0;
        for (const [index, { kind, from, to, clockChange }] of told.entries()) {
          expect(from).toBeLessThan(to);
          if (index > 0 && !clockChange) expect(kind).not.toBe(told[index - 1]?.kind);
          if (kind === 'running') running += to - from;
        }
        expect(running / 1000).toBe(workingSecondsBetween(calendar, start, end, holds));
        const changes = changesOf(spec.timeZone).filter(({ at }) => at > start && at < end);
        expect(told.filter((segment) => segment.clockChange).map((segment) => segment.from)).toEqual(
          changes.map(({ at }) => at),
        );
      }),
      { numRuns: 1500 },
    );
  });

  test('the next opening is open, and the minute before it is not', () => {
    fc.assert(
      fc.property(cases, ({ spec, start }) => {
        const next = nextOpening(compileCalendar(spec), start);
        fc.pre(next !== null);
        expect([isOpen(spec, next ?? 0), isOpen(spec, (next ?? 0) - MINUTE)]).toEqual([true, false]);
        for (let ms = start; ms < Math.min(next ?? 0, start + DAY) - HOUR; ms += HOUR) {
          if (!isOpen(spec, ms))
            expect(workingSecondsBetween(compileCalendar(spec), ms, next ?? 0, [])).toBe(0);
        }
      }),
      { numRuns: 300 },
    );
  });
});
