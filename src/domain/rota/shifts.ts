import type { Rota, RotaLayer, RotaOverride } from '../desk.ts';
import type { Instant, PersonId } from '../ticket.ts';
import { layerEdges, layerStart, turnIn, turnLength } from './layer.ts';
import { DAY, localInstant, readLocal, zoneNamed } from './localInstant.ts';

/** A stretch of a rota, end excluded, in which one person is on call in one turn, or nobody is. */
export interface Shift {
  readonly from: Instant;
  readonly to: Instant;
  readonly person: PersonId | null;
}

/** The next change of who is on call. */
export interface HandOver {
  readonly at: Instant;
  readonly from: PersonId | null;
  readonly to: PersonId | null;
}

/** How far is looked at once; most rotas change within it. */
const LOOK_AHEAD = 8 * DAY;

/**
 * Who is on call at an instant: the person of the override that covers it (the last one listed, if several do), else
 * whose turn it is in the first layer that is on; null when none is. Hand-overs by days and weeks, and overrides, are
 * local times: one that the clock change leaves out comes as much later as the clock jumps, one that comes twice counts
 * the first time, so that nobody is on call twice or never. Hand-overs by hours come after elapsed time. The hours of a
 * layer are those at which the wall clock shows such a time, as in calendars.
 */
export function onCall(rota: Rota, now: Instant): PersonId | null {
  return standing(rota, now).person;
}

/**
 * The shifts of a stretch of time, in order, without a gap or an overlap, the first and the last cut to it. A shift ends
 * where another turn, layer or override begins, also when it is the same person's.
 */
export function shifts(rota: Rota, from: Instant, to: Instant): readonly Shift[] {
  const found: (Shift & { readonly by: string })[] = [];
  for (const at of edgesBetween(rota, from, to)) {
    const { person, by } = standing(rota, at);
    const last = found.at(-1);
    if (last?.by === by) continue;
    if (last) found[found.length - 1] = { ...last, to: at };
    found.push({ from: at, to, person, by });
  }
  return found.map((shift) => ({ from: shift.from, to: shift.to, person: shift.person }));
}

/** The next instant at which somebody else is on call than at `now`; null if that does not come. */
export function nextHandOver(rota: Rota, now: Instant): HandOver | null {
  const from = onCall(rota, now);
  const found = firstFrom(rota, now, (shift) => shift.person !== from);
  return found && { at: found.from, from, to: found.person };
}

/** The last instant after `from` and until `now` at which somebody else came on call; null if none did. */
export function lastHandOver(rota: Rota, from: Instant, now: Instant): Instant | null {
  const found = shifts(rota, from, now + 1);
  const last = found.findLastIndex((shift, index) => index > 0 && shift.person !== found[index - 1]?.person);
  return found[last]?.from ?? null;
}

/** The first shift of somebody that begins after an instant; null if none does. */
export function nextShiftOf(rota: Rota, person: PersonId, after: Instant): Shift | null {
  const begins = ({ from }: Shift) => wholeShift(rota, from).from > after;
  const found = firstFrom(rota, after, (shift) => shift.person === person && begins(shift));
  return found && wholeShift(rota, found.from);
}

/** The shift at an instant, from its beginning to its end; one of nobody is looked at for some weeks around. */
export function wholeShift(rota: Rota, at: Instant): Shift {
  const reach = Math.max(
    ...rota.layers.map((layer) => turnLength(layer)),
    ...overridesOf(rota).map(({ from, to }) => to - from),
    7 * DAY,
  );
  const around = shifts(rota, at - reach - DAY, at + reach + DAY);
  const found = around.find((shift) => shift.from <= at && at < shift.to);
  if (!found) throw new Error(`rota ${rota.key} has no shift at ${at}`);
  return found;
}

/** Everybody who may be on call, each once. */
export function peopleOf(rota: Rota): readonly PersonId[] {
  const layers = rota.layers.flatMap((layer) => layer.members);
  return [...new Set([...layers, ...rota.overrides.map(({ person }) => person)])];
}

/** Who is on call, and by what. */
function standing(rota: Rota, now: Instant): { person: PersonId | null; by: string } {
  const overrides = overridesOf(rota);
  const override = overrides.findLastIndex(({ from, to }) => from <= now && now < to);
  const put = overrides[override];
  if (put) return { person: put.person, by: `override ${override}` };
  for (const [index, layer] of rota.layers.entries()) {
    const turn = turnIn(layer, now);
    if (turn) return { person: turn.person, by: `layer ${index}, turn ${turn.turn}` };
  }
  return { person: null, by: 'nobody' };
}

/** The first stretch after an instant for which something holds, looked for until the rota can only repeat itself. */
function firstFrom(rota: Rota, now: Instant, holds: (shift: Shift) => boolean): Shift | null {
  const end = horizon(rota, now);
  let length = LOOK_AHEAD;
  for (let from = now; from < end; from += length, length *= 2) {
    const found = shifts(rota, from, from + length).find(holds);
    if (found) return found;
  }
  return null;
}

/** A round of every layer and a year after the last override and the last start, nothing new is to come. */
function horizon(rota: Rota, now: Instant): Instant {
  const fixed = [...overridesOf(rota).map(({ to }) => to), ...rota.layers.map(layerStart), now];
  const rounds = rota.layers.map((layer) => turnLength(layer) * layer.members.length);
  return Math.max(...fixed) + Math.max(...rounds, 0) + 366 * DAY;
}

/** `from`, and every instant after it and before `to` at which the rota may change. */
function edgesBetween(rota: Rota, from: Instant, to: Instant): readonly Instant[] {
  const edges = [
    ...rota.layers.flatMap((layer: RotaLayer) => layerEdges(layer, from, to)),
    ...overridesOf(rota).flatMap((override) => [override.from, override.to]),
  ];
  const within = edges.filter((at) => from < at && at < to);
  return [...new Set([from, ...within])].sort((a, b) => a - b);
}

interface Put {
  readonly from: Instant;
  readonly to: Instant;
  readonly person: PersonId;
}

const read = new WeakMap<readonly RotaOverride[], readonly Put[]>();

/** The overrides by instants; read once for each list. */
function overridesOf(rota: Rota): readonly Put[] {
  const known = read.get(rota.overrides);
  if (known) return known;
  const zone = zoneNamed(rota.timeZone);
  const instant = (text: string) =>
    text.endsWith('Z') ? Date.parse(text) : localInstant(zone, readLocal(text));
  const puts = rota.overrides.map(({ from, to, person }) => ({
    from: instant(from),
    to: instant(to),
    person,
  }));
  read.set(rota.overrides, puts);
  return puts;
}
