import type { StoredTicket } from '../app/ports.ts';
import { type Clock, clocks, isPromisedToRequester } from '../domain/sla.ts';
import type { BodyId, PersonId, Ticket } from '../domain/ticket.ts';
import type { ChatDeps } from './deps.ts';
import type { TicketCardData, TicketListItem } from './views/data.ts';

/** The texts, files and clocks that a ticket's cards show, as they are now. */
export async function cardData(
  deps: ChatDeps,
  stored: StoredTicket,
  shown: { readonly mention: readonly PersonId[]; readonly mentionToReply: boolean },
): Promise<TicketCardData> {
  const { ticket } = stored;
  const { reads } = deps.store;
  const description = await reads.body(ticket.description);
  const resolution = 'resolution' in ticket && ticket.resolution ? await reads.body(ticket.resolution) : null;
  const { knownError } = ticket;
  return {
    ticket,
    description: description?.text ?? '',
    resolution: resolution?.text ?? null,
    clocks: await deskClocks(deps, ticket),
    files: description?.files ?? [],
    resolutionFiles: resolution?.files ?? [],
    knownError: knownError
      ? { cause: await textOf(deps, knownError.cause), workaround: await textOf(deps, knownError.workaround) }
      : null,
    ...shown,
  };
}

/** What was written; null for nothing. */
export async function textOf(deps: ChatDeps, body: BodyId | null): Promise<string | null> {
  return body === null ? null : ((await deps.store.reads.body(body))?.text ?? null);
}

/** A ticket's clocks as they stand now, by the version of its promise. */
export async function deskClocks(deps: ChatDeps, ticket: Ticket): Promise<readonly Clock[]> {
  return clocks(ticket, await deps.policies.at(ticket.promise.deskVersion), deps.now());
}

/** A ticket as a line of a list, with the deadline of a promise to its requester that comes next. */
export async function listItem(deps: ChatDeps, ticket: Ticket): Promise<TicketListItem> {
  const running = (await deskClocks(deps, ticket)).filter(
    ({ name, stoppedAt, due }) => isPromisedToRequester(name) && stoppedAt === null && due !== null,
  );
  const dues = running.map((clock) => clock.due ?? Number.POSITIVE_INFINITY);
  const due = dues.length > 0 ? Math.min(...dues) : null;
  return { ticket, due, overdue: due !== null && due <= deps.now() };
}
