import { weekday } from '../calendar/localTime.ts';
import { BLOCK, offsetPeriods, type Zone, zoneOf } from '../calendar/zone.ts';
import type { Instant } from '../ticket.ts';

export const DAY = 86_400_000;

/** Local date and time as milliseconds, as if it were UTC. */
export function readLocal(text: string): number {
  return Date.parse(`${text}Z`);
}

/** The local date and time of an instant, in the same way. */
export function localTime(zone: Zone, instant: Instant): number {
  return instant + offsetAt(zone, instant);
}

/** The instant of a local time: the first if it comes twice; if it is left out, as much later as the clock jumps. */
export function localInstant(zone: Zone, local: number): Instant {
  const before = offsetAt(zone, local - DAY);
  const after = offsetAt(zone, local + DAY);
  const instants = [before, after].map((offset) => local - offset).sort((a, b) => a - b);
  return instants.find((instant) => localTime(zone, instant) === local) ?? local - before;
}

/** From the periods that are known of the zone: asking it anew costs a hundred times as much. */
function offsetAt(zone: Zone, instant: Instant): number {
  const periods = offsetPeriods(zone, Math.floor(instant / BLOCK));
  return periods.find((period) => instant < period.to)?.offset ?? zone.offsetAt(instant);
}

/** Throws for a name that desk.yaml should never have been let through with. */
export function zoneNamed(name: string): Zone {
  const zone = zoneOf(name);
  if (!zone) throw new Error(`no such time zone: ${name}`);
  return zone;
}

/** The first Monday 09:00 of a zone after an instant. */
export function nextMondayNine(timeZone: string, after: Instant): Instant {
  const zone = zoneNamed(timeZone);
  let day = Math.floor(localTime(zone, after) / DAY) - 1;
  for (;;) {
    const at = localInstant(zone, day * DAY + 9 * (DAY / 24));
    if (weekday(day) === 0 && at > after) return at;
    day += 1;
  }
}
