import { describe, expect, test } from 'vitest';
import {
  CalendarError,
  type CalendarSpec,
  compileCalendar,
  dueAt,
  nextOpening,
  segments,
  targetSeconds,
  workingSecondsBetween,
} from '../../src/domain/calendar.ts';

const HOUR = 3600;
const at = (text: string) => Date.parse(text);

const OFFICE = [['09:00', '17:00']] as const;
const WEEK = { mon: OFFICE, tue: OFFICE, wed: OFFICE, thu: OFFICE, fri: OFFICE };
const BERLIN: CalendarSpec = { timeZone: 'Europe/Berlin', hours: WEEK };

function due(spec: CalendarSpec, start: string, hours: number): string {
  const instant = dueAt(compileCalendar(spec), at(start), hours * HOUR, []);
  return new Date(instant ?? 0).toISOString().replace('.000Z', 'Z');
}

function worked(spec: CalendarSpec, from: string, to: string): number {
  return workingSecondsBetween(compileCalendar(spec), at(from), at(to), []);
}

function faultOf(call: () => unknown): string | undefined {
  try {
    call();
  } catch (error) {
    if (error instanceof CalendarError) return error.faults[0]?.code;
  }
  return undefined;
}

describe('days that differ', () => {
  const nights: CalendarSpec = {
    timeZone: 'Europe/Berlin',
    hours: { wed: [['22:00', '06:00']], thu: [['22:00', '06:00']], fri: [['22:00', '06:00']] },
  };

  test('a holiday closes its own date, so the night shift into it ends at midnight and the one out of it begins there', () => {
    const christmas = { ...nights, holidays: ['2026-12-24'] };
    const told = segments(
      compileCalendar(christmas),
      at('2026-12-23T20:00:00Z'),
      at('2026-12-25T06:00:00Z'),
      [],
    );
    expect(told.map(({ kind, from }) => [kind, new Date(from).toISOString()])).toEqual([
      ['closed', '2026-12-23T20:00:00.000Z'],
      ['running', '2026-12-23T21:00:00.000Z'],
      ['holiday', '2026-12-23T23:00:00.000Z'],
      ['running', '2026-12-24T23:00:00.000Z'],
      ['closed', '2026-12-25T05:00:00.000Z'],
    ]);
  });

  test('a make-up working day in Shanghai is open on a weekend, also when the set calls it a holiday', () => {
    const shanghai: CalendarSpec = {
      timeZone: 'Asia/Shanghai',
      hours: WEEK,
      holidays: ['2026-10-01', '2026-10-02', '2026-10-10'],
      openings: [{ date: '2026-10-10', hours: [['10:00', '12:00']] }],
    };
    expect(due(shanghai, '2026-10-09T08:00:00Z', 3)).toBe('2026-10-10T04:00:00Z');
    expect(due(shanghai, '2026-09-30T08:30:00Z', 1)).toBe('2026-10-05T01:30:00Z');
  });

  test('an opening takes the place of that day, its night shift included', () => {
    const party = { ...nights, openings: [{ date: '2026-11-26', hours: [['20:00', '21:00']] as const }] };
    expect(worked(party, '2026-11-25T12:00:00Z', '2026-11-27T12:00:00Z')).toBe(9 * HOUR);
  });

  test('a closing takes from everything else, part of a day or the whole', () => {
    const spec = {
      ...BERLIN,
      openings: [{ date: '2026-11-28', hours: OFFICE }],
      closings: [
        { date: '2026-11-26', from: '15:00' },
        { date: '2026-11-27', to: '10:00' },
        { date: '2026-11-28' },
      ],
    };
    expect(worked(spec, '2026-11-26T00:00:00Z', '2026-11-27T00:00:00Z')).toBe(6 * HOUR);
    expect(worked(spec, '2026-11-27T00:00:00Z', '2026-11-28T00:00:00Z')).toBe(7 * HOUR);
    expect(worked(spec, '2026-11-28T00:00:00Z', '2026-11-29T00:00:00Z')).toBe(0);
    const overNight = { ...nights, closings: [{ date: '2026-11-25', from: '23:00', to: '01:00' }] };
    expect(worked(overNight, '2026-11-25T12:00:00Z', '2026-11-26T12:00:00Z')).toBe(6 * HOUR);
  });
});

describe('the next opening', () => {
  test('comes strictly after, and touching shifts are one', () => {
    const split = compileCalendar({
      timeZone: 'Europe/Berlin',
      hours: {
        mon: [
          ['09:00', '12:00'],
          ['12:00', '15:00'],
        ],
        tue: [['08:00', '09:00']],
      },
    });
    expect(nextOpening(split, at('2026-11-23T07:59:59Z'))).toBe(at('2026-11-23T08:00:00Z'));
    expect(nextOpening(split, at('2026-11-23T08:00:00Z'))).toBe(at('2026-11-24T07:00:00Z'));
    expect(nextOpening(split, at('2026-11-23T12:00:00Z'))).toBe(at('2026-11-24T07:00:00Z'));
  });

  test('never comes to a desk that is always open, or never', () => {
    expect(nextOpening(compileCalendar({ timeZone: 'UTC', hours: '24/7' }), 0)).toBeNull();
    expect(nextOpening(compileCalendar({ timeZone: 'UTC', hours: {} }), 0)).toBeNull();
  });
});

describe('the segments of an explanation', () => {
  test('say why the clock stood, and where the clocks were changed', () => {
    const calendar = compileCalendar({ ...BERLIN, holidays: ['2026-10-26'] });
    const waiting = [{ from: at('2026-10-23T13:00:00Z'), to: at('2026-10-23T16:00:00Z') }];
    const told = segments(calendar, at('2026-10-23T12:00:00Z'), at('2026-10-27T09:00:00Z'), waiting);
    expect(
      told.map(({ kind, from, clockChange }) => [
        new Date(from).toISOString().slice(0, 16),
        kind,
        clockChange,
      ]),
    ).toEqual([
      ['2026-10-23T12:00', 'running', null],
      ['2026-10-23T13:00', 'hold', null],
      ['2026-10-23T16:00', 'closed', null],
      ['2026-10-25T01:00', 'closed', { before: 7200, after: 3600 }],
      ['2026-10-25T23:00', 'holiday', null],
      ['2026-10-26T23:00', 'closed', null],
      ['2026-10-27T08:00', 'running', null],
    ]);
  });

  test('of no time are none', () => {
    expect(segments(compileCalendar(BERLIN), 5, 5, [])).toEqual([]);
  });
});

describe('targets', () => {
  test('in working days take the length of the calendar’s workday', () => {
    expect(compileCalendar({ ...BERLIN, workday: '7h30m' }).workdaySeconds).toBe(7.5 * HOUR);
    expect(compileCalendar({ ...BERLIN, workday: 'PT8H' }).workdaySeconds).toBe(8 * HOUR);
    expect(targetSeconds('2d', 8 * HOUR)).toBe(16 * HOUR);
    expect(targetSeconds('1d4h', 8 * HOUR)).toBe(12 * HOUR);
    expect(targetSeconds('PT4H30M', null)).toBe(4.5 * HOUR);
    expect(targetSeconds('45s', null)).toBe(45);
  });

  test('that cannot be counted are refused', () => {
    expect(faultOf(() => targetSeconds('2d', null))).toBe('workday_missing');
    expect(faultOf(() => targetSeconds('0h', null))).toBe('target_not_positive');
    for (const text of ['', 'PT', 'P1D', 'PT1.5H', '-PT1H', '4', 'h', '1h1d', '9999999999999999s']) {
      expect([text, faultOf(() => targetSeconds(text, HOUR))]).toEqual([text, 'malformed_duration']);
    }
  });
});
