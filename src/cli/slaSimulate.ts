import { readFile } from 'node:fs/promises';
import type { AppDeps } from '../app/ports.ts';
import { simulateDesk } from '../app/simulateDesk.ts';
import { counted } from '../chat/words/en/counted.ts';
import { enNames } from '../chat/words/en/names.ts';
import { readDesk } from '../config/desk.ts';
import type { ComparedClocks, Difference, Kept, Simulation } from '../domain/simulation.ts';

const DAY_MS = 24 * 3_600_000;
/** Longer lists are cut, and say by how much; JSON has them whole. */
const LISTED = 20;

export interface SlaSimulate {
  /** The desk.yaml under which the tickets are replayed. */
  readonly file: string;
  /** How far back. */
  readonly days: number;
  readonly json: boolean;
  readonly app: Pick<AppDeps, 'store' | 'policies' | 'now'>;
  /** Is given each line. */
  readonly out: (line: string) => void;
}

/**
 * `firstline sla simulate`: the recorded tickets under another desk.yaml, compliance before and after. Resolves with the
 * exit code: 1 for a file that cannot be read or has faults.
 */
export async function slaSimulate({ file, days, json, app, out }: SlaSimulate): Promise<number> {
  const source = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => error);
  if (typeof source !== 'string') {
    out(`${file} cannot be read (${source.code ?? source.message}).`);
    return 1;
  }
  const now = app.now();
  const read = readDesk(source, now);
  if ('faults' in read) {
    for (const { line, message } of read.faults) out(`${file}:${line}: ${message}`);
    return 1;
  }
  const simulation = await simulateDesk(app, read.policy, now - days * DAY_MS);
  if (json) out(JSON.stringify({ days, ...asJson(simulation) }));
  else for (const line of linesOf(simulation, days)) out(line);
  return 0;
}

function linesOf({ tickets, total, by, wouldBreach, noLongerBreach }: Simulation, days: number): string[] {
  const groups = Object.entries(by).flatMap(([dimension, values]) =>
    Object.entries(values)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([value, clocks]): [string, ComparedClocks] => [`${dimension} ${value}`, clocks]),
  );
  return [
    `${counted(tickets, 'ticket')} opened in the last ${counted(days, 'day')}, as promised and under this file; nothing is changed.`,
    'Compliance: met over met and breached; open and overdue counts as breached, cancelled is left out.',
    '',
    ...compared('all', total),
    ...groups.flatMap(([name, clocks]) => compared(name, clocks)),
    '',
    ...listed('Would have been breached', wouldBreach),
    ...listed('Would not have been breached', noLongerBreach),
  ];
}

function compared(name: string, clocks: ComparedClocks): string[] {
  return Object.entries(clocks).map(([clock, { before, after }]) => {
    const label = enNames.clock[clock as keyof ComparedClocks];
    return `${name.padEnd(24)} ${label.padEnd(18)} ${share(before)} -> ${share(after)}`;
  });
}

function share({ met, breached }: Kept): string {
  const all = met + breached;
  const text = all === 0 ? 'none' : `${((met * 100) / all).toFixed(1)} %`;
  return `${text.padStart(7)} (${met} of ${all})`;
}

function listed(title: string, differences: readonly Difference[]): string[] {
  const lines = differences
    .slice(0, LISTED)
    .map(
      ({ number, clock, priority, service, due }) =>
        `  ${number} ${enNames.clock[clock].toLowerCase()}, ${priority}, ${service}, due ${new Date(due).toISOString()}`,
    );
  const more = differences.length - lines.length;
  return [`${title}: ${differences.length}`, ...lines, ...(more > 0 ? [`  and ${more} more`] : [])];
}

function asJson({ wouldBreach, noLongerBreach, ...figures }: Simulation) {
  const utc = (list: readonly Difference[]) =>
    list.map(({ due, ...difference }) => ({ ...difference, due: new Date(due).toISOString() }));
  return { ...figures, wouldBreach: utc(wouldBreach), noLongerBreach: utc(noLongerBreach) };
}
