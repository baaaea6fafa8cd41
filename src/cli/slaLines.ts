import type { Readable, Writable } from 'node:stream';
import { calendarFaultSentence } from '../config/calendarWords.ts';
import {
  CalendarError,
  dueAt,
  type Hold,
  isoDurationSeconds,
  workingSecondsBetween,
} from '../domain/calendar.ts';
import { type CalendarLine, calendarLineReader } from './calendarLine.ts';
import { readInstant, writeInstant } from './instantText.ts';
import { answerLines, WrongLine } from './ndjson.ts';

/**
 * `firstline sla due -` and `firstline sla working -`: newline-delimited JSON in and out, an answer for each line,
 * in order. A wrong line is answered with `{"error": "..."}` and the next one goes on; a blank line gets no
 * answer. Keys that the question does not need are the sender's own and are ignored, but not in the calendar.
 */

/** `{"calendar","start","target","holds"?}` becomes `{"due": instant or null}`. Rejects if a stream fails. */
export function slaDue(input: Readable, output: Writable): Promise<void> {
  return answerQuestions(input, output, ({ calendar, fields }) => {
    const start = instant(fields.start, 'start');
    const due = dueAt(calendar, start, target(fields.target), holds(fields.holds));
    if (due === null) return '{"due":null}';
    const text = writeInstant(due);
    if (text === null)
      throw new WrongLine('the deadline is not in the years 0000 to 9999 and cannot be written');
    return `{"due":"${text}"}`;
  });
}

/** `{"calendar","from","to","holds"?}` becomes `{"seconds": number}`. Rejects if a stream fails. */
export function slaWorking(input: Readable, output: Writable): Promise<void> {
  return answerQuestions(input, output, ({ calendar, fields }) => {
    const from = instant(fields.from, 'from');
    const to = instant(fields.to, 'to');
    return `{"seconds":${workingSecondsBetween(calendar, from, to, holds(fields.holds))}}`;
  });
}

function answerQuestions(
  input: Readable,
  output: Writable,
  answer: (line: CalendarLine) => string,
): Promise<void> {
  const readLine = calendarLineReader();
  return answerLines(input, output, (line) => {
    try {
      return answer(readLine(line));
    } catch (error) {
      if (!(error instanceof CalendarError)) throw error;
      throw new WrongLine(error.faults.map(calendarFaultSentence).join('; '));
    }
  });
}

function instant(value: unknown, name: string): number {
  const ms = readInstant(value);
  if (ms !== null) return ms;
  throw new WrongLine(`${name}: ${quoted(value)} is not an instant such as 2026-11-20T15:30:00Z`);
}

function target(value: unknown): number {
  const seconds = typeof value === 'string' ? isoDurationSeconds(value) : null;
  if (seconds !== null) return seconds;
  throw new WrongLine(
    `target: ${quoted(value)} is not a duration such as PT4H30M, in whole hours, minutes, seconds`,
  );
}

function holds(value: unknown): readonly Hold[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new WrongLine('holds: must be a list of [start, end]');
  return value.map((pair: unknown, index) => {
    if (!Array.isArray(pair) || pair.length !== 2) {
      throw new WrongLine(`holds[${index}]: must be [start, end]; the end may be null`);
    }
    const from = instant(pair[0], `holds[${index}] start`);
    return { from, to: pair[1] === null ? null : instant(pair[1], `holds[${index}] end`) };
  });
}

function quoted(value: unknown): string {
  return JSON.stringify(value) ?? 'nothing';
}
