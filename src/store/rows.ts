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
  return row.state as Ticket & object;
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
    event: row.data as TicketEvent,
  };
}
