import { describe, expect, test } from 'vitest';
import {
  CalendarError,
  type CalendarSpec,
  compileCalendar,
  dueAt,
  type Hold,
  nextOpening,
  workingSecondsBetween,
} from '../../src/domain/calendar.ts';

const HOUR = 3600;
const at = (text: string) => Date.parse(text);
const hold = (from: string, to: string | null): Hold => ({ from: at(from), to: to === null ? null : at(to) });

const OFFICE = [['09:00', '17:00']] as const;
const WEEK = { mon: OFFICE, tue: OFFICE, wed: OFFICE, thu: OFFICE, fri: OFFICE };
const BERLIN: CalendarSpec = { timeZone: 'Europe/Berlin', hours: WEEK };

function due(spec: CalendarSpec, start: string, hours: number, holds: readonly Hold[] = []): string | null {
  const instant = dueAt(compileCalendar(spec), at(start), hours * HOUR, holds);
  return instant === null ? null : new Date(instant).toISOString().replace('.000Z', 'Z');
}

function worked(spec: CalendarSpec, from: string, to: string, holds: readonly Hold[] = []): number {
  return workingSecondsBetween(compileCalendar(spec), at(from), at(to), holds);
}

function faultOf(call: () => unknown): string | undefined {
  try {
    call();
  } catch (error) {
    if (error instanceof CalendarError) return error.faults[0]?.code;
  }
  return undefined;
}

describe('a deadline', () => {
  test('is the earliest instant: a full day is due when the day ends, not the next morning', () => {
    expect(due(BERLIN, '2026-11-23T08:00:00Z', 8)).toBe('2026-11-23T16:00:00Z');
    expect(due(BERLIN, '2026-11-23T08:00:01Z', 8)).toBe('2026-11-24T08:00:01Z');
  });

  test('waits for the next opening when it starts in closed time', () => {
    expect(due(BERLIN, '2026-11-20T20:00:00Z', 1)).toBe('2026-11-23T09:00:00Z');
  });

  test('keeps the lunch break and the hold of the worked example', () => {
    const spec: CalendarSpec = {
      timeZone: 'Europe/Berlin',
      hours: {
        mon: [
          ['09:00', '12:30'],
          ['13:30', '18:00'],
        ],
        fri: [['09:00', '17:00']],
      },
      holidays: ['2026-12-25'],
    };
    const lunch = [hold('2026-11-23T09:00:00Z', '2026-11-23T10:00:00Z')];
    expect(due(spec, '2026-11-20T15:30:00Z', 4, lunch)).toBe('2026-11-23T13:30:00Z');
    expect(due(spec, '2026-12-21T16:00:00Z', 2)).toBe('2026-12-28T09:00:00Z');
  });

  test('runs on through the midnight of a night shift', () => {
    const nights: CalendarSpec = { timeZone: 'Asia/Kathmandu', hours: { mon: [['22:00', '06:00']] } };
    expect(due(nights, '2026-11-23T00:00:00Z', 8)).toBe('2026-11-24T00:15:00Z');
    expect(worked(nights, '2026-11-23T00:00:00Z', '2026-11-30T00:00:00Z')).toBe(8 * HOUR);
  });

  test('loses no minute at midnight when the desk is always open', () => {
    const always: CalendarSpec = { timeZone: 'America/New_York', hours: '24/7' };
    expect(due(always, '2026-11-23T04:59:59Z', 1000)).toBe('2027-01-03T20:59:59Z');
    const days: CalendarSpec = {
      timeZone: 'America/New_York',
      hours: { mon: [['00:00', '24:00']], tue: [['00:00', '12:00']] },
    };
    expect(worked(days, '2026-11-22T00:00:00Z', '2026-11-29T00:00:00Z')).toBe(36 * HOUR);
  });

  test('takes out the union of holds, in any order', () => {
    const holds = [
      hold('2026-11-23T10:00:00Z', '2026-11-23T12:00:00Z'),
      hold('2026-11-23T09:00:00Z', '2026-11-23T11:00:00Z'),
      hold('2026-11-23T11:30:00Z', '2026-11-23T11:40:00Z'),
      hold('2026-11-22T00:00:00Z', '2026-11-22T12:00:00Z'),
    ];
    expect(due(BERLIN, '2026-11-23T08:00:00Z', 2, holds)).toBe('2026-11-23T13:00:00Z');
    expect(worked(BERLIN, '2026-11-23T08:00:00Z', '2026-11-23T13:00:00Z', holds)).toBe(2 * HOUR);
  });

  test('used up when a hold begins is due at that instant', () => {
    const noon = [hold('2026-11-23T10:00:00Z', '2026-11-23T12:00:00Z')];
    expect(due(BERLIN, '2026-11-23T08:00:00Z', 2, noon)).toBe('2026-11-23T10:00:00Z');
  });

  test('is not known while a hold has no end; the working time so far is', () => {
    const waiting = [hold('2026-11-23T10:00:00Z', null)];
    expect(due(BERLIN, '2026-11-23T08:00:00Z', 4, waiting)).toBeNull();
    expect(worked(BERLIN, '2026-11-23T08:00:00Z', '2026-11-25T08:00:00Z', waiting)).toBe(2 * HOUR);
  });

  test('beyond ten years, of nothing, or with a hold turned round is refused', () => {
    const tuesdays = compileCalendar({ timeZone: 'UTC', hours: { tue: [['09:00', '10:00']] } });
    const start = at('2026-11-24T09:00:00Z');
    expect(dueAt(tuesdays, start, 522 * HOUR, [])).toBe(at('2036-11-18T10:00:00Z'));
    expect(faultOf(() => dueAt(tuesdays, start, 523 * HOUR, []))).toBe('not_within_ten_years');
    const never = compileCalendar({ timeZone: 'UTC', hours: {} });
    expect(faultOf(() => dueAt(never, start, 1, []))).toBe('not_within_ten_years');
    expect(faultOf(() => dueAt(tuesdays, start, 0, []))).toBe('target_not_positive');
    expect(faultOf(() => dueAt(tuesdays, start, 1, [{ from: 2, to: 1 }]))).toBe('hold_ends_before_start');
    expect(faultOf(() => workingSecondsBetween(tuesdays, 2, 1, []))).toBe('from_after_to');
  });
});

describe('the clocks change', () => {
  const always = [['00:00', '24:00']] as const;
  const night: CalendarSpec = { timeZone: 'Europe/Berlin', hours: { sun: [['01:00', '04:00']] } };

  test('an hour that is left out does not count, one that comes twice counts twice', () => {
    expect(worked(night, '2026-03-28T00:00:00Z', '2026-03-30T00:00:00Z')).toBe(2 * HOUR);
    expect(worked(night, '2026-10-24T00:00:00Z', '2026-10-26T00:00:00Z')).toBe(4 * HOUR);
    const twice: CalendarSpec = { timeZone: 'Europe/Berlin', hours: { sun: [['02:00', '03:00']] } };
    expect(worked(twice, '2026-10-24T00:00:00Z', '2026-10-26T00:00:00Z')).toBe(2 * HOUR);
    expect(worked(twice, '2026-03-28T00:00:00Z', '2026-03-30T00:00:00Z')).toBe(0);
    const half: CalendarSpec = { timeZone: 'Europe/Berlin', hours: { sun: [['02:00', '02:30']] } };
    expect(nextOpening(compileCalendar(half), at('2026-10-25T00:10:00Z'))).toBe(at('2026-10-25T01:00:00Z'));
  });

  test('by half an hour in Lord Howe', () => {
    const island: CalendarSpec = { timeZone: 'Australia/Lord_Howe', hours: { sun: [['01:00', '03:00']] } };
    expect(worked(island, '2026-04-03T00:00:00Z', '2026-04-06T00:00:00Z')).toBe(2.5 * HOUR);
    expect(worked(island, '2026-10-02T00:00:00Z', '2026-10-05T00:00:00Z')).toBe(1.5 * HOUR);
  });

  test('and Apia leaves out the whole of Friday, 30 December 2011', () => {
    const fridays: CalendarSpec = {
      timeZone: 'Pacific/Apia',
      hours: { thu: always, fri: always, sat: always },
    };
    expect(worked(fridays, '2011-12-28T00:00:00Z', '2012-01-04T00:00:00Z')).toBe(48 * HOUR);
    expect(due({ timeZone: 'Pacific/Apia', hours: WEEK }, '2011-12-30T02:00:00Z', 2)).toBe(
      '2012-01-01T20:00:00Z',
    );
  });

  test('at midnight, so that a day has 23 hours', () => {
    const havana: CalendarSpec = { timeZone: 'America/Havana', hours: { sun: always } };
    expect(worked(havana, '2026-03-07T00:00:00Z', '2026-03-10T00:00:00Z')).toBe(23 * HOUR);
  });

  test('and the office in New York still opens at nine', () => {
    const office: CalendarSpec = { timeZone: 'America/New_York', hours: WEEK };
    expect(due(office, '2026-03-06T21:00:00Z', 2)).toBe('2026-03-09T14:00:00Z');
    expect(due(office, '2026-10-30T20:00:00Z', 2)).toBe('2026-11-02T15:00:00Z');
  });
});
