import { calendarFaultSentence } from '../config/calendarWords.ts';
import { type Calendar, type CalendarSpec, checkCalendar, compileCalendar } from '../domain/calendar.ts';
import { closingEnd, WrongLine } from './ndjson.ts';

/** Lines of JSON that carry a calendar. Most lines carry one that came before, so each is compiled only once. */

export interface CalendarLine {
  readonly calendar: Calendar;
  /** The line's keys; `calendar` may be left out. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Calendars kept at the same time; then all are forgotten, so that a stream of new ones does not fill the memory. */
const KEPT = 1_000;

/** A reader with a memory of its own. It throws a SyntaxError (no JSON) or a WrongLine. */
export function calendarLineReader(): (line: string) => CalendarLine {
  const compiled = new Map<string, Calendar>();
  return (line) => {
    const { text, fields } = splitLine(line) ?? parseLine(line);
    const known = compiled.get(text);
    if (known) return { calendar: known, fields };
    const calendar = compileUnknown(JSON.parse(text));
    if (compiled.size >= KEPT) compiled.clear();
    compiled.set(text, calendar);
    return { calendar, fields };
  };
}

interface SplitLine {
  /** The calendar as JSON. */
  readonly text: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A line that begins with its calendar is cut behind it, so that the calendar need not be parsed again. */
function splitLine(line: string): SplitLine | null {
  const head = /^\{"calendar": ?(?=\{)/.exec(line);
  const end = head ? closingEnd(line, head[0].length) : -1;
  if (!head || line.charAt(end) !== ',') return null;
  try {
    const fields: unknown = JSON.parse(`{${line.slice(end + 1)}`);
    const whole = isRecord(fields) && fields.calendar === undefined;
    return whole ? { text: line.slice(head[0].length, end), fields } : null;
  } catch {
    return null;
  }
}

function parseLine(line: string): SplitLine {
  const fields: unknown = JSON.parse(line);
  if (!isRecord(fields)) throw new WrongLine('the line is not a JSON object');
  if (fields.calendar === undefined) throw new WrongLine('calendar: is missing');
  return { text: JSON.stringify(fields.calendar), fields };
}

function compileUnknown(spec: unknown): Calendar {
  const faults = checkCalendar(spec);
  if (faults.length > 0) {
    throw new WrongLine(
      faults
        .map((fault) => calendarFaultSentence({ ...fault, path: ['calendar', ...fault.path] }))
        .join('; '),
    );
  }
  // checkCalendar has found nothing, so it is a spec.
  return compileCalendar(spec as CalendarSpec);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
