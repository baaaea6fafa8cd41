import { isAgent } from '../access.ts';
import type { TicketCommand } from '../command.ts';
import { DomainError } from '../errors.ts';
import { possibleVerbs } from '../possible.ts';
import type { TicketEvent } from '../ticket.ts';
import type { Decision } from './context.ts';
import { requireReopenable } from './end.ts';

/**
 * A requester's word resumes what waited for it, and reopens what was resolved unless it is a mere thank-you. Others who
 * take part, such as the requester of a ticket that was merged into this one, are heard by the agents.
 */
export function reply(
  command: Extract<TicketCommand, { type: 'reply' }>,
  decision: Decision,
): readonly TicketEvent[] {
  const { ticket, person, current } = decision;
  const said: TicketEvent = { type: 'RequesterReplied', body: command.body };
  if (person !== ticket.requester) {
    if (!isAgent(person, current, ticket.team)) return [said];
    if (ticket.status === 'closed') throw closedToAgents(decision);
    return [{ type: 'AgentReplied', body: command.body, inThread: command.inThread }];
  }
  if (ticket.status === 'onHold' && ticket.hold.reason === 'requester') {
    return [said, { type: 'Resumed', why: 'requesterReplied' }];
  }
  const over = ticket.status === 'resolved' || ticket.status === 'closed';
  if (!over || command.thanks) return [said];
  requireReopenable(decision);
  return [said, { type: 'Reopened', body: null }];
}

/** A whole number from 1 to 5, once. */
export function rate(
  command: Extract<TicketCommand, { type: 'rate' }>,
  { ticket }: Decision,
): readonly TicketEvent[] {
  const { score } = command;
  if (!Number.isInteger(score) || score < 1 || score > 5) {
    throw new DomainError('ratingUnknown', { score: String(score) });
  }
  if (ticket.rating !== null) throw new DomainError('alreadyRated', { number: ticket.number });
  return [{ type: 'Rated', score, body: command.body }];
}

function closedToAgents({ ticket, person, current }: Decision): DomainError {
  const { number, status } = ticket;
  const possible = possibleVerbs(ticket, { person }, current).join(',');
  return new DomainError('wrongState', { verb: 'reply', number, status, possible });
}
