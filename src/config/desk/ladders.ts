import type { z } from 'zod';
import type { Ladder, Language, Rung, RungTarget, Tier } from '../../domain/desk.ts';
import { wallSeconds } from './durations.ts';
import { checkReference, type Entries } from './entries.ts';
import { checkForTeam, checkRungs } from './ladderFaults.ts';
import type { Rotas } from './rotas.ts';
import type { ladder } from './shapes/ladders.ts';
import type { Path, Report } from './source.ts';
import { compileChannel, type Teams } from './teams.ts';

export type Ladders = Entries<z.infer<typeof ladder>>;

/** What ladders refer to, and who climbs them. */
export interface LadderParts {
  readonly teams: Teams;
  readonly rotas: Rotas;
  readonly language: Language;
  /** Whether any supplier has a channel. */
  readonly supplierChannels: boolean;
  /** For each ladder the teams whose tickets may climb it. */
  readonly climbedBy: ReadonlyMap<string, ReadonlySet<string>>;
  /** Whether these are all: every name of a ladder could be read. */
  readonly climbersKnown: boolean;
  /** Ladders of agreements that give no warning. */
  readonly unwarned: ReadonlySet<string>;
}

type WrittenRung = z.infer<typeof ladder>['rungs'][number];

/** Seconds for which an acknowledgement counts at least: nobody is called twice within moments. */
const SHORTEST_STALE = 60;

export function compileLadders(
  ladders: Ladders,
  parts: LadderParts,
  report: Report,
): Readonly<Record<string, Ladder>> {
  const compiled = [...ladders.all].map(([key, { rungs: written, staleAfter }]): [string, Ladder] => {
    const path = ['ladders', key];
    const rungs = written.map((rung, index) => compileRung(rung, [...path, 'rungs', index], parts, report));
    checkRungs(rungs, written, path, report);
    if (parts.unwarned.has(key)) checkWarned(rungs, path, report);
    const climbers = parts.climbedBy.get(key);
    if (!climbers && parts.climbersKnown) {
      const words =
        'can never be reached: no agreement, service or major incident names it; name it or take it out';
      report(path, words);
    }
    for (const team of climbers ?? []) checkForTeam(rungs, team, parts.teams, path, report);
    const stale = staleAfter ? wallSeconds(staleAfter, [...path, 'staleAfter'], report) : null;
    if (stale !== null && stale > 0 && stale < SHORTEST_STALE) {
      report([...path, 'staleAfter'], 'is too short for anybody to make progress: give at least 1m');
    }
    return [key, { key, rungs, staleAfter: stale }];
  });
  return Object.fromEntries(compiled);
}

function compileRung(rung: WrittenRung, path: Path, parts: LadderParts, report: Report): Rung {
  const { at, after, tell, moveTo = null, again } = rung;
  if (at !== undefined && after !== undefined) report(path, 'has both "at" and "after": keep one of them');
  if (at === undefined && after === undefined) {
    report(path, 'does not say when it comes: give "after", or "at" a warning or the breach');
  }
  if (typeof at === 'number' && (at <= 0 || at >= 1)) {
    report([...path, 'at'], 'has to be a share between 0 and 1, such as 0.8, or warning, or breach');
  }
  return {
    ...(at === undefined || at === 'breach' ? {} : { at }),
    after: after === undefined ? 0 : wallSeconds(after, [...path, 'after'], report, true),
    targets: tell.map((target, index) => compileTarget(target, [...path, 'tell', index], parts, report)),
    moveTo,
    again: again ? wallSeconds(again, [...path, 'again'], report) : null,
  };
}

const ROTA = /^rota (.+) on call$/;

function compileTarget(
  target: WrittenRung['tell'][number],
  path: Path,
  { rotas, language, supplierChannels }: LadderParts,
  report: Report,
): RungTarget {
  if (typeof target !== 'string') {
    return { tell: 'channel', channel: compileChannel(target, path, language, report) };
  }
  const rota = ROTA.exec(target)?.[1];
  if (rota !== undefined) {
    checkReference(rota, path, rotas, report);
    return { tell: 'rota', rota };
  }
  const tier: Tier = target.startsWith('L3') ? 'L3' : target.startsWith('L2') ? 'L2' : 'L1';
  switch (target) {
    case 'assignee':
      return { tell: 'assignee' };
    case 'team lead':
      return { tell: 'teamLead' };
    case "requester's manager":
      return { tell: 'requesterManager' };
    case 'supplier channel':
      if (!supplierChannels) report(path, 'tells nobody: no supplier has a channel; give one its channel');
      return { tell: 'supplierChannel' };
    default:
      return { tell: target.endsWith('channel') ? 'tierChannel' : 'onCall', tier };
  }
}

function checkWarned(rungs: readonly Rung[], path: Path, report: Report): void {
  for (const [index, { at }] of rungs.entries()) {
    if (at !== 'warning') continue;
    const words = 'never comes under an agreement whose "warnAt" is empty: give a share, or let it warn';
    report([...path, 'rungs', index, 'at'], words);
  }
}
