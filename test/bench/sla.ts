import { performance } from 'node:perf_hooks';
import dayjs from 'dayjs';
import businessTime from 'dayjs-business-time';
import { compileCalendar, dueAt } from '../../src/domain/calendar.ts';

/** Deadlines computed a second: the same questions to our calendar and to the peer, in one process. */

export interface DeadlineBench {
  /** Deadlines a second. */
  readonly ours: number;
  readonly peer: { readonly name: string; readonly perSecond: number };
  /** Share of the peer's answers that are the same as ours, 0 to 1. */
  readonly agreement: number;
}

interface Question {
  readonly start: number;
  readonly minutes: number;
}

const HOURS = [
  ['09:00', '12:30'],
  ['13:30', '18:00'],
] as const;
const HOLIDAYS = ['2026-01-01', '2026-12-25', '2027-01-01'];
/** The peer answers about a thousand a second; more questions would only take longer. */
const ASKED_OF_PEER = 1_000;

/** Our time includes the compiling of the calendar. */
export function benchDeadlines(count = 500_000): DeadlineBench {
  const questions = ask(count);
  const [ours, perSecond] = measure(questions, ourDeadlines());
  const [theirs, peerPerSecond] = measure(questions.slice(0, ASKED_OF_PEER), peerDeadlines());
  const same = theirs.filter((due, index) => due === ours[index]).length;
  return {
    ours: perSecond,
    peer: { name: 'dayjs-business-time', perSecond: peerPerSecond },
    agreement: same / theirs.length,
  };
}

/** Starts in 2026 and targets from half an hour to 40 hours, in whole minutes since the peer knows no seconds. */
function ask(count: number): readonly Question[] {
  let seed = 1;
  const below = (limit: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((seed / 2 ** 31) * limit);
  };
  return Array.from({ length: count }, () => ({
    start: Date.UTC(2026, 0, 1) + below(365 * 24 * 60) * 60_000,
    minutes: 30 + below(2_370),
  }));
}

function measure(questions: readonly Question[], deadline: (question: Question) => number | null) {
  const started = performance.now();
  const answers = questions.map(deadline);
  return [answers, Math.round((questions.length * 1_000) / (performance.now() - started))] as const;
}

/** In the zone of the process, the only one that the peer counts in. */
function ourDeadlines(): (question: Question) => number | null {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const hours = { mon: HOURS, tue: HOURS, wed: HOURS, thu: HOURS, fri: HOURS };
  let calendar: ReturnType<typeof compileCalendar> | undefined;
  return ({ start, minutes }) => {
    calendar ??= compileCalendar({ timeZone, hours, holidays: HOLIDAYS });
    return dueAt(calendar, start, minutes * 60, []);
  };
}

function peerDeadlines(): (question: Question) => number {
  dayjs.extend(businessTime);
  const day = HOURS.map(([start, end]) => ({ start: `${start}:00`, end: `${end}:00` }));
  const [monday, tuesday, wednesday, thursday, friday] = [day, day, day, day, day];
  dayjs.setBusinessTime({ sunday: null, monday, tuesday, wednesday, thursday, friday, saturday: null });
  dayjs.setHolidays(HOLIDAYS);
  return ({ start, minutes }) => dayjs(start).addBusinessMinutes(minutes).valueOf();
}
