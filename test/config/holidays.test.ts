import { describe, expect, test } from 'vitest';
import { holidayDates, UnknownHolidaySet } from '../../src/config/holidays.ts';

const dates = (setName: string, ...years: number[]) =>
  holidayDates(setName, years).map((holiday) => holiday.date);

describe('a named set of holidays', () => {
  test('gives the dates of its country with their names, movable feasts too', () => {
    expect(dates('DE-BY', 2026)).toEqual(expect.arrayContaining(['2026-01-06', '2026-04-03', '2026-06-04']));
    expect(dates('DE-BE', 2026)).not.toContain('2026-01-06');
    expect(holidayDates('CN', [2026])).toContainEqual({ date: '2026-02-17', name: '春节' });
    expect(dates('US-CA', 2026)).toEqual(expect.arrayContaining(['2026-07-03', '2026-11-26']));
    expect(dates('US-LA-NO', 2026)).toContain('2026-02-17');
  });

  test('is in order, has each date once, and only those of the years asked for', () => {
    const both = dates('DE', 2027, 2026);
    expect(both).toEqual([...new Set(both)].sort());
    expect(both).toEqual([...dates('DE', 2026), ...dates('DE', 2027)]);
    expect(dates('DE')).toEqual([]);
  });

  test('has every date of a feast of several days, and none of a holiday of half a day', () => {
    expect(dates('SA', 2026)).toEqual(
      expect.arrayContaining(['2026-03-19', '2026-03-20', '2026-03-21', '2026-03-22']),
    );
    expect(dates('CN', 2026)).not.toContain('2026-05-04');
  });

  test('loses no date when a feast begins on the day of 23 hours', () => {
    const bayram = holidayDates('BA', [2025]).filter((holiday) => holiday.name === 'Ramazanski bajram');
    expect(bayram.map((holiday) => holiday.date)).toEqual(['2025-03-30', '2025-03-31', '2025-04-01']);
  });

  test('has only public holidays', () => {
    expect(dates('DE', 2026)).not.toContain('2026-12-24');
    expect(dates('US', 2026)).not.toContain('2026-02-14');
  });

  test('that does not exist is told, with those that do', () => {
    for (const name of ['', 'XX', 'de', 'DE-ZZ', 'CN-BJ', 'US-LA-ZZ', 'US-LA-NO-1', 'constructor', 'DE-']) {
      expect(() => holidayDates(name, [2026]), name).toThrow(UnknownHolidaySet);
    }
    expect(() => holidayDates('US-LA-ZZ', [2026])).toThrow('"US-LA" has the parts US-LA-NO');
    expect(() => holidayDates('DE', [1969])).toThrow(RangeError);
  });
});
