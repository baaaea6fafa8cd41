import { blockOf, lastAtOrBelow, openBlock } from '../calendar/openTime.ts';
import type { Zone } from '../calendar/zone.ts';
import { type Calendar, compileCalendar } from '../calendar.ts';
import type { RotaLayer } from '../desk.ts';
import type { Instant, PersonId } from '../ticket.ts';
import { DAY, localInstant, localTime, readLocal, zoneNamed } from './localInstant.ts';

const HOUR = DAY / 24;
const LENGTHS = { hour: HOUR, day: DAY, week: 7 * DAY } as const;

/** Whose turn it is in one layer. */
export interface Turn {
  /** Number of hand-overs since the start. */
  readonly turn: number;
  readonly person: PersonId;
}

/** The turn in a layer at an instant; null while the layer is not on: before its start, outside its hours, of nobody. */
export function turnIn(layer: RotaLayer, now: Instant): Turn | null {
  const zone = zoneNamed(layer.timeZone);
  const turn = turnAt(layer, zone, now);
  const person = turn < 0 ? undefined : layer.members[turn % layer.members.length];
  return person !== undefined && isOn(layer, now) ? { turn, person } : null;
}

/** Every instant within a stretch of time at which the layer may change: hand-overs, and the edges of its hours. */
export function layerEdges(layer: RotaLayer, from: Instant, to: Instant): readonly Instant[] {
  const zone = zoneNamed(layer.timeZone);
  const edges: Instant[] = [];
  for (let turn = Math.max(0, turnAt(layer, zone, from)); ; turn++) {
    const at = handOver(layer, zone, turn);
    if (at >= to) break;
    edges.push(at);
  }
  if (layer.hours === '24/7') return edges;
  const calendar = calendarOf(layer);
  for (let block = blockOf(from); block <= blockOf(to); block++) {
    for (const span of openBlock(calendar, block).spans) edges.push(span.from, span.to);
  }
  return edges;
}

/** How long a turn is, in milliseconds, but for clock changes. */
export function turnLength({ every }: RotaLayer): number {
  return every.count * LENGTHS[every.unit];
}

export function layerStart(layer: RotaLayer): Instant {
  return handOver(layer, zoneNamed(layer.timeZone), 0);
}

/** The same definition of open as in calendars: the wall clock shows a time within the hours of its date. */
function isOn(layer: RotaLayer, now: Instant): boolean {
  if (layer.hours === '24/7') return true;
  const { spans } = openBlock(calendarOf(layer), blockOf(now));
  const span = spans[lastAtOrBelow(spans.length, (index) => spans[index]?.from ?? 0, now)];
  return span !== undefined && now < span.to;
}

/** Number of hand-overs since the start, from 0; negative before it. */
function turnAt(layer: RotaLayer, zone: Zone, now: Instant): number {
  const since = localTime(zone, now) - readLocal(layer.start);
  let turn = Math.floor(since / turnLength(layer));
  while (handOver(layer, zone, turn) > now) turn -= 1;
  while (handOver(layer, zone, turn + 1) <= now) turn += 1;
  return turn;
}

function handOver(layer: RotaLayer, zone: Zone, turn: number): Instant {
  const start = readLocal(layer.start);
  const passed = turn * turnLength(layer);
  if (layer.every.unit === 'hour') return localInstant(zone, start) + passed;
  return localInstant(zone, start + passed);
}

const compiled = new WeakMap<RotaLayer, Calendar>();

/** Compiled once for each layer. */
function calendarOf(layer: RotaLayer): Calendar {
  const known = compiled.get(layer);
  if (known) return known;
  const calendar = compileCalendar({ timeZone: layer.timeZone, hours: layer.hours });
  compiled.set(layer, calendar);
  return calendar;
}
