import type { MajorIncident } from '../majorIncident.ts';
import type { Instant, PersonId, Ticket, TicketEvent } from '../ticket.ts';

export function declaredMajor(
  event: Extract<TicketEvent, { type: 'MajorDeclared' }>,
  at: Instant,
): MajorIncident {
  const { body: summary, channel, ladder, updateEvery, affected: people } = event;
  return {
    summary,
    declaredAt: at,
    channel,
    ladder,
    updateEvery,
    affected: people,
    lastUpdate: null,
    lastToldAt: at,
    remindedAt: null,
  };
}

/** The ticket with changes of its major incident; as it is when that is over. */
export function withMajor(ticket: Ticket, changes: Partial<MajorIncident>): Ticket {
  return ticket.major ? { ...ticket, major: { ...ticket.major, ...changes } } : ticket;
}

/** These people hear of the major incident as well, if it is one. */
export function affected(ticket: Ticket, people: readonly PersonId[]): Ticket {
  return withMajor(ticket, { affected: [...new Set([...(ticket.major?.affected ?? []), ...people])] });
}
