import { diffArrays } from 'diff';
import {
  type DeskChange,
  type DeskDetail,
  type DeskDifference,
  detailsOf,
  isSame,
} from '../app/applyDesk.ts';

/** The difference, for people: a line for each entry, and below it one for each value that differs. */
export function differenceLines({ from, changes }: DeskDifference): string[] {
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

const SIGNS = { added: '+', changed: '~', removed: '-' } as const;

function changeLines({ kind, section, key, details }: DeskChange): string[] {
  const name = section === 'settings' ? key : section === key ? section : `${section}.${key}`;
  if (section === 'order of agreements')
    return details.map(({ before, after }) => `  ~ order of agreements: ${text(before)} -> ${text(after)}`);
  const [only] = details;
  if (only && details.length === 1 && only.field === '')
    return detailLines(only).map((line) => `  ${SIGNS[kind]} ${name}${line}`);
  return [
    `  ${SIGNS[kind]} ${name}`,
    ...details.flatMap((detail) => detailLines(detail).map((line) => `      ${line}`)),
  ];
}

/** A value and what it becomes; of a list what goes and what comes, and within an entry that stays what is another there. */
function detailLines({ field, before, after }: DeskDetail): string[] {
  const [old, now] = [before ?? [], after ?? []];
  if (!Array.isArray(old) || !Array.isArray(now)) {
    const unit = unitOf(field);
    return [`${field}: ${text(before)}${unit} -> ${text(after)}${unit}`];
  }
  const items = itemsOf(old, now);
  if ([...old, ...now].every(isEntry)) return items.flatMap((item) => entryLines(field, item));
  const parts = items.flatMap((item) => [
    ...('before' in item ? [`-${text(item.before)}`] : []),
    ...('after' in item ? [`+${text(item.after)}`] : []),
  ]);
  return [`${field}: ${parts.join(' ')}`];
}

/** An item of a list that goes, comes, or becomes another; `place` counts from 1, in the new list unless it goes. */
type Item =
  | { readonly place: number; readonly before: unknown }
  | { readonly place: number; readonly after: unknown }
  | { readonly place: number; readonly before: unknown; readonly after: unknown };

/** The items that differ when the two lists are laid side by side so that as many as possible are the same. */
function itemsOf(before: readonly unknown[], after: readonly unknown[]): readonly Item[] {
  const items: Item[] = [];
  let [old, now] = [0, 0];
  let gone: readonly unknown[] = [];
  const leave = () => {
    for (const [index, item] of gone.entries())
      items.push({ place: old - gone.length + index + 1, before: item });
    gone = [];
  };
  for (const { value, added, removed } of diffArrays([...before], [...after], { comparator: isSame })) {
    if (removed) {
      old += value.length;
      gone = value;
    } else if (added) {
      // What goes where something comes has become that.
      for (const item of value) {
        now += 1;
        const [was] = gone;
        items.push(gone.length > 0 ? { place: now, before: was, after: item } : { place: now, after: item });
        gone = gone.slice(1);
      }
    } else {
      leave();
      old += value.length;
      now += value.length;
    }
  }
  leave();
  return items;
}

function entryLines(field: string, item: Item): string[] {
  const name = `${field}.${item.place}`;
  if (!('before' in item)) return [`+ ${name}: ${entryText(item.after)}`];
  if (!('after' in item)) return [`- ${name}: ${entryText(item.before)}`];
  return detailsOf(item.before, item.after).flatMap((detail) =>
    detailLines({ ...detail, field: `${name}.${detail.field}` }),
  );
}

function isEntry(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Without what it has not. */
function entryText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(entryText).join(', ')}]`;
  if (!isEntry(value)) return text(value);
  const parts = Object.entries(value).filter(([, part]) => part !== null && part !== undefined);
  return `{ ${parts.map(([key, part]) => `${key}: ${entryText(part)}${unitOf(key)}`).join(', ')} }`;
}

/** Durations are seconds. */
function unitOf(field: string): string {
  const isDuration =
    /(^|\.)(firstResponse|nextResponse|resolution|after|again|staleAfter)$|(acceptance|contract\.targets)\./.test(
      field,
    );
  return isDuration ? ' s' : '';
}

function text(value: unknown): string {
  if (value === undefined || value === null) return 'none';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
