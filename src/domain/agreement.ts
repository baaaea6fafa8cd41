import { type Calendar, type CalendarSpec, compileCalendar, startOfDate } from './calendar.ts';
import type { Agreement, DeskPolicy, Ladder, TicketKind } from './desk.ts';
import type { Instant, Ticket } from './ticket.ts';

/** What an agreement is chosen by. */
export interface AgreementScope {
  readonly service: string;
  readonly kind: TicketKind;
  /** Groups of the requester. */
  readonly groups: readonly string[];
}

/**
 * The first agreement that covers the scope and is in force for a ticket opened at that instant. The last one of a desk
 * covers everything and always is; throws if it does not.
 */
export function agreementFor(policy: DeskPolicy, scope: AgreementScope, openedAt: Instant): Agreement {
  const found = policy.agreements.find(
    (agreement) => covers(agreement, scope) && isInForce(agreement, policy, openedAt),
  );
  if (!found) throw new Error(`desk version ${policy.version} has no agreement for everything`);
  return found;
}

/** The same whatever the dates: as if every agreement had always been in force. */
export function agreementRegardlessOfDate(policy: DeskPolicy, scope: AgreementScope): Agreement {
  const found = policy.agreements.find((agreement) => covers(agreement, scope));
  if (!found) throw new Error(`desk version ${policy.version} has no agreement for everything`);
  return found;
}

/** Whether every ticket that `narrow` covers is covered by `wide`. */
export function coversAllOf(wide: Agreement['match'], narrow: Agreement['match']): boolean {
  const within = (outer: readonly string[] = [], inner: readonly string[] = []) =>
    outer.length === 0 || (inner.length > 0 && inner.every((name) => outer.includes(name)));
  return (
    within(wide.services, narrow.services) &&
    within(wide.kinds, narrow.kinds) &&
    within(wide.groups, narrow.groups)
  );
}

/**
 * The agreements that count for no ticket opened from `now` on, each with the one in force above it that covers all that
 * it covers. For older tickets they may count still.
 */
export function neverForNewTickets(
  policy: DeskPolicy,
  now: Instant,
): readonly { readonly agreement: string; readonly by: string }[] {
  return policy.agreements.flatMap(({ key, match }, place) => {
    const wider = policy.agreements
      .slice(0, place)
      .find((other) => coversAllOf(other.match, match) && isInForce(other, policy, now));
    return wider ? [{ agreement: key, by: wider.key }] : [];
  });
}

/** What a ticket's agreement is chosen by; the groups of its requester are those of the policy. */
export function scopeOf(ticket: Ticket, policy: DeskPolicy): AgreementScope {
  const requester = policy.people.find((person) => person.key === ticket.requester);
  return { service: ticket.service, kind: ticket.kind, groups: requester?.groups ?? [] };
}

function covers({ match }: Agreement, scope: AgreementScope): boolean {
  const within = <T>(listed: readonly T[] | undefined, wanted: readonly T[]) =>
    listed === undefined || listed.length === 0 || wanted.some((one) => listed.includes(one));
  return (
    within(match.services, [scope.service]) &&
    within(match.kinds, [scope.kind]) &&
    within(match.groups, scope.groups)
  );
}

/** An agreement counts from the first instant of its date on, in the zone of its calendar. */
function isInForce(agreement: Agreement, policy: DeskPolicy, openedAt: Instant): boolean {
  if (agreement.inForceFrom === null) return true;
  return openedAt >= startOfDate(calendarOf(agreement.calendar, policy), agreement.inForceFrom);
}

/** The agreement that a ticket was promised; `frozen` is the version that its promise refers to. */
export function agreementOf(ticket: Ticket, frozen: DeskPolicy): Agreement {
  const found = frozen.agreements.find((agreement) => agreement.key === ticket.promise.agreement);
  if (!found) throw new Error(`desk version ${frozen.version} has no agreement ${ticket.promise.agreement}`);
  return found;
}

/**
 * The ladder of a ticket: while it is a major incident, the one with which that was declared; else the one that its
 * priority was promised by its service, or by its agreement.
 */
export function ladderOf(ticket: Ticket, frozen: DeskPolicy): Ladder {
  if (ticket.major) return ticket.major.ladder;
  const service = frozen.services.find((entry) => entry.key === ticket.service);
  const key = (service?.ladder ?? agreementOf(ticket, frozen).ladder)[ticket.priority];
  const ladder = frozen.ladders[key];
  if (!ladder) throw new Error(`desk version ${frozen.version} has no ladder ${key}`);
  return ladder;
}

const compiled = new WeakMap<CalendarSpec, Calendar>();

/** A calendar of the desk by its key, compiled once for each spec. */
export function calendarOf(key: string, policy: DeskPolicy): Calendar {
  const spec = policy.calendars[key];
  if (!spec) throw new Error(`desk version ${policy.version} has no calendar ${key}`);
  const known = compiled.get(spec);
  if (known) return known;
  const calendar = compileCalendar(spec);
  compiled.set(spec, calendar);
  return calendar;
}
