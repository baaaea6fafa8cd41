import { type Calendar, layOut } from './calendar/openTime.ts';
import { readSpec } from './calendar/readSpec.ts';
import { CalendarError, type CalendarFault, type CalendarSpec } from './calendar/spec.ts';

/**
 * Working hours, holidays and time zones. An instant is open exactly when its local wall-clock date and time lie
 * in one of that day's intervals, start included, end excluded: an hour that comes twice counts twice, one that
 * is left out does not count. All instants are epoch milliseconds.
 */

export { dayNumber, isoDurationSeconds, readDate, targetSeconds } from './calendar/localTime.ts';
export type { Calendar } from './calendar/openTime.ts';
export { type Segment, type SegmentKind, segments } from './calendar/segments.ts';
export {
  CalendarError,
  type CalendarFault,
  type CalendarFaultCode,
  type CalendarSpec,
  type DayHours,
  type DayName,
  type Hold,
} from './calendar/spec.ts';
export { dueAt, nextOpening, workingSecondsBetween } from './calendar/workingTime.ts';
export { endOfDate, startOfDate } from './calendar/zone.ts';

/** Everything that is wrong with a spec, which may be any value, such as parsed JSON; empty if nothing is. */
export function checkCalendar(spec: unknown): readonly CalendarFault[] {
  return readSpec(spec).faults;
}

/** Throws a CalendarError with all that `checkCalendar` finds. Compile once: a calendar keeps what it works out. */
export function compileCalendar(spec: CalendarSpec): Calendar {
  const { plan, faults } = readSpec(spec);
  if (!plan) throw new CalendarError(faults);
  return layOut(plan);
}
