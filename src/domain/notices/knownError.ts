import type { Ticket, TicketEvent } from '../ticket.ts';
import { type Draft, toEach } from './address.ts';

/**
 * What everybody affected by a known error hears: that it is one, what more is known of it, and that it is over.
 * Whoever comes to be affected hears at once. Nobody hears twice that it is over.
 */
export function knownErrorDrafts(before: Ticket, event: TicketEvent, after: Ticket): readonly Draft[] {
  const { knownError } = after;
  if (before.knownError && !knownError) {
    const told =
      event.type === 'KnownErrorWithdrawn' ? [] : [after.requester, ...(before.major?.affected ?? [])];
    const { affected } = before.knownError;
    return toEach(
      'knownErrorNews',
      affected.filter((person) => !told.includes(person)),
      after,
    );
  }
  if (!knownError) return [];
  const known = event.type === 'KnownErrorRecorded' ? [] : (before.knownError?.affected ?? []);
  return toEach(
    'knownErrorNews',
    knownError.affected.filter((person) => !known.includes(person)),
    after,
  );
}
