import type { KnownError } from '../knownError.ts';
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

/** These people hear of it as well, if it is a major incident or a known error. */
export function affected(ticket: Ticket, people: readonly PersonId[]): Ticket {
  const more = (known: readonly PersonId[] = []) => [...new Set([...known, ...people])];
  const { knownError } = ticket;
  const told = withMajor(ticket, { affected: more(ticket.major?.affected) });
  return knownError ? { ...told, knownError: { ...knownError, affected: more(knownError.affected) } } : told;
}

/** What was recorded before is kept where nothing new is said of it. */
export function recordedKnownError(
  before: KnownError | undefined,
  { cause, workaround, affected: people }: Extract<TicketEvent, { type: 'KnownErrorRecorded' }>,
  at: Instant,
): KnownError {
  return {
    cause: cause ?? before?.cause ?? null,
    workaround: workaround ?? before?.workaround ?? null,
    recordedAt: before?.recordedAt ?? at,
    affected: people,
  };
}
