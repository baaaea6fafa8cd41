import type { DeskPolicy } from '../domain/desk.ts';

/** What a new version of the desk changes, in plain data. */
export interface DeskDifference {
  /** Number of the version that it replaces; null for the first. */
  readonly from: number | null;
  /** In the order of desk.yaml; empty when nothing changes. */
  readonly changes: readonly DeskChange[];
}

export interface DeskChange {
  readonly kind: 'added' | 'changed' | 'removed';
  readonly section: string;
  /** Name of the entry, such as `network`; for a setting its own. */
  readonly key: string;
  /** What differs within an entry that was changed; empty for one that was added or removed. */
  readonly details: readonly DeskDetail[];
}

/** A value, or a list of values, that differs. Durations are seconds. */
export interface DeskDetail {
  /** Place within the entry, such as `tiers.L2.members`; empty when the entry itself is the value. */
  readonly field: string;
  /** Undefined where there is none. */
  readonly before: unknown;
  readonly after: unknown;
}

type Policy = Omit<DeskPolicy, 'version'>;

/** Compares what stands with what is to come. The order of agreements counts, since the first that matches is taken. */
export function planDesk(
  before: { readonly version: number; readonly policy: Policy } | null,
  next: Policy,
): DeskDifference {
  const old = before ? sectionsOf(before.policy) : new Map<string, Entries>();
  const changes = [...sectionsOf(next)].flatMap(([section, entries]) =>
    changesOf(section, old.get(section) ?? new Map(), entries),
  );
  return { from: before?.version ?? null, changes };
}

type Entries = ReadonlyMap<string, unknown>;

function sectionsOf(policy: Policy): Map<string, Entries> {
  const { people, teams, services, suppliers, agreements, calendars, ladders, rotas, ...settings } = policy;
  return new Map<string, Entries>([
    ['settings', new Map(Object.entries(settings))],
    ['people', byKey(people)],
    ['teams', byKey(teams)],
    ['rotas', new Map(Object.entries(rotas))],
    ['services', byKey(services)],
    ['calendars', new Map(Object.entries(calendars))],
    ['suppliers', new Map(Object.entries(suppliers))],
    ['agreements', byKey(agreements)],
    ['order of agreements', new Map([['agreements', agreements.map(({ key }) => key)]])],
    ['ladders', new Map(Object.entries(ladders))],
  ]);
}

const byKey = (entries: readonly { readonly key: string }[]): Entries =>
  new Map(entries.map((entry) => [entry.key, entry]));

function changesOf(section: string, before: Entries, after: Entries): DeskChange[] {
  const changes: DeskChange[] = [];
  for (const [key, entry] of after) {
    if (!before.has(key)) changes.push({ kind: 'added', section, key, details: [] });
    else {
      const details = detailsOf(before.get(key), entry);
      if (details.length > 0) changes.push({ kind: 'changed', section, key, details });
    }
  }
  for (const key of before.keys()) {
    if (!after.has(key)) changes.push({ kind: 'removed', section, key, details: [] });
  }
  return changes;
}

/** What differs between two values of a desk: in the parts of an entry by their place, a list as one value. */
export function detailsOf(before: unknown, after: unknown): DeskDetail[] {
  const old = valuesOf(before);
  const now = valuesOf(after);
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((field) => ({ field, before: old.get(field), after: now.get(field) }))
    .filter((detail) => !isSame(detail.before, detail.after));
}

/** Whether two values of a desk mean the same, also when one was stored in between; null is the same as nothing. */
export function isSame(before: unknown, after: unknown): boolean {
  return JSON.stringify(canonical(before)) === JSON.stringify(canonical(after));
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value ?? undefined;
  const parts = Object.entries(value).filter(([, part]) => part !== null && part !== undefined);
  return Object.fromEntries(
    parts.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, canonical(part)]),
  );
}

function valuesOf(value: unknown, place: readonly string[] = []): Map<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return new Map(value === undefined ? [] : [[place.join('.'), value]]);
  }
  return new Map(Object.entries(value).flatMap(([step, part]) => [...valuesOf(part, [...place, step])]));
}
