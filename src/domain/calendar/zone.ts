import { DAY, readDate, SECOND } from './localTime.ts';

/** UTC offsets of an IANA time zone, from the time zone data of the JavaScript engine, found once for each block. */

/** Time is cut into blocks of 32 UTC days, counted from 1970-01-01; what is known of a block is kept. */
export const BLOCK = 32 * DAY;

/** More than 350 years of blocks for each zone or calendar are not kept at once. */
export const BLOCKS_KEPT = 4_096;

/**
 * Offsets are sampled at this distance. Two changes that undo each other in between would go unseen; the
 * closest two since 1970 are 7 days less an hour apart (America/Boa_Vista in October 2000).
 */
const SAMPLE = 4 * DAY;

/** From `from` (included) to `to` (excluded) the local time is UTC + `offset`; all in milliseconds. */
export interface OffsetPeriod {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

export interface Zone {
  readonly offsetAt: (ms: number) => number;
  readonly known: Map<number, readonly OffsetPeriod[]>;
}

const zones = new Map<string, Zone>();

/** The zone of that name; null if there is none. Zones by offset (`+01:00`) have no name. */
export function zoneOf(name: string): Zone | null {
  const known = zones.get(name);
  if (known) return known;
  if (!/^[A-Za-z]/.test(name)) return null;
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset', day: 'numeric' });
  } catch {
    return null;
  }
  const zone: Zone = { offsetAt: (ms) => readOffset(format.format(ms)), known: new Map() };
  zones.set(name, zone);
  return zone;
}

/** The first instant of a local date (`2026-12-25`) in the zone of a calendar; throws for a text that is no date. */
export function startOfDate({ zone }: { readonly zone: Zone }, date: string): number {
  return startOfDay(zone, dayOf(date));
}

/** The first instant after a local date. */
export function endOfDate({ zone }: { readonly zone: Zone }, date: string): number {
  return startOfDay(zone, dayOf(date) + 1);
}

function dayOf(date: string): number {
  const day = readDate(date);
  if (day === null) throw new Error(`no date: ${date}`);
  return day;
}

/** A midnight that a clock change leaves out comes as much later as the clock jumps; of two the first counts. */
function startOfDay(zone: Zone, day: number): number {
  const midnight = day * DAY;
  const before = midnight - zone.offsetAt(midnight - DAY);
  const after = midnight - zone.offsetAt(midnight + DAY);
  const instants = [before, after].sort((a, b) => a - b);
  return instants.find((instant) => instant + zone.offsetAt(instant) === midnight) ?? before;
}

/** `14, GMT+05:45`, `14, GMT-00:44:30` or `14, GMT` */
function readOffset(text: string): number {
  const sign = text.indexOf('GMT') + 3;
  if (sign === text.length) return 0;
  const [hours, minutes, seconds] = text.slice(sign + 1).split(':');
  const total = Number(hours) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
  return (text.charAt(sign) === '+' ? total : -total) * SECOND;
}

/** The periods of equal offset that make up a block, in order, without a gap. */
export function offsetPeriods(zone: Zone, block: number): readonly OffsetPeriod[] {
  const known = zone.known.get(block);
  if (known) return known;
  const start = block * BLOCK;
  const end = start + BLOCK;
  const periods: OffsetPeriod[] = [];
  let from = start;
  let offset = zone.offsetAt(start);
  for (let sample = start + SAMPLE; sample <= end; sample += SAMPLE) {
    const next = zone.offsetAt(sample);
    if (next === offset) continue;
    const change = changeBetween(zone, sample - SAMPLE, sample, next);
    if (change > from) periods.push({ from, to: change, offset });
    from = change;
    offset = next;
  }
  if (from < end) periods.push({ from, to: end, offset });
  if (zone.known.size >= BLOCKS_KEPT) zone.known.clear();
  zone.known.set(block, periods);
  return periods;
}

/** The first second after `before`, at the latest `after`, that has the offset of `after`. */
function changeBetween(zone: Zone, before: number, after: number, offset: number): number {
  let low = before / SECOND;
  let high = after / SECOND;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (zone.offsetAt(middle * SECOND) === offset) high = middle;
    else low = middle;
  }
  return high * SECOND;
}
