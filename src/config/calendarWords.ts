import type { CalendarFault } from '../domain/calendar.ts';

/** What a fault of a calendar says to the one who wrote the calendar. */

/** One sentence without a full stop, beginning with the place: `hours.mon[1]: 12:00-15:00 overlaps 09:00-13:00`. */
export function calendarFaultSentence(fault: CalendarFault): string {
  const place = fault.path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  return place === '' ? complaint(fault) : `${place.replace(/^\./, '')}: ${complaint(fault)}`;
}

function complaint({ code, facts }: CalendarFault): string {
  switch (code) {
    case 'wrong_shape':
      return `must be ${facts.expected}`;
    case 'unknown_key':
      return `there is no such key as "${facts.value}"`;
    case 'unknown_time_zone':
      return `there is no time zone "${facts.value}"`;
    case 'unknown_day':
      return `"${facts.value}" is none of mon, tue, wed, thu, fri, sat, sun`;
    case 'malformed_time':
      return `"${facts.value}" is not a time such as 09:30; only an end may be 24:00`;
    case 'malformed_date':
      return `"${facts.value}" is not a date such as 2026-12-25`;
    case 'malformed_duration':
      return `"${facts.value}" is not a duration such as PT4H30M`;
    case 'workday_missing':
      return `"${facts.value}" counts working days, but the calendar has no workday`;
    case 'target_not_positive':
      return 'the target must be longer than zero';
    case 'empty_interval':
      return `${facts.value} is empty; a whole day is 00:00-24:00`;
    case 'overlapping_hours':
      return `${facts.value} overlaps ${facts.other}`;
    case 'repeated_date':
      return `${facts.value} is there twice`;
    case 'hold_ends_before_start':
      return 'a hold ends before its start';
    case 'from_after_to':
      return '"from" is after "to"';
    case 'not_within_ten_years':
      return 'the deadline is not reached within 10 years';
    default:
      return code satisfies never;
  }
}
