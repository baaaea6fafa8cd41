import { availableParallelism, cpus, loadavg } from 'node:os';

/** One thing that was measured, with what it means. */
export interface Figure {
  readonly name: string;
  readonly value: number | null;
  readonly unit: string;
  readonly definition: string;
  readonly aim?: string;
}

/** Of measured times: the smallest that at least that share of all does not exceed; null of none. */
export function quantile(times: readonly number[], share: number): number | null {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}

/** The p50 and the p99 of the same times, as two figures. */
export function spread(
  times: readonly number[],
  { name, unit, definition, aim }: Omit<Figure, 'value'>,
): Figure[] {
  return [
    { name: `${name}, p50`, value: quantile(times, 0.5), unit, definition },
    { name: `${name}, p99`, value: quantile(times, 0.99), unit, definition, ...(aim ? { aim } : {}) },
  ];
}

/** What it was measured on, and how busy that was before. */
export function machine() {
  return {
    cpus: availableParallelism(),
    model: cpus()[0]?.model ?? 'unknown',
    node: process.version,
    loadBefore: Number((loadavg()[0] ?? 0).toFixed(2)),
  };
}

/** A table for people, or one object. */
export function show(on: ReturnType<typeof machine>, figures: readonly Figure[], json: boolean): void {
  if (json) {
    process.stdout.write(`${JSON.stringify({ machine: on, figures }, null, 2)}\n`);
    return;
  }
  const rows = figures.map((figure) => [
    figure.name,
    `${shown(figure.value)} ${figure.unit}`,
    figure.aim ?? '',
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row, index) => {
    const [name = '', value = '', aim = ''] = row.map((cell, column) =>
      column === 1 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
    );
    const definition = figures[index]?.definition ?? '';
    const said = definition === figures[index - 1]?.definition ? '' : `    ${definition}\n`;
    return `${name}  ${value}  ${aim}`.trimEnd().concat('\n', said);
  });
  process.stdout.write(
    `${on.cpus} CPUs (${on.model}), Node ${on.node}, load ${on.loadBefore} before\n\n${lines.join('')}`,
  );
}

function shown(value: number | null): string {
  if (value === null) return 'none';
  return value >= 100 || Number.isInteger(value) ? Math.round(value).toLocaleString('en') : value.toFixed(2);
}
