import type { TicketCommand } from '../command.ts';
import { DomainError } from '../errors.ts';
import { isKnownIssue } from '../knownError.ts';
import type { PersonId, Ticket, TicketEvent } from '../ticket.ts';
import type { Decision } from './context.ts';

type Command<Type extends TicketCommand['type']> = Extract<TicketCommand, { type: Type }>;

/** Affected are the requester, who watches, and the requesters of duplicates; others come to it by `meToo`. */
export function declareMajor(
  { body, duplicates }: Command<'major'>,
  { ticket, current }: Decision,
): readonly TicketEvent[] {
  const { majorIncidents } = current;
  if (!majorIncidents) throw new DomainError('majorIncidentsNotSet', { number: ticket.number });
  const { channel, updateEvery } = majorIncidents;
  const ladder = current.ladders[majorIncidents.ladder];
  if (!ladder) throw new Error(`desk version ${current.version} has no ladder ${majorIncidents.ladder}`);
  const affected = affectedAtFirst(ticket, duplicates);
  return [{ type: 'MajorDeclared', body, channel, ladder, updateEvery, affected }];
}

export function updateMajor({ body }: Command<'update'>, { ticket }: Decision): readonly TicketEvent[] {
  if (!ticket.major) throw new DomainError('notMajor', { number: ticket.number });
  return [{ type: 'MajorUpdated', body }];
}

export function addAffected(person: PersonId, { ticket }: Decision): readonly TicketEvent[] {
  if (!isKnownIssue(ticket)) throw new DomainError('notMajor', { number: ticket.number });
  return [{ type: 'AffectedAdded', person }];
}

/** Affected at first, as by a major incident; who heard of it already goes on to. */
export function recordKnownError(
  { cause, workaround, duplicates }: Command<'knownError'>,
  { ticket }: Decision,
): readonly TicketEvent[] {
  if (cause === null && workaround === null)
    throw new DomainError('knownErrorEmpty', { number: ticket.number });
  const affected = ticket.knownError?.affected ?? affectedAtFirst(ticket, duplicates);
  return [{ type: 'KnownErrorRecorded', cause, workaround, affected }];
}

function affectedAtFirst(ticket: Ticket, duplicates: readonly PersonId[]): readonly PersonId[] {
  return [...new Set([ticket.requester, ...ticket.watchers, ...duplicates])];
}
