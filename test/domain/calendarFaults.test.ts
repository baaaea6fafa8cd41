import { describe, expect, test } from 'vitest';
import { CalendarError, checkCalendar, compileCalendar } from '../../src/domain/calendar.ts';

function faults(spec: unknown): string[] {
  return checkCalendar(spec).map((fault) => `${fault.path.join('.')} ${fault.code}`.trim());
}

const base = { timeZone: 'Europe/Berlin', hours: {} };

describe('a calendar that is wrong', () => {
  test('is told all of its faults at once, each with its place', () => {
    const spec = {
      timeZone: 'Europe/Atlantis',
      hours: {
        mon: [
          ['09:00', '13:00'],
          ['12:00', '15:00'],
        ],
        funday: [],
        tue: [['9:00', '25:00']],
      },
      holidays: ['2026-02-30', '2028-02-29'],
      workday: '1d',
      colour: 'red',
    } as const;
    const expected = [
      'colour unknown_key',
      'timeZone unknown_time_zone',
      'hours.funday unknown_day',
      'hours.mon.1 overlapping_hours',
      'hours.tue.0 malformed_time',
      'hours.tue.0 malformed_time',
      'holidays.0 malformed_date',
      'workday malformed_duration',
    ];
    expect(faults(spec)).toEqual(expected);
    const { colour: _, ...typed } = spec;
    const compile = () => compileCalendar({ ...typed, hours: { mon: spec.hours.mon } });
    expect(compile).toThrow(CalendarError);
    expect(compile).toThrow('hours.mon.1.overlapping_hours');
  });

  test.each([
    [{ mon: [['22:00', '06:00']], tue: [['05:59', '12:00']] }, 'hours.tue.0 overlapping_hours'],
    [{ sun: [['22:00', '06:00']], mon: [['05:00', '12:00']] }, 'hours.mon.0 overlapping_hours'],
    [
      {
        mon: [
          ['22:00', '06:00'],
          ['23:00', '24:00'],
        ],
      },
      'hours.mon.1 overlapping_hours',
    ],
    [
      {
        mon: [
          ['13:00', '15:00'],
          ['09:00', '13:01'],
        ],
      },
      'hours.mon.0 overlapping_hours',
    ],
    [{ mon: [['09:00', '09:00']] }, 'hours.mon.0 empty_interval'],
    [{ mon: [['24:00', '06:00']] }, 'hours.mon.0 malformed_time'],
    [{ mon: [['09:00']] }, 'hours.mon.0 wrong_shape'],
    [{ mon: '09:00-17:00' }, 'hours.mon wrong_shape'],
    ['always', 'hours wrong_shape'],
    [null, 'hours wrong_shape'],
  ])('hours %j', (hours, fault) => {
    expect(faults({ ...base, hours })).toEqual([fault]);
  });

  test.each([
    { mon: [['22:00', '06:00']], tue: [['06:00', '12:00']] },
    { mon: [['22:00', '00:00']], tue: [['00:00', '24:00']] },
    {
      mon: [
        ['13:30', '18:00'],
        ['09:00', '13:30'],
      ],
    },
    '24/7',
  ])('hours %j are right', (hours) => {
    expect(faults({ ...base, hours })).toEqual([]);
  });

  test.each([
    [{ timeZone: 'CET+1' }, 'timeZone unknown_time_zone'],
    [{ timeZone: '+01:00' }, 'timeZone unknown_time_zone'],
    [{ timeZone: '' }, 'timeZone unknown_time_zone'],
    [{ timeZone: 1 }, 'timeZone wrong_shape'],
    [{ holidays: '2026-12-25' }, 'holidays wrong_shape'],
    [{ openings: [{ date: '2026-12-25' }] }, 'openings.0.hours wrong_shape'],
    [
      {
        openings: [
          { date: '2026-12-25', hours: [] },
          { date: '2026-12-25', hours: [] },
        ],
      },
      'openings.1 repeated_date',
    ],
    [{ openings: ['2026-12-25'] }, 'openings.0 wrong_shape'],
    [{ closings: [{ date: '2026-12-25', form: '12:00' }] }, 'closings.0.form unknown_key'],
    [{ closings: [{ date: '2026-12-25', from: 'noon' }] }, 'closings.0 malformed_time'],
    [{ workday: 8 }, 'workday wrong_shape'],
  ])('%j', (part, fault) => {
    expect(faults({ ...base, ...part })).toEqual([fault]);
  });

  test('is not even an object', () => {
    expect([null, [], 'UTC', 7].map(faults)).toEqual(Array(4).fill(['wrong_shape']));
  });
});
