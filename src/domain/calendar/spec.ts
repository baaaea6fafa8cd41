/** What a calendar is made of, and what may be wrong with one. */

export type DayName = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** Monday first. */
export const DAY_NAMES: readonly DayName[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** Wall-clock intervals `["09:00","12:30"]`, end excluded. `["22:00","06:00"]` ends on the next day. */
export type DayHours = readonly (readonly [string, string])[];

/** Dates are local, `yyyy-mm-dd`; times are local wall-clock times, `hh:mm`, an end may be `24:00`. */
export interface CalendarSpec {
  /** IANA name, such as `Europe/Berlin`. */
  readonly timeZone: string;
  /** A day left out is closed. */
  readonly hours: '24/7' | Partial<Readonly<Record<DayName, DayHours>>>;
  /** Each closes every instant whose local date it is, also the end of the night shift that began before. */
  readonly holidays?: readonly string[];
  /** Hours that replace those of one date, also when it is a holiday: a make-up working day. */
  readonly openings?: readonly { readonly date: string; readonly hours: DayHours }[];
  /** A closing takes from everything else; without `from` since midnight, without `to` until midnight. */
  readonly closings?: readonly { readonly date: string; readonly from?: string; readonly to?: string }[];
  /** How long `1d` is: `PT8H` or `8h`. */
  readonly workday?: string;
}

/** The clock stands still from `from` (included) to `to` (excluded), epoch milliseconds; null: no end yet. */
export interface Hold {
  readonly from: number;
  readonly to: number | null;
}

export type CalendarFaultCode =
  | 'wrong_shape'
  | 'unknown_key'
  | 'unknown_time_zone'
  | 'unknown_day'
  | 'malformed_time'
  | 'malformed_date'
  | 'malformed_duration'
  | 'workday_missing'
  | 'target_not_positive'
  | 'empty_interval'
  | 'overlapping_hours'
  | 'repeated_date'
  | 'hold_ends_before_start'
  | 'from_after_to'
  | 'not_within_ten_years';

export interface CalendarFault {
  readonly code: CalendarFaultCode;
  /** Where in the spec: `['hours', 'mon', 1]`; empty if it is not about a part of the spec. */
  readonly path: readonly (string | number)[];
  /** What the wording needs: the value that is wrong, what was expected, what it overlaps. */
  readonly facts: Readonly<Record<string, string>>;
}

/** A calendar, or a question to one, that cannot be answered; `faults` has at least one entry. */
export class CalendarError extends Error {
  readonly faults: readonly CalendarFault[];

  constructor(faults: readonly CalendarFault[]) {
    super(faults.map((fault) => [...fault.path, fault.code].join('.')).join(', '));
    this.name = 'CalendarError';
    this.faults = faults;
  }
}

export function refusal(
  code: CalendarFaultCode,
  facts: Readonly<Record<string, string>> = {},
): CalendarError {
  return new CalendarError([{ code, path: [], facts }]);
}
