import { mayDo } from '../domain/access.ts';
import { DomainError } from '../domain/errors.ts';
import { type LedgerEntry, ledger } from '../domain/ledger.ts';
import type { Actor, Ticket } from '../domain/ticket.ts';
import type { AppDeps } from './ports.ts';

/**
 * The ledger of a ticket's warnings and escalations: what was due when, and what became of it until somebody
 * acknowledged. `ticketUnknown` for what the reader may not see, `notAllowed` for who may see the ticket only.
 */
export async function proveTicket(
  deps: AppDeps,
  { actor, number }: { readonly actor: Actor; readonly number: string },
): Promise<{ readonly ticket: Ticket; readonly entries: readonly LedgerEntry[] }> {
  const { reads } = deps.store;
  const [stored, current] = await Promise.all([reads.ticket(number), deps.policies.current()]);
  if (!stored || !(actor === 'desk' || mayDo.show(actor, stored.ticket, current)))
    throw new DomainError('ticketUnknown', { number });
  const { ticket } = stored;
  if (actor !== 'desk' && !mayDo.prove(actor, ticket, current))
    throw new DomainError('notAllowed', { number, verb: 'prove' });
  const [timeline, tellings, frozen] = await Promise.all([
    reads.timeline(ticket.id),
    reads.tellings(ticket.id),
    deps.policies.at(ticket.promise.deskVersion),
  ]);
  return { ticket, entries: ledger(timeline, tellings, frozen) };
}
