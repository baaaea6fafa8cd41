import { type Calendar, type CalendarSpec, compileCalendar } from './calendar.ts';
import type { Agreement, DeskPolicy, Ladder, Priority, TicketKind } from './desk.ts';
import type { ClockName, Ticket } from './ticket.ts';

/** What an agreement is chosen by. */
export interface AgreementScope {
  readonly service: string;
  readonly kind: TicketKind;
  readonly priority: Priority;
  /** Groups of the requester. */
  readonly groups: readonly string[];
}

/** The first agreement that covers the scope. The last one of a desk covers everything; throws if it does not. */
export function agreementFor(policy: DeskPolicy, scope: AgreementScope): Agreement {
  const found = policy.agreements.find(({ match }) => {
    const covers = <T>(listed: readonly T[] | undefined, wanted: readonly T[]) =>
      listed === undefined || listed.length === 0 || wanted.some((one) => listed.includes(one));
    return (
      covers(match.services, [scope.service]) &&
      covers(match.kinds, [scope.kind]) &&
      covers(match.groups, scope.groups)
    );
  });
  if (!found) throw new Error(`desk version ${policy.version} has no agreement for everything`);
  return found;
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

/** Working seconds in which a clock has to be stopped, for the ticket's present priority. */
export function targetOf(ticket: Ticket, frozen: DeskPolicy, clock: ClockName): number {
  return agreementOf(ticket, frozen).targets[ticket.priority][clock];
}

const compiled = new WeakMap<CalendarSpec, Calendar>();

/** The calendar in which an agreement counts, compiled once for each spec. */
export function calendarOf(agreement: Agreement, frozen: DeskPolicy): Calendar {
  const spec = frozen.calendars[agreement.calendar];
  if (!spec) throw new Error(`desk version ${frozen.version} has no calendar ${agreement.calendar}`);
  const known = compiled.get(spec);
  if (known) return known;
  const calendar = compileCalendar(spec);
  compiled.set(spec, calendar);
  return calendar;
}
