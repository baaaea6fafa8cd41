import type { z } from 'zod';
import { mended, stepsOf } from './mend.ts';
import { KEY, KEY_MESSAGE } from './shapes/values.ts';
import type { Path, Report } from './source.ts';

/** The named entries of one section of desk.yaml. */
export interface Entries<T> {
  readonly section: string;
  /** All that can be looked at; in the places that are `wrong` something else stands in. */
  readonly all: ReadonlyMap<string, T>;
  /** All that are written down: a wrong entry is no reason to call a reference to it wrong. */
  readonly named: ReadonlySet<string>;
  /** Where the shape is wrong. */
  readonly wrong: readonly Path[];
}

/** A part of the file, as far as it can be looked at, and the places where its shape is wrong. */
export interface Part<T> {
  /** Null when nothing in it can be. */
  readonly value: T | null;
  readonly wrong: readonly Path[];
}

/** Reads each entry for itself, so that one that is wrong hides no fault of the others. */
export function readEntries<T>(
  data: unknown,
  section: string,
  shape: z.ZodType<T>,
  report: Report,
): Entries<T> {
  const all = new Map<string, T>();
  const wrong: Path[] = [];
  if (!isRecord(data)) {
    if (data === undefined || data === null) report([section], 'is missing or empty');
    else report([section], 'has to be names with what belongs to each');
    return { section, all, named: new Set(), wrong: [[section]] };
  }
  for (const [key, value] of Object.entries(data)) {
    if (!KEY.test(key)) report([section, key], KEY_MESSAGE);
    const entry = readPart(value, [section, key], shape, report);
    if (entry.value !== null) all.set(key, entry.value);
    wrong.push(...entry.wrong);
  }
  return { section, all, named: new Set(Object.keys(data)), wrong };
}

/** Reports what is wrong with the shape. */
export function readPart<T>(value: unknown, path: Path, shape: z.ZodType<T>, report: Report): Part<T> {
  const read = shape.safeParse(value);
  if (read.success) return { value: read.data, wrong: [] };
  const { issues } = read.error;
  const wrong = issues.flatMap((issue) => {
    const place = [...path, ...stepsOf(issue)];
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) report([...place, key], 'is not known here: correct it or take it out');
      return issue.keys.map((key) => [...place, key]);
    }
    report(place, issue.message);
    return [place];
  });
  return { value: mended(value, shape, issues), wrong };
}

/** Whether something at the place, within it or around it is wrong. */
export function isWrong(path: Path, wrong: readonly Path[]): boolean {
  return wrong.some((place) => isWithin(place, path) || isWithin(path, place));
}

/** No second complaint of what is wrong already, nor of a list in which an item is. */
export function quietAt(wrong: readonly Path[], report: Report): Report {
  return (path, message) => {
    const known = wrong.some((place) => {
      const isItem = typeof place.at(-1) === 'number' && place.length === path.length + 1;
      return isWithin(path, place) || (isItem && isWithin(place, path));
    });
    if (!known) report(path, message);
  };
}

const isWithin = (path: Path, around: Path): boolean =>
  around.length <= path.length && around.every((step, index) => step === path[index]);

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
