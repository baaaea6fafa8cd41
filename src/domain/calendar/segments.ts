import { SECOND } from './localTime.ts';
import { blockOf, type Calendar, holidaySpans, openBlock } from './openTime.ts';
import type { Span } from './spans.ts';
import { type Hold, refusal } from './spec.ts';
import { heldUntil } from './workingTime.ts';
import { offsetPeriods } from './zone.ts';

/** A stretch of time told piece by piece, for the explanation of a deadline. */

export type SegmentKind = 'running' | 'closed' | 'holiday' | 'hold';

/** Epoch milliseconds, `to` excluded. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly kind: SegmentKind;
  /** Set if the clocks change at `from`: the UTC offset before and after, in seconds. */
  readonly clockChange: { readonly before: number; readonly after: number } | null;
}

/**
 * Adjoining segments from `fromMs` to `toMs`; the running ones add up to `workingSecondsBetween`. A hold covers
 * whatever else is true (its reasons are those of the holds that overlap the segment), a holiday only time that
 * is not worked. Neighbours differ in kind, unless the clocks
 * change between them. Throws a CalendarError: `from_after_to`, `hold_ends_before_start`.
 */
export function segments(
  calendar: Calendar,
  fromMs: number,
  toMs: number,
  holds: readonly Hold[],
): readonly Segment[] {
  if (fromMs > toMs) throw refusal('from_after_to');
  const layers: readonly (readonly [SegmentKind, readonly Span[]])[] = [
    ['hold', heldUntil(holds, fromMs, toMs)],
    ['running', blocks(fromMs, toMs).flatMap((block) => openBlock(calendar, block).spans)],
    ['holiday', blocks(fromMs, toMs).flatMap((block) => holidaySpans(calendar, block))],
  ];
  const changes = clockChanges(calendar, fromMs, toMs);
  const covers = layers.map(([kind, spans]) => ({ kind, covered: cursor(spans) }));
  const edges = new Set([fromMs, toMs, ...changes.keys()]);
  for (const span of layers.flatMap(([, spans]) => spans)) edges.add(span.from).add(span.to);
  const sorted = [...edges].filter((edge) => edge >= fromMs && edge <= toMs).sort((a, b) => a - b);
  const told: Segment[] = [];
  for (const [index, from] of sorted.entries()) {
    const to = sorted[index + 1];
    if (to === undefined) break;
    const kind = covers.find(({ covered }) => covered(from))?.kind ?? 'closed';
    const clockChange = changes.get(from) ?? null;
    const last = told.at(-1);
    if (last?.kind === kind && !clockChange) told[told.length - 1] = { ...last, to };
    else told.push({ from, to, kind, clockChange });
  }
  return told;
}

function blocks(fromMs: number, toMs: number): number[] {
  const first = blockOf(fromMs);
  return Array.from({ length: blockOf(toMs) - first + 1 }, (_, index) => first + index);
}

/** Tells for ascending instants whether a span covers them. */
function cursor(spans: readonly Span[]): (ms: number) => boolean {
  let next = 0;
  return (ms) => {
    while ((spans[next]?.to ?? Number.POSITIVE_INFINITY) <= ms) next += 1;
    return (spans[next]?.from ?? Number.POSITIVE_INFINITY) <= ms;
  };
}

/** The changes of the UTC offset after `fromMs` and before `toMs`, by instant. */
function clockChanges(
  calendar: Calendar,
  fromMs: number,
  toMs: number,
): ReadonlyMap<number, Segment['clockChange']> {
  const changes = new Map<number, Segment['clockChange']>();
  const periods = blocks(fromMs, toMs).flatMap((block) => offsetPeriods(calendar.zone, block));
  for (const [index, period] of periods.entries()) {
    const before = periods[index - 1];
    if (!before || before.offset === period.offset || period.from <= fromMs || period.from >= toMs) continue;
    changes.set(period.from, { before: before.offset / SECOND, after: period.offset / SECOND });
  }
  return changes;
}
