import { z } from 'zod';
import { STAND_INS } from './shapes/values.ts';
import type { Path } from './source.ts';

/**
 * The same value with something right in the places where it is wrong, so that all the rest of it can be looked at, too.
 * `issues` are what the shape said of it. Null where nothing can stand in, such as for an entry that is no entry at all.
 */
export function mended<T>(
  value: unknown,
  shape: z.ZodType<T>,
  issues: readonly z.core.$ZodIssue[],
): T | null {
  const copy: unknown = structuredClone(value);
  for (const issue of issues) {
    const path = stepsOf(issue);
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : null;
    if (keys) for (const key of keys) put(copy, [...path, key], undefined);
    else put(copy, path, standIn(schemaAt(shape, path)));
  }
  const read = shape.safeParse(copy);
  return read.success ? read.data : null;
}

/** Where an issue is, from the entry on. */
export function stepsOf({ path }: z.core.$ZodIssue): Path {
  return path.filter((step) => typeof step !== 'symbol');
}

/** Undefined takes the key out. */
function put(root: unknown, path: Path, value: unknown): void {
  const last = path.at(-1);
  let at: unknown = root;
  for (const step of path.slice(0, -1)) at = isObject(at) ? at[step] : undefined;
  if (!isObject(at) || last === undefined) return;
  if (value === undefined) delete at[last];
  else at[last] = value;
}

const isObject = (value: unknown): value is Record<string | number, unknown> =>
  typeof value === 'object' && value !== null;

function schemaAt(shape: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, step) => {
    const schema = unwrapped(at);
    if (schema instanceof z.ZodObject) return schema.shape[step];
    return schema instanceof z.ZodArray ? schema.element : undefined;
  }, shape);
}

const unwrapped = (schema: unknown): unknown => (schema instanceof z.ZodOptional ? schema.unwrap() : schema);

/** What is right there and gives no cause for a complaint elsewhere; undefined if there is nothing. */
function standIn(wrapped: unknown): unknown {
  const schema = unwrapped(wrapped);
  if (!(schema instanceof z.ZodType)) return undefined;
  const known = STAND_INS.get(schema);
  if (known) return known.value;
  if (schema instanceof z.ZodArray) return [];
  if (schema instanceof z.ZodEnum) return schema.options[0];
  if (!(schema instanceof z.ZodObject)) return undefined;
  const needed = Object.entries(schema.shape).filter(([, field]) => !(field instanceof z.ZodOptional));
  return Object.fromEntries(needed.map(([key, field]) => [key, standIn(field)]));
}
