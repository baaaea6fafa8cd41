import { SECOND } from './localTime.ts';
import { blockOf, type Calendar, lastAtOrBelow, type OpenBlock, openBlock } from './openTime.ts';
import { type Span, union } from './spans.ts';
import { type Hold, refusal } from './spec.ts';

/** The two functions that carry every deadline, and the next start of work. Instants are epoch milliseconds. */

const LIMIT_YEARS = 10;

/**
 * The earliest instant at which `workingSeconds` of working time have passed since `startMs`, holds taken out:
 * eight hours from 09:00 in a day until 17:00 are due at 17:00. Null while any hold has no end, also one that
 * began after the time was used up; leave such a hold out to learn when that was.
 * Throws a CalendarError: `target_not_positive`, `hold_ends_before_start`, `not_within_ten_years`.
 */
export function dueAt(
  calendar: Calendar,
  startMs: number,
  workingSeconds: number,
  holds: readonly Hold[],
): number | null {
  let left = Math.round(workingSeconds * SECOND);
  if (!(left > 0)) throw refusal('target_not_positive', { value: String(workingSeconds) });
  const limit = tenYearsAfter(startMs);
  const held = heldSpans(holds, startMs, limit);
  if (held === null) return null;
  let from = startMs;
  for (const hold of held) {
    const worked = openBetween(calendar, from, hold.from);
    if (worked >= left) break;
    left -= worked;
    from = hold.to;
  }
  const due = instantAfter(calendar, from, left, limit);
  if (due === null) throw refusal('not_within_ten_years');
  return due;
}

/**
 * The working seconds from `fromMs` (included) to `toMs` (excluded), holds taken out; a hold without an end
 * takes everything from its start. Throws a CalendarError: `from_after_to`, `hold_ends_before_start`.
 */
export function workingSecondsBetween(
  calendar: Calendar,
  fromMs: number,
  toMs: number,
  holds: readonly Hold[],
): number {
  if (fromMs > toMs) throw refusal('from_after_to');
  let worked = 0;
  let from = fromMs;
  for (const hold of heldUntil(holds, fromMs, toMs)) {
    worked += openBetween(calendar, from, hold.from);
    from = hold.to;
  }
  return (worked + openBetween(calendar, from, toMs)) / SECOND;
}

/** The next start of working time strictly after `fromMs`; null if there is none within 10 years. */
export function nextOpening(calendar: Calendar, fromMs: number): number | null {
  const limit = tenYearsAfter(fromMs);
  let openUntil = fromMs;
  for (let block = blockOf(fromMs); block <= blockOf(limit); block++) {
    for (const span of openBlock(calendar, block).spans) {
      if (span.from > openUntil) return span.from <= limit ? span.from : null;
      openUntil = Math.max(openUntil, span.to);
    }
  }
  return null;
}

/** The union of the holds within a stretch of time, one without an end reaching to the end of the stretch. */
export function heldUntil(holds: readonly Hold[], fromMs: number, toMs: number): readonly Span[] {
  return (
    heldSpans(
      holds.map((hold) => ({ from: hold.from, to: hold.to ?? Math.max(hold.from, toMs) })),
      fromMs,
      toMs,
    ) ?? []
  );
}

function heldSpans(holds: readonly Hold[], fromMs: number, toMs: number): readonly Span[] | null {
  if (holds.length === 0) return [];
  const clipped: Span[] = [];
  let openEnded = false;
  for (const hold of holds) {
    if (hold.to !== null && hold.to < hold.from) throw refusal('hold_ends_before_start');
    if (hold.to === null) openEnded = true;
    else clipped.push({ from: Math.max(hold.from, fromMs), to: Math.min(hold.to, toMs) });
  }
  return openEnded ? null : union(clipped);
}

function tenYearsAfter(ms: number): number {
  const date = new Date(ms);
  return date.setUTCFullYear(date.getUTCFullYear() + LIMIT_YEARS);
}

function openBetween(calendar: Calendar, from: number, to: number): number {
  const last = blockOf(to);
  let open = 0;
  for (let block = blockOf(from); block < last; block++) open += openBlock(calendar, block).total;
  open += openUntil(openBlock(calendar, last), to);
  return open - openUntil(openBlock(calendar, blockOf(from)), from);
}

/** Open milliseconds of the block before an instant in it. */
function openUntil(open: OpenBlock, ms: number): number {
  const index = lastAtOrBelow(open.spans.length, (i) => open.spans[i]?.from ?? 0, ms);
  const span = open.spans[index];
  return span ? (open.before[index] ?? 0) + Math.min(ms, span.to) - span.from : 0;
}

/** The first instant at which `worked` open milliseconds (more than none) have passed since `from`. */
function instantAfter(calendar: Calendar, from: number, worked: number, limit: number): number | null {
  const lastBlock = blockOf(limit);
  let block = blockOf(from);
  let open = openBlock(calendar, block);
  let left = worked + openUntil(open, from);
  while (left > open.total) {
    left -= open.total;
    block += 1;
    if (block > lastBlock) return null;
    open = openBlock(calendar, block);
  }
  const { before, spans } = open;
  const index = lastAtOrBelow(before.length, (i) => before[i] ?? 0, left - 1);
  const at = (spans[index]?.from ?? 0) + left - (before[index] ?? 0);
  return at <= limit ? at : null;
}
