import { LineCounter, parseDocument } from 'yaml';
import type { CalendarSpec } from '../domain/calendar.ts';
import type {
  Agreement,
  DeskPolicy,
  Ladder,
  Priority,
  RungTarget,
  Targets,
  Team,
  Tier,
} from '../domain/desk.ts';
import { deskFaults, type Fault } from './deskChecks.ts';
import { type DeskFile, deskSchema, TELL } from './deskSchema.ts';
import { durationSeconds } from './durations.ts';
import { holidayDates, UnknownHolidaySet } from './holidays.ts';

/** A fault of desk.yaml with its line, counted from 1. */
export interface DeskFault {
  readonly line: number;
  readonly message: string;
}

export type ReadDesk =
  | { readonly policy: Omit<DeskPolicy, 'version'> }
  | { readonly faults: readonly DeskFault[] };

const YEARS_BACK = 1;
const YEARS_AHEAD = 3;

/**
 * Reads desk.yaml whole: the policy, or every fault at once, each with its line and what to do. Named sets of
 * holidays become the dates from the year before `now` (milliseconds since 1970) to three years after it.
 */
export function readDesk(source: string, now: number): ReadDesk {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines });
  if (document.errors.length > 0) {
    return {
      faults: document.errors.map((each) => ({ line: each.linePos?.[0].line ?? 1, message: each.message })),
    };
  }
  const located = ({ path, message }: Fault): DeskFault => {
    const at = [...path];
    let node = document.getIn(at, true);
    while (node === undefined && at.length > 0) {
      at.pop();
      node = document.getIn(at, true);
    }
    const range =
      typeof node === 'object' && node !== null && 'range' in node ? (node.range as number[]) : [0];
    return { line: lines.linePos(range[0] ?? 0).line, message: `${path.join('.')}: ${message}` };
  };
  const parsed = deskSchema.safeParse(document.toJS());
  if (!parsed.success) {
    return {
      faults: parsed.error.issues.map((issue) =>
        located({ path: issue.path.map(keyOf), message: issue.message }),
      ),
    };
  }
  const { calendars, faults } = calendarsOf(parsed.data, now);
  const all = [...faults, ...deskFaults(parsed.data, calendars)];
  if (all.length > 0) return { faults: all.map(located).sort((a, b) => a.line - b.line) };
  return { policy: policyOf(parsed.data, calendars) };
}

const keyOf = (part: PropertyKey): string | number => (typeof part === 'number' ? part : String(part));

function calendarsOf(file: DeskFile, now: number): { calendars: Map<string, CalendarSpec>; faults: Fault[] } {
  const faults: Fault[] = [];
  const year = new Date(now).getUTCFullYear();
  const years = Array.from({ length: YEARS_BACK + 1 + YEARS_AHEAD }, (_, index) => year - YEARS_BACK + index);
  const calendars = new Map<string, CalendarSpec>();
  for (const [name, { holidays, workday, ...rest }] of Object.entries(file.calendars)) {
    const dates = new Set<string>();
    holidays.forEach((each, index) => {
      if (/^\d/.test(each)) dates.add(each);
      else {
        try {
          for (const { date } of holidayDates(each, years)) dates.add(date);
        } catch (error) {
          if (!(error instanceof UnknownHolidaySet)) throw error;
          faults.push({ path: ['calendars', name, 'holidays', index], message: error.message });
        }
      }
    });
    calendars.set(name, { ...rest, holidays: [...dates].sort() });
  }
  return { calendars, faults };
}

function policyOf(file: DeskFile, calendars: ReadonlyMap<string, CalendarSpec>): Omit<DeskPolicy, 'version'> {
  const { desk } = file;
  return {
    ...desk,
    people: entries(file.people).map(([key, person]) => ({
      ...person,
      key,
      language: person.language ?? desk.language,
      manager: person.manager ?? null,
    })),
    teams: entries(file.teams).map(([key, { L1, L2, L3, ...team }]): Team => {
      const tiers = { L1: tierOf(L1), ...(L2 && { L2: tierOf(L2) }), ...(L3 && { L3: tierOf(L3) }) };
      return { key, name: team.name, lead: team.lead, tiers };
    }),
    services: entries(file.services).map(([key, service]) => ({ ...service, key })),
    priorities: file.priorities,
    calendars: Object.fromEntries(calendars),
    agreements: file.agreements.map((agreement) => agreementOf(agreement, file)),
    ladders: Object.fromEntries(entries(file.ladders).map(([key, ladder]) => [key, ladderOf(key, ladder)])),
    rotas: Object.fromEntries(entries(file.rotas).map(([key, rota]) => [key, { ...rota, key }])),
  };
}

const entries = <Value>(record: Readonly<Record<string, Value>>): [string, Value][] => Object.entries(record);

function tierOf({ channel, members, rota }: DeskFile['teams'][string]['L1']): Team['tiers']['L1'] {
  return { channel, members, rota: rota ?? null };
}

function agreementOf(agreement: DeskFile['agreements'][number], file: DeskFile): Agreement {
  const day = file.calendars[agreement.calendar]?.workday;
  const seconds = (target: string) => durationSeconds(target, day ? durationSeconds(day) : null) ?? 0;
  const targets = Object.fromEntries(
    Object.entries(agreement.targets).map(([priority, { firstResponse, resolution }]) => [
      priority,
      { firstResponse: seconds(firstResponse), resolution: seconds(resolution) },
    ]),
  ) as Record<Priority, Targets>;
  return { ...agreement, targets };
}

function ladderOf(key: string, { rungs, staleAfter }: DeskFile['ladders'][string]): Ladder {
  return {
    key,
    staleAfter: staleAfter ?? null,
    rungs: rungs.map(({ after, tell, moveTo, again }) => ({
      after,
      targets: tell.map(targetOf),
      moveTo: moveTo ?? null,
      again: again ?? null,
    })),
  };
}

function targetOf(text: string): RungTarget {
  const [, tier, what] = TELL.exec(text) ?? [];
  if (tier) return { tell: what === 'channel' ? 'tierChannel' : 'onCall', tier: tier as Tier };
  if (text === 'assignee') return { tell: 'assignee' };
  return text === 'team lead' ? { tell: 'teamLead' } : { tell: 'requesterManager' };
}
