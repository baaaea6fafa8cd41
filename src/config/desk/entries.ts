import type { z } from 'zod';
import { KEY, KEY_MESSAGE } from './shapes/values.ts';
import type { Path, Report } from './source.ts';

/** The named entries of one section of desk.yaml. */
export interface Entries<T> {
  readonly section: string;
  /** Those whose shape is right. */
  readonly all: ReadonlyMap<string, T>;
  /** All that are written down: a wrong entry is no reason to call a reference to it wrong. */
  readonly named: ReadonlySet<string>;
}

/** Reads each entry for itself, so that one that is wrong hides no fault of the others. */
export function readEntries<T>(
  data: unknown,
  section: string,
  shape: z.ZodType<T>,
  report: Report,
): Entries<T> {
  const all = new Map<string, T>();
  if (!isRecord(data)) {
    if (data === undefined || data === null) report([section], 'is missing or empty');
    else report([section], 'has to be names with what belongs to each');
    return { section, all, named: new Set() };
  }
  for (const [key, value] of Object.entries(data)) {
    if (!KEY.test(key)) report([section, key], KEY_MESSAGE);
    const entry = readPart(value, [section, key], shape, report);
    if (entry !== null) all.set(key, entry);
  }
  return { section, all, named: new Set(Object.keys(data)) };
}

/** Null when the shape is wrong, which is reported. */
export function readPart<T>(value: unknown, path: Path, shape: z.ZodType<T>, report: Report): T | null {
  const read = shape.safeParse(value);
  if (read.success) return read.data;
  for (const issue of read.error.issues) {
    const place = [...path, ...issue.path.filter((step) => typeof step !== 'symbol')];
    if (issue.code !== 'unrecognized_keys') report(place, issue.message);
    else
      for (const key of issue.keys) report([...place, key], 'is not known here: correct it or take it out');
  }
  return null;
}

/** Reports a name that stands for nothing. */
export function checkReference(name: string, path: Path, to: Entries<unknown>, report: Report): void {
  if (to.named.has(name)) return;
  const known = [...to.named];
  const few = known.length > 12 ? `${known.slice(0, 12).join(', ')} and more` : known.join(', ');
  report(path, `names "${name}", which is not in ${to.section}${few === '' ? '' : `: there are ${few}`}`);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
