import type { Rung, Tier } from '../../domain/desk.ts';
import type { Path, Report } from './source.ts';
import type { Teams } from './teams.ts';

/** What is wrong with a ladder, whoever climbs it; `written`: its rungs as they stand in the file. */
export function checkRungs(
  rungs: readonly Rung[],
  written: readonly { readonly at?: unknown }[],
  path: Path,
  report: Report,
): void {
  const last = rungs.at(-1);
  if (!last) report([...path, 'rungs'], 'has no rungs: say who hears of a breach');
  let highest: Tier = 'L1';
  for (const [index, rung] of rungs.entries()) {
    const at = [...path, 'rungs', index];
    const { targets, moveTo } = rung;
    if (targets.length === 0) report([...at, 'tell'], 'tells nobody: name whom this rung tells');
    checkOrder(rungs.slice(0, index), rung, written[index]?.at === 'breach', at, report);
    checkRepeat(rung, rungs[index + 1], at, report);
    if (moveTo === null) continue;
    if (moveTo <= highest) {
      report([...at, 'moveTo'], `can never happen: an earlier rung moves the ticket to ${highest} already`);
    }
    highest = moveTo;
  }
  if (last?.at !== undefined) {
    const words = 'comes before the breach, and no rung is left for the breach itself: add one';
    report([...path, 'rungs', rungs.length - 1, 'at'], words);
  } else if (last?.again === null) {
    const words =
      'is missing: the last rung is said until somebody acknowledges, so write how often, such as 30m';
    report([...path, 'rungs', rungs.length - 1, 'again'], words);
  }
  const certain = last?.targets.some(({ tell }) => ['teamLead', 'tierChannel', 'channel'].includes(tell));
  if (last && last.targets.length > 0 && !certain) {
    const words = 'may reach nobody, and no rung is left after it: let it tell the team lead as well';
    report([...path, 'rungs', rungs.length - 1, 'tell'], words);
  }
}

/** Rungs at a share of the time come first, in the order of their shares; only one is at the breach. */
function checkOrder(
  earlier: readonly Rung[],
  { at }: Rung,
  atBreach: boolean,
  path: Path,
  report: Report,
): void {
  const afterBreach = earlier.some((rung) => rung.at === undefined);
  if (at !== undefined && afterBreach) {
    report(
      [...path, 'at'],
      'never comes: it is before the breach, and a rung above it comes after the breach',
    );
  }
  if (atBreach && afterBreach) {
    report([...path, 'at'], 'never comes: a rung above it comes at the breach or later; give "after"');
  }
  const before = earlier.at(-1)?.at;
  if (at === 'warning' && before !== undefined) {
    report([...path, 'at'], 'never comes: the first warning is before the rung above it; move it up');
  }
  if (typeof at === 'number' && typeof before === 'number' && at <= before) {
    report([...path, 'at'], 'never comes: its share has to be larger than that of the rung above it');
  }
}

function checkRepeat({ again, at }: Rung, higher: Rung | undefined, path: Path, report: Report): void {
  // How long it is from a share of the time to the next rung, each agreement says.
  if (!higher || again === null || at !== undefined || higher.at !== undefined) return;
  if (again < higher.after) return;
  report([...path, 'again'], 'never comes, since the next rung comes first: make it shorter or take it out');
}

/** Rungs that a ticket of this team could never reach. */
export function checkForTeam(
  rungs: readonly Rung[],
  team: string,
  teams: Teams,
  path: Path,
  report: Report,
): void {
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
