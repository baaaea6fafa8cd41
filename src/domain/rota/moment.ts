import { DAY, readDate } from '../calendar/localTime.ts';
import type { Rota } from '../desk.ts';
import { DomainError } from '../errors.ts';
import type { Instant, PersonId } from '../ticket.ts';
import { localInstant, localTime, readLocal, zoneNamed } from './localInstant.ts';
import { nextShiftOf, type Shift, shifts, wholeShift } from './shifts.ts';

/** Days, times and shifts as people name them, in the zone of the rota. */

/** The instants at which a local date begins and ends. Throws `dateUnknown` for what is no date. */
export function dayOf(rota: Rota, date: string): { readonly from: Instant; readonly to: Instant } {
  const day = readDate(date);
  if (day === null) throw new DomainError('dateUnknown', { given: date });
  const zone = zoneNamed(rota.timeZone);
  return { from: localInstant(zone, day * DAY), to: localInstant(zone, (day + 1) * DAY) };
}

/** `now`, `2026-12-24T09:00`, or a date, which is meant whole: from its beginning, to its end. */
export function momentOf(rota: Rota, given: string, edge: 'from' | 'to', now: Instant): Instant {
  if (given === 'now') return now;
  const [date = '', time] = given.split('T');
  const day = dayOf(rota, date);
  return time === undefined ? day[edge] : localInstant(zoneNamed(rota.timeZone), readLocal(given));
}

/** An instant as `momentOf` reads it, to the minute: `2026-12-24T09:00`. */
export function momentText(rota: Rota, instant: Instant): string {
  return new Date(localTime(zoneNamed(rota.timeZone), instant)).toISOString().slice(0, 16);
}

/**
 * Somebody's shift on a date, the one that begins on it if any does, or their `next` one. Throws `noShift`, and
 * `shiftBegun` for one that is under way or over.
 */
export function shiftNamed(rota: Rota, person: PersonId, date: string, now: Instant): Shift {
  const found = date === 'next' ? nextShiftOf(rota, person, now) : shiftOn(rota, person, date);
  if (!found) throw new DomainError('noShift', { rota: rota.key, person, date });
  if (found.from <= now) throw new DomainError('shiftBegun', { rota: rota.key });
  return found;
}

function shiftOn(rota: Rota, person: PersonId, date: string): Shift | undefined {
  const day = dayOf(rota, date);
  const own = shifts(rota, day.from, day.to)
    .filter((shift) => shift.person === person)
    .map((shift) => wholeShift(rota, shift.from));
  return own.find((shift) => shift.from >= day.from) ?? own[0];
}
