import { createRequire } from 'node:module';
import type Holidays from 'date-holidays';
import type { HolidaysTypes } from 'date-holidays';

/** Named sets of public holidays become dates here. The data is large, so it is loaded with the first set asked for. */

export interface HolidayDate {
  /** Local date, `yyyy-mm-dd`. */
  readonly date: string;
  /** In the language of the country. */
  readonly name: string;
}

/** There is no set of that name. */
export class UnknownHolidaySet extends Error {
  constructor(setName: string, hint: string) {
    super(`there are no holidays known as "${setName}"; ${hint}`);
    this.name = 'UnknownHolidaySet';
  }
}

/** Years that the rules of movable feasts were tried for. */
const FIRST_YEAR = 1970;
const LAST_YEAR = 2100;

const require = createRequire(import.meta.url);

/**
 * The public holidays of a country, a state or a region (`CN`, `DE-BY`, `US-LA-NO`) in the given years, in order
 * of date, each date once; of a holiday of several days all its dates. Holidays of part of a day are left out:
 * they are closings, not dates. China's make-up working days are not in the sets and have to be written as
 * openings. Throws UnknownHolidaySet, and a RangeError for a year before 1970 or after 2100.
 */
export function holidayDates(setName: string, years: readonly number[]): readonly HolidayDate[] {
  const set = openSet(setName);
  const names = new Map<string, string>();
  const wanted = new Set(years.map(String));
  for (const year of yearsAround(years)) {
    for (const holiday of set.getHolidays(year)) {
      if (holiday.type !== 'public') continue;
      for (const date of wholeDays(holiday)) {
        if (wanted.has(date.slice(0, 4)) && !names.has(date)) names.set(date, holiday.name);
      }
    }
  }
  return [...names].map(([date, name]) => ({ date, name })).sort((a, b) => (a.date < b.date ? -1 : 1));
}

function openSet(setName: string): Holidays {
  const HolidayData: typeof Holidays = require('date-holidays');
  const [country = '', state, region, ...rest] = setName.split('-');
  const set = new HolidayData();
  if (!Object.hasOwn(set.getCountries(), country)) {
    throw new UnknownHolidaySet(setName, 'a name begins with the code of a country, such as CN or DE');
  }
  const states = set.getStates(country) ?? {};
  if (state !== undefined && !Object.hasOwn(states, state)) {
    throw new UnknownHolidaySet(setName, hintOf(country, Object.keys(states)));
  }
  const regions = state === undefined ? {} : (set.getRegions(country, state) ?? {});
  if (rest.length > 0 || (region !== undefined && !Object.hasOwn(regions, region))) {
    throw new UnknownHolidaySet(setName, hintOf(`${country}-${state}`, Object.keys(regions)));
  }
  set.init({ country, ...(state && { state }), ...(region && { region }) });
  return set;
}

function hintOf(parent: string, parts: readonly string[]): string {
  if (parts.length === 0) return `"${parent}" has no parts`;
  return `"${parent}" has the parts ${parts.map((part) => `${parent}-${part}`).join(', ')}`;
}

/** With the year before, whose last holiday may reach into the next. */
function yearsAround(years: readonly number[]): readonly number[] {
  for (const year of years) {
    if (!Number.isInteger(year) || year < FIRST_YEAR || year > LAST_YEAR) {
      throw new RangeError(`holidays are known from ${FIRST_YEAR} to ${LAST_YEAR}, not for ${year}`);
    }
  }
  return [...new Set(years.flatMap((year) => [year - 1, year]))].sort((a, b) => a - b);
}

/**
 * The dates that a holiday takes wholly. Its `date` is the local date and time of its start; feasts that begin
 * at sunset carry midnight there and an offset behind, and count from midnight.
 */
function wholeDays(holiday: HolidaysTypes.Holiday): readonly string[] {
  const [date = '', time = ''] = holiday.date.split(' ');
  const startHour = Number(time.slice(0, 2)) + Number(time.slice(3, 5)) / 60;
  const hours = (holiday.end.getTime() - holiday.start.getTime()) / 3_600_000;
  const first = startHour > 0 ? 1 : 0;
  // A day on which the clocks go forward has only 23 hours.
  const end = Math.floor((startHour + hours + 1) / 24);
  const midnight = Date.parse(`${date}T00:00:00Z`);
  return Array.from({ length: Math.max(0, end - first) }, (_, index) =>
    new Date(midnight + (first + index) * 86_400_000).toISOString().slice(0, 10),
  );
}
