import { isAgent } from '../domain/access.ts';
import type { DeskPolicy } from '../domain/desk.ts';
import type { PersonId, Ticket } from '../domain/ticket.ts';
import type { Side } from './views/context.ts';

/** The side from which a person reads a ticket; an agent who asked for it is its requester. */
export function sideOf(person: PersonId, ticket: Ticket, policy: DeskPolicy): Side {
  return isAgent(person, policy) && person !== ticket.requester ? 'agents' : 'requester';
}
