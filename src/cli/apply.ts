import { readFile } from 'node:fs/promises';
import { planDesk } from '../app/applyDesk.ts';
import type { Policies } from '../app/ports.ts';
import { FORECAST_MS } from '../app/rotas/rotasChanged.ts';
import { counted } from '../chat/words/en/counted.ts';
import { formatDuration, formatInstant } from '../chat/words/time.ts';
import { readDesk } from '../config/desk.ts';
import { neverForNewTickets } from '../domain/agreement.ts';
import type { DeskPolicy } from '../domain/desk.ts';
import { gapsBetween, withPutIn } from '../domain/rota.ts';
import type { DeskVersions } from '../store/policies.ts';
import { differenceLines } from './differenceLines.ts';

export interface ApplyDeps {
  readonly file: string;
  /** Who applies it; recorded with the version, and on each ticket that is retargeted. */
  readonly by: string;
  readonly versions: DeskVersions & Pick<Policies, 'at'>;
  /** Epoch ms. */
  readonly now: number;
  /** Asked after the difference was shown; null: applied without a question. */
  readonly confirm: (() => Promise<boolean>) | null;
  readonly tickets: OpenTickets;
  /** Whether the open tickets are put under the new version too. */
  readonly retarget: boolean;
  /** Is given each line. */
  readonly out: (line: string) => void;
}

/** What applying a version has to do with the tickets that are open. */
export interface OpenTickets {
  /** How many it would promise something else if they were put under it, by the agreement that they are under now. */
  promisedElse(next: DeskPolicy): Promise<ReadonlyMap<string, number>>;
  /** Puts those of other versions under this one; gives how many. */
  retarget(version: number): Promise<number>;
  /** Plans what falls due for a version itself. */
  plan(version: number): Promise<void>;
}

/**
 * `firstline apply`: checks desk.yaml whole, shows what it changes and for how many open tickets, and records it as a new
 * version. Resolves with the exit code: 1 for a file that cannot be read or has faults, which changes nothing. Run again
 * with `retarget` after a crash it goes on with the tickets that are left.
 */
export async function applyCommand(deps: ApplyDeps): Promise<number> {
  const { file, by, versions, now, confirm, tickets, retarget, out } = deps;
  const source = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => error);
  if (typeof source !== 'string') {
    out(`${file} cannot be read (${source.code ?? source.message}).`);
    return 1;
  }
  const read = readDesk(source, now);
  if ('faults' in read) {
    for (const { line, message } of read.faults) out(`${file}:${line}: ${message}`);
    out(`${counted(read.faults.length, 'fault')}. Nothing was changed.`);
    return 1;
  }
  const latest = await versions.latestSource();
  const before = latest
    ? { version: latest.version, policy: withoutVersion(await versions.at(latest.version)) }
    : null;
  const next: DeskPolicy = { ...read.policy, version: (before?.version ?? 0) + 1 };
  const difference = planDesk(before, read.policy);
  const same = before !== null && difference.changes.length === 0;
  if (same) out(`${file} says what version ${before.version} says.`);
  if (same && !retarget) {
    out('Nothing was changed.');
    return 0;
  }
  for (const line of same ? [] : differenceLines(difference)) out(line);
  if (before && !same) for (const line of openLines(await tickets.promisedElse(next))) out(line);
  for (const line of shadowLines(next, now)) out(line);
  for (const line of gapLines(withPutIn(read.policy, await versions.putIn()), now)) out(line);
  if (confirm && !(await confirm())) {
    out('Nothing was changed.');
    return 0;
  }
  const version = same ? before.version : await versions.record({ source, policy: read.policy, by, at: now });
  await tickets.plan(version);
  if (!same) out(`Version ${version} of the desk is in force, applied by ${by}.`);
  if (!retarget) out('Open tickets keep what they were promised.');
  else out(`${counted(await tickets.retarget(version), 'open ticket')} put under version ${version}.`);
  return 0;
}

function openLines(counts: ReadonlyMap<string, number>): string[] {
  if (counts.size === 0) return ['No open tickets are promised anything else.'];
  return [
    'Open tickets that are promised something else, by the agreement that they are under:',
    ...[...counts].sort().map(([agreement, count]) => `  ${agreement}: ${count}`),
  ];
}

/** Not a fault: tickets that were opened before the one above came into force may be put under them. */
function shadowLines(policy: DeskPolicy, now: number): string[] {
  const lines = neverForNewTickets(policy, now).map(
    ({ agreement, by }) => `  ${agreement}: "${by}" above it covers all that it covers`,
  );
  return lines.length === 0
    ? []
    : ['Note: these agreements count for no new ticket, only for those opened earlier:', ...lines];
}

/** Not a fault: a desk may mean it so. Swaps and covers of the old version go on counting. */
function gapLines(policy: Omit<DeskPolicy, 'version'>, now: number): string[] {
  const gaps = gapsBetween(policy, now, now + FORECAST_MS);
  const at = (instant: number) => formatInstant(instant, policy.timeZone, 'en');
  const lines = gaps.map(({ rota, from, to }) => {
    const length = formatDuration((to - from) / 1000, 'en');
    return `  ${rota}: ${at(from)} to ${at(to)} (${length})`;
  });
  return lines.length === 0 ? [] : ['Note: in the next 7 days nobody is on call at these times:', ...lines];
}

function withoutVersion<Versioned extends { version: number }>({ version: _, ...rest }: Versioned) {
  return rest;
}
