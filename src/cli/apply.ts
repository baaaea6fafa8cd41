import { readFile } from 'node:fs/promises';
import { type DeskChange, type DeskDetail, type DeskDifference, planDesk } from '../app/applyDesk.ts';
import type { Policies } from '../app/ports.ts';
import { FORECAST_MS } from '../app/rotas/rotasChanged.ts';
import { formatDuration, formatInstant } from '../chat/words/time.ts';
import { readDesk } from '../config/desk.ts';
import type { DeskPolicy } from '../domain/desk.ts';
import { gapsBetween, withPutIn } from '../domain/rota.ts';
import type { DeskVersions } from '../store/policies.ts';

export interface ApplyDeps {
  readonly file: string;
  /** Who applies it; recorded with the version. */
  readonly by: string;
  readonly versions: DeskVersions & Pick<Policies, 'at'>;
  /** Epoch ms. */
  readonly now: number;
  /** Asked after the difference was shown; null: applied without a question. */
  readonly confirm: (() => Promise<boolean>) | null;
  /** Is given each line. */
  readonly out: (line: string) => void;
}

/**
 * `firstline apply`: checks desk.yaml whole, shows what it changes, and records it as a new version. Resolves with the
 * exit code: 1 for a file that cannot be read or has faults, which changes nothing.
 */
export async function applyCommand({ file, by, versions, now, confirm, out }: ApplyDeps): Promise<number> {
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
  const difference = planDesk(before, read.policy);
  if (before && difference.changes.length === 0) {
    out(`${file} says what version ${before.version} says. Nothing was changed.`);
    return 0;
  }
  for (const line of differenceLines(difference)) out(line);
  for (const line of gapLines(withPutIn(read.policy, await versions.putIn()), now)) out(line);
  if (confirm && !(await confirm())) {
    out('Nothing was changed.');
    return 0;
  }
  const version = await versions.record({ source, policy: read.policy, by, at: now });
  out(
    `Version ${version} of the desk is in force, applied by ${by}. Open tickets keep what they were promised.`,
  );
  return 0;
}

/** The difference, for people: a line for each entry, and below it one for each value that differs. */
function differenceLines({ from, changes }: DeskDifference): string[] {
  if (from === null) {
    const sections = [...new Set(changes.map(({ section }) => section))].filter(
      (section) => section !== 'settings' && section !== 'order of agreements',
    );
    const of = (section: string) => changes.filter((change) => change.section === section);
    return [
      'The first version of the desk:',
      ...sections.map(
        (section) =>
          `  ${section}: ${of(section)
            .map(({ key }) => key)
            .join(', ')}`,
      ),
    ];
  }
  return [`Changes to version ${from}:`, ...changes.flatMap(changeLines)];
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

const SIGNS = { added: '+', changed: '~', removed: '-' } as const;

function changeLines({ kind, section, key, details }: DeskChange): string[] {
  const name = section === 'settings' ? key : section === key ? section : `${section}.${key}`;
  if (section === 'order of agreements')
    return details.map((detail) => `  ~ order of agreements${valueLine(detail)}`);
  const [only] = details;
  if (only && details.length === 1 && only.field === '')
    return [`  ${SIGNS[kind]} ${name}${valueLine(only)}`];
  return [
    `  ${SIGNS[kind]} ${name}`,
    ...details.map((detail) => `      ${detail.field}${valueLine(detail)}`),
  ];
}

function valueLine({ field, before, after }: DeskDetail): string {
  if (Array.isArray(before) && Array.isArray(after)) {
    const [gone, come] = [without(before, after), without(after, before)];
    const parts = [...gone.map((item) => `-${text(item)}`), ...come.map((item) => `+${text(item)}`)];
    // The same values in another order.
    if (parts.length > 0) return `: ${parts.join(' ')}`;
  }
  const unit = /(^|\.)(firstResponse|resolution|after|again|staleAfter)$/.test(field) ? ' s' : '';
  return `: ${text(before)}${unit} -> ${text(after)}${unit}`;
}

const without = (list: readonly unknown[], other: readonly unknown[]) =>
  list.filter((item) => !other.includes(item));

function text(value: unknown): string {
  if (value === undefined || value === null) return 'none';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function withoutVersion<Versioned extends { version: number }>({ version: _, ...rest }: Versioned) {
  return rest;
}
