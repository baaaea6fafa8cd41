/** What stands at that path of parsed JSON; undefined if nothing does. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let here = value;
  for (const key of path) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = Reflect.get(here, key);
  }
  return here;
}

/** The non-empty string at that path, else null. */
export function textAt(value: unknown, ...path: readonly (string | number)[]): string | null {
  const found = at(value, ...path);
  return typeof found === 'string' && found !== '' ? found : null;
}

/** The list at that path; empty if there is none. */
export function listAt(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** The entries of the object at that path; empty if there is none. */
export function entriesAt(
  value: unknown,
  ...path: readonly (string | number)[]
): readonly [string, unknown][] {
  const found = at(value, ...path);
  return typeof found === 'object' && found !== null ? Object.entries(found) : [];
}

/** Parsed JSON; null if the text is none. */
export function parsed(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The string entries of the object at that path. */
export function stringsAt(value: unknown, ...path: readonly (string | number)[]): Record<string, string> {
  return Object.fromEntries(
    entriesAt(value, ...path).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
