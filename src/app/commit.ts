import type { DeskPolicy } from '../domain/desk.ts';
import { evolve } from '../domain/evolve.ts';
import { noticesFor } from '../domain/notices.ts';
import { dueInstants } from '../domain/sla.ts';
import type { Actor, Instant, Ticket, TicketEvent, TimelineEntry } from '../domain/ticket.ts';
import { addressNotice } from './address.ts';
import type { NewNotice, Place, Tx } from './ports.ts';

export interface Happened {
  readonly before: Ticket | null;
  readonly origin: Place;
  /** Sequence of the last event so far; 0 for a new ticket. */
  readonly sequence: number;
  readonly events: readonly TicketEvent[];
  readonly by: Actor;
  readonly at: Instant;
  /** The version that the ticket's promise refers to. */
  readonly frozen: DeskPolicy;
  readonly current: DeskPolicy;
}

/**
 * The heart: writes what happened to a ticket with all that follows from it, in the transaction of its cause: state,
 * timeline, what must be said to whom, and the instants at which something falls due next (decisions 1 and 3).
 * With no events only the due instants are written anew. Returns the ticket as it is now.
 */
export async function commit(tx: Tx, happened: Happened): Promise<Ticket> {
  const { before, origin, events, by, at, frozen, current } = happened;
  let ticket = before;
  const entries: (TimelineEntry & { sequence: number })[] = [];
  const notices: NewNotice[] = [];
  for (const event of events) {
    const entry = { event, at, by, sequence: happened.sequence + entries.length + 1 };
    const after: Ticket = evolve(ticket, entry);
    for (const notice of noticesFor(ticket, entry, after, entry.sequence, current)) {
      notices.push(await addressNotice(notice, { tx, policy: current, ticket: after, origin }));
    }
    entries.push(entry);
    ticket = after;
  }
  if (!ticket) throw new Error('a ticket begins with TicketOpened');
  const written = events.length > 0 ? { ...ticket, version: ticket.version + 1 } : ticket;
  await tx.commitTicket(
    {
      ticket: written,
      isNew: before === null,
      origin,
      entries,
      dues: dueInstants(written, frozen, current),
      notices,
    },
    at,
  );
  return written;
}
