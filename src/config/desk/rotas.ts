import type { z } from 'zod';
import type { Rota, RotaLayer, RotaOverride } from '../../domain/desk.ts';
import { checkReference, type Entries, quietAt, readPart } from './entries.ts';
import { checkTimeZone, compileHours, neverOpens, reportCalendarFaults } from './hours.ts';
import type { People } from './people.ts';
import { type rota, rotaLayer } from './shapes/people.ts';
import type { Path, Report } from './source.ts';

export type Rotas = Entries<z.infer<typeof rota>>;
type Layer = z.infer<typeof rotaLayer>;

/** What a layer is written into. */
interface Around {
  readonly people: People;
  /** Where it is, unless it says so. */
  readonly timeZone: string;
}

/** `zone`: where a rota is that does not say so. */
export function compileRotas(
  rotas: Rotas,
  people: People,
  zone: string,
  report: Report,
): Readonly<Record<string, Rota>> {
  const compiled = [...rotas.all].map(([key, entry]): [string, Rota] => {
    const path = ['rotas', key];
    const { timeZone = zone, overrides = [] } = entry;
    if (entry.timeZone) checkTimeZone(entry.timeZone, [...path, 'timeZone'], report);
    const layers = compileLayers(entry, path, { people, timeZone }, report);
    checkOverrides(overrides, [...path, 'overrides'], people, report);
    return [key, { key, timeZone, layers, overrides }];
  });
  return Object.fromEntries(compiled);
}

/** A rota without layers is one of a single layer, around the clock. */
function compileLayers(
  { layers, start, every, members }: z.infer<typeof rota>,
  path: Path,
  around: Around,
  report: Report,
): readonly RotaLayer[] {
  if (!layers) {
    return readLayer({ start, every, members }, path, around, report);
  }
  for (const [name, given] of Object.entries({ start, every, members })) {
    if (given !== undefined)
      report([...path, name], 'stands beside layers: each layer has its own, so write it there');
  }
  if (layers.length === 0) report([...path, 'layers'], 'has no layers: say who is on call in turn');
  return layers.flatMap((written, index) => readLayer(written, [...path, 'layers', index], around, report));
}

function readLayer(written: unknown, path: Path, around: Around, report: Report): readonly RotaLayer[] {
  const { value, wrong } = readPart(written, path, rotaLayer, report);
  return value ? [compileLayer(value, path, around, quietAt(wrong, report))] : [];
}

function compileLayer(layer: Layer, path: Path, around: Around, report: Report): RotaLayer {
  const { start, every, members, hours: written = '24/7', timeZone = around.timeZone } = layer;
  if (layer.timeZone) checkTimeZone(layer.timeZone, [...path, 'timeZone'], report);
  checkLocalTime(start, [...path, 'start'], report);
  if (members.length === 0) report([...path, 'members'], 'is a rota of nobody: name who is on call in turn');
  for (const [index, member] of members.entries()) {
    checkReference(member, [...path, 'members', index], around.people, report);
  }
  const { hours, origin } = compileHours(written, path, report);
  reportCalendarFaults({ timeZone, hours }, origin, path, report);
  if (neverOpens(hours)) report([...path, 'hours'], 'is never on: give at least one day its hours');
  return { timeZone, start, every: readEvery(every, [...path, 'every'], report), members, hours };
}

const UNITS = { h: 'hour', d: 'day', w: 'week' } as const;

function readEvery(text: string, path: Path, report: Report): RotaLayer['every'] {
  if (text === 'day' || text === 'week') return { count: 1, unit: text };
  const count = Number.parseInt(text, 10);
  if (count === 0) report(path, `is no time at all: ${text}; write at least 1h`);
  return { count, unit: UNITS[text.slice(-1) as keyof typeof UNITS] };
}

function checkOverrides(
  overrides: readonly RotaOverride[],
  path: Path,
  people: People,
  report: Report,
): void {
  for (const [index, { from, to, person }] of overrides.entries()) {
    const at = [...path, index];
    checkReference(person, [...at, 'person'], people, report);
    checkLocalTime(from, [...at, 'from'], report);
    checkLocalTime(to, [...at, 'to'], report);
    if (from >= to) report(at, 'ends before it begins: "from" has to be earlier than "to"');
    const other = overrides
      .slice(0, index)
      .findIndex((each) => each.person !== person && each.from < to && from < each.to);
    if (other >= 0) {
      const both = `${overrides[other]?.person} and ${person}`;
      report(at, `puts two people in at once, ${both}: let it begin where [${other}] ends`);
    }
  }
}

function checkLocalTime(text: string, path: Path, report: Report): void {
  const date = new Date(`${text}Z`);
  // 30 February is read as a day in March, or not at all.
  if (Number.isNaN(date.getTime()) || !date.toISOString().startsWith(text)) {
    report(path, `is no date: ${text}`);
  }
}
