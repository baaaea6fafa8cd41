import { type Zone, zoneOf } from './calendar/zone.ts';
import type { Rota } from './desk.ts';
import type { Instant, PersonId } from './ticket.ts';

const DAY = 86_400_000;

/** The next change of who is on call. */
export interface HandOver {
  readonly at: Instant;
  readonly from: PersonId | null;
  readonly to: PersonId | null;
}

/**
 * Who is on call at an instant: the person of the override that covers it (the last one listed, if several do), else
 * the member whose turn it is; null before the rota's start and for a rota of nobody. Hand-overs and overrides are
 * local times of the rota's zone (`2026-01-05T09:00`): one that the clock change leaves out comes as much later as
 * the clock jumps, one that comes twice counts the first time, so that nobody is on call twice or never.
 */
export function onCall(rota: Rota, now: Instant): PersonId | null {
  const zone = zoneFor(rota);
  const override = rota.overrides.findLast(
    (o) => localInstant(zone, readLocal(o.from)) <= now && now < localInstant(zone, readLocal(o.to)),
  );
  if (override) return override.person;
  const turn = turnAt(rota, zone, now);
  return turn < 0 ? null : (rota.members[turn % rota.members.length] ?? null);
}

/** The next instant at which somebody else is on call than at `now`; null if that does not come. */
export function nextHandOver(rota: Rota, now: Instant): HandOver | null {
  const zone = zoneFor(rota);
  const from = onCall(rota, now);
  const turn = turnAt(rota, zone, now);
  const turns = rota.members.map((_, ahead) => handOver(rota, zone, Math.max(turn, -1) + ahead + 1));
  const edges = rota.overrides.flatMap((o) => [o.from, o.to].map((at) => localInstant(zone, readLocal(at))));
  // After an override has ended, a whole round of turns is looked at again.
  const later = edges.flatMap((edge) =>
    rota.members.map((_, ahead) => handOver(rota, zone, turnAt(rota, zone, edge) + ahead + 1)),
  );
  const at = [...turns, ...edges, ...later]
    .filter((instant) => instant > now)
    .sort((a, b) => a - b)
    .find((instant) => onCall(rota, instant) !== from);
  return at === undefined ? null : { at, from, to: onCall(rota, at) };
}

/** Number of hand-overs since the start, from 0; negative before it. */
function turnAt(rota: Rota, zone: Zone, now: Instant): number {
  const length = lengthOf(rota);
  let turn = Math.floor((now + zone.offsetAt(now) - readLocal(rota.start)) / length);
  while (handOver(rota, zone, turn) > now) turn -= 1;
  while (handOver(rota, zone, turn + 1) <= now) turn += 1;
  return turn;
}

function handOver(rota: Rota, zone: Zone, turn: number): Instant {
  return localInstant(zone, readLocal(rota.start) + turn * lengthOf(rota));
}

function lengthOf(rota: Rota): number {
  return rota.every === 'day' ? DAY : 7 * DAY;
}

/** Local date and time as milliseconds, as if it were UTC. */
function readLocal(text: string): number {
  return Date.parse(`${text}Z`);
}

/** The instant of a local time: the first if it comes twice; if it is left out, as much later as the clock jumps. */
function localInstant(zone: Zone, local: number): Instant {
  const before = zone.offsetAt(local - DAY);
  const after = zone.offsetAt(local + DAY);
  const instants = [before, after].map((offset) => local - offset).sort((a, b) => a - b);
  return instants.find((instant) => instant + zone.offsetAt(instant) === local) ?? local - before;
}

function zoneFor(rota: Rota): Zone {
  const zone = zoneOf(rota.timeZone);
  if (!zone) throw new Error(`rota ${rota.key}: no such time zone: ${rota.timeZone}`);
  return zone;
}
