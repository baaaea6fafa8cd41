import type { Ticket, TicketEvent } from '../domain/ticket.ts';
import { textOf } from './cardData.ts';
import type { ChatDeps } from './deps.ts';
import type { KnownErrorNews } from './views/knownError.ts';
import type { MajorCardData, MajorNews } from './views/majorIncident.ts';

/** What the card of a major incident shows; `event` is its declaration. */
export async function majorCardData(
  deps: ChatDeps,
  ticket: Ticket,
  event: Extract<TicketEvent, { type: 'MajorDeclared' }>,
): Promise<MajorCardData> {
  return {
    ticket,
    summary: (await textOf(deps, event.body)) ?? '',
    lastUpdate: await textOf(deps, ticket.major?.lastUpdate ?? null),
  };
}

/** What an event says of a major incident to those whom it concerns; null when it is over and there is nothing to say. */
export async function majorNewsOf(
  deps: ChatDeps,
  { major }: Ticket,
  event: TicketEvent,
): Promise<MajorNews | null> {
  switch (event.type) {
    case 'StoodDown':
      return { about: 'over', reason: await textOf(deps, event.body) };
    case 'Resolved':
    case 'Closed':
    case 'Cancelled':
    case 'Merged':
      return { about: 'over', reason: null };
  }
  if (!major) return null;
  if (event.type === 'MajorUpdateMissed') {
    return { about: 'updateMissed', due: event.due, affected: major.affected.length };
  }
  if (event.type === 'MajorUpdated') {
    return { about: 'updated', major, text: (await textOf(deps, event.body)) ?? '' };
  }
  const [summary, lastUpdate] = await Promise.all([
    textOf(deps, major.summary),
    textOf(deps, major.lastUpdate),
  ]);
  return { about: 'declared', major, summary: summary ?? '', lastUpdate };
}

/** What an event says of a known error to those whom it concerns. */
export async function knownErrorNewsOf(
  deps: ChatDeps,
  { knownError }: Ticket,
  event: TicketEvent,
): Promise<KnownErrorNews> {
  if (event.type === 'KnownErrorWithdrawn') return { about: 'over', reason: await textOf(deps, event.body) };
  if (!knownError) return { about: 'over', reason: null };
  return { about: 'recorded', workaround: await textOf(deps, knownError.workaround) };
}
