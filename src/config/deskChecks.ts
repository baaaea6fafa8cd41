import type { CalendarSpec } from '../domain/calendar.ts';
import { checkCalendar } from '../domain/calendar.ts';
import type { Tier } from '../domain/desk.ts';
import { calendarFaultSentence } from './calendarWords.ts';
import { type DeskFile, TELL } from './deskSchema.ts';
import { durationSeconds } from './durations.ts';

/** A fault of desk.yaml: where, as keys from the top, and a sentence that says what to do. */
export interface Fault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

type Report = (path: Fault['path'], message: string) => void;

const TIERS: readonly Tier[] = ['L1', 'L2', 'L3'];

/** What the parts of the file say of each other: every fault, not only the first. */
export function deskFaults(file: DeskFile, calendars: ReadonlyMap<string, CalendarSpec>): Fault[] {
  const faults: Fault[] = [];
  const report: Report = (path, message) => faults.push({ path, message });
  checkPeople(file, report);
  checkTeams(file, report);
  checkCalendars(calendars, report);
  checkAgreements(file, report);
  checkLadders(file, report);
  checkRotas(file, report);
  checkZone(['desk', 'timeZone'], file.desk.timeZone, report);
  return faults;
}

function checkPeople({ people }: DeskFile, report: Report): void {
  const addresses = new Map<string, string>();
  for (const [name, person] of Object.entries(people)) {
    if (person.manager && !people[person.manager])
      unknown(['people', name, 'manager'], 'person', person.manager, report);
    const twin = addresses.get(person.email.toLowerCase());
    if (twin)
      report(['people', name, 'email'], `is also the address of ${twin}: each person needs their own`);
    addresses.set(person.email.toLowerCase(), name);
    const above = new Set<string>([name]);
    for (let next = person.manager; next; next = people[next]?.manager) {
      if (above.has(next)) {
        report(['people', name, 'manager'], `goes round in a circle by way of ${next}`);
        break;
      }
      above.add(next);
    }
  }
}

function checkTeams({ teams, people, rotas, services }: DeskFile, report: Report): void {
  for (const [name, team] of Object.entries(teams)) {
    if (!people[team.lead]) unknown(['teams', name, 'lead'], 'person', team.lead, report);
    for (const tier of TIERS) {
      const entry = team[tier];
      if (!entry) continue;
      const path = ['teams', name, tier];
      if (entry.members.length === 0 && !entry.rota)
        report(path, 'has neither members nor a rota: nobody works there');
      entry.members.forEach((member, index) => {
        if (!people[member]) unknown([...path, 'members', index], 'person', member, report);
      });
      if (entry.rota && !rotas[entry.rota]) unknown([...path, 'rota'], 'rota', entry.rota, report);
    }
    if (team.L3 && !team.L2)
      report(['teams', name, 'L3'], 'is unreachable without an L2: add one, or make this the L2');
  }
  for (const [name, service] of Object.entries(services)) {
    if (!teams[service.team]) unknown(['services', name, 'team'], 'team', service.team, report);
  }
}

function checkCalendars(calendars: ReadonlyMap<string, CalendarSpec>, report: Report): void {
  for (const [name, spec] of calendars) {
    for (const fault of checkCalendar(spec)) {
      // Holidays come from sets and dates together; their places are not those of the file.
      const place = fault.path[0] === 'holidays' ? ['holidays'] : fault.path;
      report(['calendars', name, ...place], calendarFaultSentence(fault));
    }
  }
}

function checkAgreements({ agreements, calendars, ladders, services }: DeskFile, report: Report): void {
  const seen = new Map<string, string>();
  agreements.forEach((agreement, index) => {
    const path = ['agreements', index];
    const { match, warnAt, targets, ladder } = agreement;
    const calendar = calendars[agreement.calendar];
    if (!calendar) unknown([...path, 'calendar'], 'calendar', agreement.calendar, report);
    for (const key of match.services ?? []) {
      if (!services[key]) unknown([...path, 'match', 'services'], 'service', key, report);
    }
    for (const [priority, key] of Object.entries(ladder)) {
      if (!ladders[key]) unknown([...path, 'ladder', priority], 'ladder', key, report);
    }
    const day = calendar?.workday ? durationSeconds(calendar.workday) : null;
    for (const [priority, { firstResponse, resolution }] of Object.entries(targets)) {
      const first = checkTarget([...path, 'targets', priority, 'firstResponse'], firstResponse, day, report);
      const last = checkTarget([...path, 'targets', priority, 'resolution'], resolution, day, report);
      if (first !== null && last !== null && first > last) {
        report(
          [...path, 'targets', priority],
          'promises the first response later than the resolution: exchange them',
        );
      }
    }
    if (warnAt.some((share, at) => at > 0 && share <= (warnAt[at - 1] ?? 0))) {
      report([...path, 'warnAt'], 'has to go up, such as [0.5, 0.8]');
    }
    const scope = JSON.stringify(
      [match.services ?? [], match.kinds ?? [], match.groups ?? []].map((each) => [...each].sort()),
    );
    const twin = seen.get(scope);
    if (twin)
      report(path, `matches the same tickets as ${twin} and never counts: change its match, or remove it`);
    seen.set(scope, agreement.key);
    const isDefault = scope === '[[],[],[]]';
    if (isDefault && index < agreements.length - 1)
      report(path, 'matches everything, so those after it never count: move it to the end');
    if (!isDefault && index === agreements.length - 1) {
      report(path, 'is the last and does not match everything: end with a default agreement without a match');
    }
  });
}

function checkTarget(path: Fault['path'], target: string, day: number | null, report: Report): number | null {
  const seconds = durationSeconds(target, day);
  if (seconds === null)
    report(path, `"${target}" counts working days: give the calendar a workday, such as 8h`);
  if (seconds === 0) report(path, 'is a target of zero: nobody can keep it');
  return seconds;
}

function checkLadders({ ladders, teams }: DeskFile, report: Report): void {
  for (const [name, { rungs }] of Object.entries(ladders)) {
    const path = ['ladders', name, 'rungs'];
    let highest = -1;
    rungs.forEach((rung, index) => {
      if (rung.again === 0)
        report([...path, index, 'again'], 'would be said again without a pause: give it a time');
      if (rung.moveTo) {
        const level = TIERS.indexOf(rung.moveTo);
        if (level <= highest)
          report(
            [...path, index, 'moveTo'],
            `is unreachable: the ticket is at ${rung.moveTo} or higher already`,
          );
        highest = Math.max(highest, level);
      }
      for (const tell of rung.tell) {
        const tier = TELL.exec(tell)?.[1] as Tier | undefined;
        if (tier && !Object.values(teams).some((team) => team[tier])) {
          report([...path, index, 'tell'], `"${tell}" is unreachable: no team has ${tier}`);
        }
        if (tier && tell.endsWith('on call') && !Object.values(teams).some((team) => team[tier]?.rota)) {
          report([...path, index, 'tell'], `"${tell}" reaches nobody: no team has a rota for ${tier}`);
        }
      }
    });
    const last = rungs.at(-1);
    if (last && last.again === undefined) {
      report(
        [...path, rungs.length - 1],
        'is the last rung and is said once: give it `again`, so that it goes on until somebody acknowledges',
      );
    }
  }
}

function checkRotas({ rotas, people }: DeskFile, report: Report): void {
  for (const [name, rota] of Object.entries(rotas)) {
    checkZone(['rotas', name, 'timeZone'], rota.timeZone, report);
    rota.members.forEach((member, index) => {
      if (!people[member]) unknown(['rotas', name, 'members', index], 'person', member, report);
    });
    rota.overrides.forEach((override, index) => {
      if (!people[override.person])
        unknown(['rotas', name, 'overrides', index], 'person', override.person, report);
      if (override.from >= override.to) report(['rotas', name, 'overrides', index], 'ends before it begins');
    });
  }
}

function checkZone(path: Fault['path'], timeZone: string, report: Report): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    report(path, `there is no time zone "${timeZone}": write it like Europe/Berlin`);
  }
}

function unknown(path: Fault['path'], what: string, key: string, report: Report): void {
  report(path, `there is no ${what} "${key}": add it, or correct the name`);
}
