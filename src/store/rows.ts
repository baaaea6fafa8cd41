import type { Place, StoredTicket } from '../app/ports.ts';
import type { Ticket, TicketEvent, TimelineEntry } from '../domain/ticket.ts';
import type { Ticket as TicketRow } from './generated/client.ts';

/** Rows of PostgreSQL into what the domain calls them. The state is written by `commitTickets` alone. */

type StateRow = Pick<
  TicketRow,
  'state' | 'originWorkspaceId' | 'originConversation' | 'originThread' | 'originKind'
>;

export function storedTicket(row: StateRow & { sequence: number }): StoredTicket {
  return { ticket: ticketOf(row), origin: originOf(row), sequence: row.sequence };
}

export function ticketOf(row: Pick<TicketRow, 'state'>): Ticket {
  return completed(row.state as Ticket & object);
}

/** A ticket with what was not kept yet when it was written. */
function completed(stored: Ticket): Ticket {
  if ('waits' in stored) return stored;
  return { ...(stored as Ticket), waits: [], handOvers: [], priorityChanges: [], retargetedAt: null };
}

function originOf(row: StateRow): Place {
  return {
    workspaceId: row.originWorkspaceId,
    conversation: row.originConversation,
    thread: row.originThread,
    kind: row.originKind === 'channel' ? 'channel' : 'direct',
  };
}

export function timelineEntry(row: {
  sequence: number;
  at: Date;
  actorId: string | null;
  data: unknown;
}): TimelineEntry & { sequence: number } {
  return {
    sequence: row.sequence,
    at: row.at.getTime(),
    by: row.actorId === null ? 'desk' : { person: row.actorId },
    event: eventOf(row.data as TicketEvent),
  };
}

export function eventOf(stored: TicketEvent): TicketEvent {
  return stored.type === 'TicketOpened' ? { ...stored, ticket: completed(stored.ticket) } : stored;
}
