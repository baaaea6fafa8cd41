import { isAgent } from '../access.ts';
import type { TicketCommand } from '../command.ts';
import { DomainError } from '../errors.ts';
import type { TicketEvent } from '../ticket.ts';
import type { Decision } from './context.ts';

type Command<Type extends TicketCommand['type']> = Extract<TicketCommand, { type: Type }>;

export function resolve(command: Command<'resolve'>): readonly TicketEvent[] {
  return [{ type: 'Resolved', resolution: command.resolution }];
}

export function reopen(command: Command<'reopen'>, decision: Decision): readonly TicketEvent[] {
  requireReopenable(decision);
  return [{ type: 'Reopened', body: command.body }];
}

export function close(): readonly TicketEvent[] {
  return [{ type: 'Closed', why: 'agent' }];
}

export function cancel(command: Command<'cancel'>): readonly TicketEvent[] {
  return [{ type: 'Cancelled', body: command.body }];
}

/** Into the end of the chain, so that nothing is merged into a ticket that is merged itself. */
export function merge(command: Command<'merge'>, { ticket }: Decision): readonly TicketEvent[] {
  const { number } = ticket;
  if (command.into === number) throw new DomainError('mergeWithItself', { number });
  if (command.chain.includes(number)) throw new DomainError('mergeCycle', { number, into: command.into });
  return [{ type: 'Merged', into: command.chain.at(-1) ?? command.into }];
}

export function link(command: Command<'link'>, { ticket }: Decision): readonly TicketEvent[] {
  const { number } = ticket;
  if (command.link.ticket === number) throw new DomainError('linkWithItself', { number });
  return [{ type: 'Linked', link: command.link }];
}

export function absorb(command: Command<'absorb'>): readonly TicketEvent[] {
  const { from, requester, watchers, links } = command;
  return [{ type: 'Absorbed', from, requester, watchers, links }];
}

/** A closed ticket comes back for its requester within the policy's time only; agents may reopen at any time. */
export function requireReopenable({ ticket, person, current, now }: Decision): void {
  if (ticket.status !== 'closed' || isAgent(person, current, ticket.team)) return;
  if (now > ticket.closedAt + current.reopenWithin * 1_000) {
    throw new DomainError('reopenTooLate', { number: ticket.number });
  }
}
