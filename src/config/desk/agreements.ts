import { readDate } from '../../domain/calendar.ts';
import type { Agreement, Priority, Targets, Tier } from '../../domain/desk.ts';
import { type Calendars, workdayOf } from './calendars.ts';
import { checkCoverage, type WrittenAgreement, type WrittenAgreements } from './coverage.ts';
import { workingSeconds } from './durations.ts';
import { checkReference, isWrong } from './entries.ts';
import type { Ladders } from './ladders.ts';
import type { People } from './people.ts';
import type { Path, Report } from './source.ts';
import {
  bothWords,
  checkLadderNames,
  ladderNames,
  type Services,
  type Teams,
  type WrittenLadder,
} from './teams.ts';

export interface AgreementParts {
  readonly people: People;
  readonly teams: Teams;
  readonly services: Services;
  readonly calendars: Calendars;
  readonly ladders: Ladders;
}

const PRIORITIES: readonly Priority[] = ['P1', 'P2', 'P3', 'P4'];
const WARN_AT = [0.5, 0.8];

/** `now` (epoch ms) tells whether the last one is in force. */
export function compileAgreements(
  agreements: WrittenAgreements,
  parts: AgreementParts,
  now: number,
  report: Report,
): readonly Agreement[] {
  const compiled = agreements.list.map(({ index, written }) => {
    const path = ['agreements', index];
    checkReferences(written, path, parts, report);
    const { key, name, match = {}, calendar, warnAt = WARN_AT, pauseOn } = written;
    checkWarnings(warnAt, [...path, 'warnAt'], report);
    checkDates(written, path, report);
    return {
      key,
      name: bothWords(name),
      match,
      calendar,
      targets: compileTargets(written, path, parts, report),
      acceptance: compileAcceptance(written, path, parts, report),
      warnAt,
      pauseOn,
      onPriorityChange: written.onPriorityChange ?? 'recompute',
      onReopen: written.onReopen ?? 'continue',
      agreedBy: written.agreedBy ?? null,
      inForceFrom: written.inForceFrom ?? null,
      reviewOn: written.reviewOn ?? null,
      ladder: ladderNames(written.ladder),
    };
  });
  checkCoverage(agreements, now, report);
  return compiled;
}

/** For each ladder the teams whose tickets may climb it; any ticket may become a major incident, whose ladder is `major`. */
export function ladderClimbers(
  list: readonly WrittenAgreement[],
  services: Services,
  teams: Teams,
  major: string | undefined,
): ReadonlyMap<string, ReadonlySet<string>> {
  const climbers = new Map<string, Set<string>>();
  const climb = (ladder: WrittenLadder, owners: readonly string[]) => {
    for (const name of Object.values(ladderNames(ladder))) {
      climbers.set(name, new Set([...(climbers.get(name) ?? []), ...owners]));
    }
  };
  for (const { written } of list) {
    const covered = written.match?.services ?? [];
    const owners =
      covered.length === 0 ? [...teams.named] : covered.map((key) => services.all.get(key)?.team ?? '');
    climb(written.ladder, owners);
  }
  if (major !== undefined) climb(major, [...teams.named]);
  for (const { ladder, team } of services.all.values()) if (ladder !== undefined) climb(ladder, [team]);
  return climbers;
}

/** Whether every name of a ladder, written wherever a ladder can be named, could be read. */
export function ladderNamesKnown(wrong: readonly Path[]): boolean {
  return !wrong.some((place) => {
    const [section, second, third] = place;
    if (section === 'majorIncidents') return place.length === 1 || second === 'ladder';
    return (section === 'agreements' || section === 'services') && (place.length <= 2 || third === 'ladder');
  });
}

/** Ladders of agreements that give no warning. */
export function unwarnedLadders({ list, wrong }: WrittenAgreements): ReadonlySet<string> {
  const silent = list.filter(
    ({ index, written }) => written.warnAt?.length === 0 && !isWrong(['agreements', index, 'warnAt'], wrong),
  );
  return new Set(silent.flatMap(({ written }) => Object.values(ladderNames(written.ladder))));
}

type Written = WrittenAgreement['written'];

function checkReferences(
  { match = {}, calendar, ladder }: Written,
  path: Path,
  parts: AgreementParts,
  report: Report,
) {
  checkReference(calendar, [...path, 'calendar'], parts.calendars, report);
  for (const [index, service] of (match.services ?? []).entries()) {
    checkReference(service, [...path, 'match', 'services', index], parts.services, report);
  }
  const groups = new Set([...parts.people.all.values()].flatMap((person) => person.groups ?? []));
  const known = !parts.people.wrong.some((place) => place.length <= 2 || place[2] === 'groups');
  for (const [index, group] of (match.groups ?? []).entries()) {
    if (!known || groups.has(group)) continue;
    report(
      [...path, 'match', 'groups', index],
      `names a group of nobody: "${group}"; no person has it among their groups`,
    );
  }
  checkLadderNames(ladder, [...path, 'ladder'], parts.ladders, report);
}

function checkDates({ inForceFrom, reviewOn }: Written, path: Path, report: Report): void {
  for (const [key, date] of Object.entries({ inForceFrom, reviewOn })) {
    if (date !== undefined && readDate(date) === null) report([...path, key], `is no date: ${date}`);
  }
  if (inForceFrom !== undefined && reviewOn !== undefined && reviewOn < inForceFrom) {
    report(
      [...path, 'reviewOn'],
      `is before the agreement is in force (${reviewOn}, ${inForceFrom}): it is looked at again afterwards`,
    );
  }
}

function checkWarnings(warnAt: readonly number[], path: Path, report: Report): void {
  const within = warnAt.every((share) => share > 0 && share < 1);
  const ascending = warnAt.every((share, index) => index === 0 || share > (warnAt[index - 1] ?? 0));
  if (!within) report(path, 'has to hold shares between 0 and 1, such as 0.5 for half of the time');
  if (!ascending) report(path, 'has to rise, such as [0.5, 0.8]');
}

function compileTargets(written: Written, path: Path, parts: AgreementParts, report: Report) {
  const calendar = parts.calendars.all.get(written.calendar);
  // Of a calendar that is wrong or missing itself, no second complaint.
  const workday = calendar ? workdayOf(calendar) : 24 * 3600;
  const targetsOf = (priority: Priority): Targets => {
    const at = [...path, 'targets', priority];
    const { firstResponse, nextResponse, resolution } = written.targets[priority];
    const targets = {
      firstResponse: workingSeconds(firstResponse, workday, [...at, 'firstResponse'], report),
      nextResponse: nextResponse
        ? workingSeconds(nextResponse, workday, [...at, 'nextResponse'], report)
        : null,
      resolution: workingSeconds(resolution, workday, [...at, 'resolution'], report),
    };
    if (targets.resolution > 0 && targets.firstResponse > targets.resolution) {
      report(
        [...at, 'firstResponse'],
        `is longer than the time to resolve (${firstResponse}, ${resolution}): a ticket is answered first`,
      );
    }
    if (targets.resolution > 0 && (targets.nextResponse ?? 0) > targets.resolution) {
      report(
        [...at, 'nextResponse'],
        `is longer than the time to resolve (${nextResponse}, ${resolution}): each answer comes before the solution`,
      );
    }
    return targets;
  };
  const [P1, P2, P3, P4] = PRIORITIES.map(targetsOf);
  if (!P1 || !P2 || !P3 || !P4) throw new Error('a priority without targets');
  return { P1, P2, P3, P4 };
}

/** The OLA of each tier that the teams of the covered services have. */
function compileAcceptance(written: Written, path: Path, parts: AgreementParts, report: Report) {
  const { acceptance = {}, match, calendar: name } = written;
  const { services, teams } = parts;
  const calendar = parts.calendars.all.get(name);
  const workday = calendar ? workdayOf(calendar) : 24 * 3600;
  const covered = (match?.services ?? [...services.all.keys()]).map((key) => services.all.get(key)?.team);
  const seconds: Partial<Record<Tier, number>> = {};
  for (const tier of ['L2', 'L3'] as const) {
    const target = acceptance[tier];
    if (target === undefined) continue;
    const at = [...path, 'acceptance', tier];
    seconds[tier] = workingSeconds(target, workday, at, report);
    // Of a service or a team that is wrong or missing itself, no second complaint.
    const mayHave = covered.some((team) => {
      const tiers = team === undefined ? undefined : teams.all.get(team)?.tiers;
      return tiers === undefined || tiers[tier] !== undefined;
    });
    if (!mayHave) {
      report(at, `can never count, since no team that this agreement covers has an ${tier}: take it out`);
    }
  }
  return seconds;
}
