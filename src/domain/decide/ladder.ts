import type { TicketCommand } from '../command.ts';
import { DomainError } from '../errors.ts';
import type { Ticket, TicketEvent } from '../ticket.ts';
import type { DecideContext, Decision } from './context.ts';
import { given } from './work.ts';

/** Seconds. */
const SHORTEST_SNOOZE = 60;
const LONGEST_SNOOZE = 7 * 24 * 3600;

export function acknowledge(
  { together }: Extract<TicketCommand, { type: 'acknowledge' }>,
  { ticket, person }: Decision,
): readonly TicketEvent[] {
  if (ticket.escalation === null) throw new DomainError('nothingToAcknowledge', { number: ticket.number });
  return [{ type: 'Acknowledged', by: person, ...(together ? { together } : {}) }];
}

/** Acknowledges what runs, and takes the ticket, also from somebody else. */
export function takeOver({ ticket, person }: Decision): readonly TicketEvent[] {
  const runs = ticket.escalation !== null && ticket.escalation.acknowledged === null;
  const events: TicketEvent[] = runs ? [{ type: 'Acknowledged', by: person }] : [];
  return ticket.assignee === person ? events : [...events, ...given(person, ticket.assignee, person)];
}

/** The ladder sleeps from a minute to a week, wall time; a second snooze sets another end. */
export function snooze(
  { seconds, body }: Extract<TicketCommand, { type: 'snooze' }>,
  { ticket, person, now }: Decision,
): readonly TicketEvent[] {
  const { number, escalation } = ticket;
  if (escalation === null || escalation.acknowledged !== null) {
    throw new DomainError('nothingToSnooze', { number });
  }
  if (!(seconds >= SHORTEST_SNOOZE && seconds <= LONGEST_SNOOZE)) {
    throw new DomainError('snoozeOutOfRange', { number });
  }
  return [{ type: 'Snoozed', by: person, until: now + seconds * 1_000, body }];
}

/**
 * A rung of which nothing could be delivered counts as empty, so that the next one comes at once. Only the one that was
 * told last, while nobody has acknowledged: later ones have been told since.
 */
export function rungUnreachable(
  { run, rung, round }: Extract<TicketCommand, { type: 'rungUnreachable' }>,
  ticket: Ticket,
  { now }: DecideContext,
): readonly TicketEvent[] {
  const { escalation } = ticket;
  if (escalation === null || escalation.acknowledged !== null) return [];
  if (escalation.run !== run || escalation.rung !== rung || escalation.round !== round) return [];
  return [{ type: 'RungEmpty', run, rung, due: now, missing: [], unreachable: true }];
}
