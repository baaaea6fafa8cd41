import type { z } from 'zod';
import type { Ladder, Rung, RungTarget, Tier } from '../../domain/desk.ts';
import { wallSeconds } from './durations.ts';
import type { Entries } from './entries.ts';
import type { ladder } from './shapes.ts';
import type { Path, Report } from './source.ts';
import type { Teams } from './teams.ts';

export type Ladders = Entries<z.infer<typeof ladder>>;

/** `climbedBy`: for each ladder the teams whose tickets may climb it. */
export function compileLadders(
  ladders: Ladders,
  teams: Teams,
  climbedBy: ReadonlyMap<string, ReadonlySet<string>>,
  report: Report,
): Readonly<Record<string, Ladder>> {
  const compiled = [...ladders.all].map(([key, { rungs: written, staleAfter }]): [string, Ladder] => {
    const path = ['ladders', key];
    const rungs = written.map((rung, index): Rung => {
      const at = [...path, 'rungs', index];
      return {
        after: wallSeconds(rung.after, [...at, 'after'], report, true),
        targets: rung.tell.map(targetOf),
        moveTo: rung.moveTo ?? null,
        again: rung.again ? wallSeconds(rung.again, [...at, 'again'], report) : null,
      };
    });
    checkRungs(rungs, path, report);
    const climbers = climbedBy.get(key);
    if (!climbers) report(path, 'can never be reached: no agreement names it; name it in one or take it out');
    for (const team of climbers ?? []) checkForTeam(rungs, team, teams, path, report);
    const stale = staleAfter ? wallSeconds(staleAfter, [...path, 'staleAfter'], report) : null;
    return [key, { key, rungs, staleAfter: stale }];
  });
  return Object.fromEntries(compiled);
}

function targetOf(words: string): RungTarget {
  const tier: Tier = words.startsWith('L3') ? 'L3' : words.startsWith('L2') ? 'L2' : 'L1';
  if (words.endsWith('channel')) return { tell: 'tierChannel', tier };
  if (words.endsWith('on call')) return { tell: 'onCall', tier };
  if (words === 'assignee') return { tell: 'assignee' };
  return { tell: words === 'team lead' ? 'teamLead' : 'requesterManager' };
}

/** What is wrong with a ladder, whoever climbs it. */
function checkRungs(rungs: readonly Rung[], path: Path, report: Report): void {
  const last = rungs.at(-1);
  if (!last) report([...path, 'rungs'], 'has no rungs: say who hears of a breach');
  let highest: Tier = 'L1';
  for (const [index, { targets, moveTo, again }] of rungs.entries()) {
    const at = [...path, 'rungs', index];
    if (targets.length === 0) report([...at, 'tell'], 'tells nobody: name whom this rung tells');
    const higher = rungs[index + 1];
    if (higher && again !== null && again >= higher.after) {
      report(
        [...at, 'again'],
        'never comes, since the next rung comes first: make it shorter or take it out',
      );
    }
    if (moveTo === null) continue;
    if (moveTo <= highest) {
      report([...at, 'moveTo'], `can never happen: an earlier rung moves the ticket to ${highest} already`);
    }
    highest = moveTo;
  }
  const certain = last?.targets.some(({ tell }) => tell === 'teamLead' || tell === 'tierChannel');
  if (last && last.targets.length > 0 && !certain) {
    const words = 'may reach nobody, and no rung is left after it: let it tell the team lead as well';
    report([...path, 'rungs', rungs.length - 1, 'tell'], words);
  }
}

/** Rungs that a ticket of this team could never reach. */
function checkForTeam(rungs: readonly Rung[], team: string, teams: Teams, path: Path, report: Report): void {
  const tiers = teams.all.get(team)?.tiers;
  if (!tiers) return;
  for (const [index, { targets, moveTo }] of rungs.entries()) {
    const at = [...path, 'rungs', index];
    if (moveTo && !tiers[moveTo]) {
      report(
        [...at, 'moveTo'],
        `can never happen for ${team}, which has no ${moveTo}: give it one, or another ladder`,
      );
    }
    for (const [place, target] of targets.entries()) {
      if (!('tier' in target)) continue;
      const tier = tiers[target.tier];
      if (!tier) {
        report(
          [...at, 'tell', place],
          `tells nobody for ${team}, which has no ${target.tier}: give it one, or another ladder`,
        );
      } else if (target.tell === 'onCall' && !tier.rota) {
        report(
          [...at, 'tell', place],
          `tells nobody for ${team}, whose ${target.tier} has no rota: give it one`,
        );
      }
    }
  }
}
