import type { DeskPolicy } from '../domain/desk.ts';
import { evolve } from '../domain/evolve.ts';
import { noticesFor } from '../domain/notices.ts';
import type { Notice } from '../domain/noticeTypes.ts';
import { dueInstants } from '../domain/sla.ts';
import type { Actor, Instant, Ticket, TicketEvent, TimelineEntry } from '../domain/ticket.ts';
import { addressees, addressNotice } from './address.ts';
import type { NewNotice, Place, TicketCommit, Tx } from './ports.ts';

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
 * The heart: writes what happened to tickets with all that follows from it, in the transaction of its cause: state,
 * timeline, what must be said to whom, and the instants at which something falls due next (decisions 1 and 3).
 * Of a ticket without events only the due instants are written anew.
 */
export async function commit(tx: Tx, ...happened: readonly Happened[]): Promise<void> {
  const told = happened.map(consequences);
  // What is asked for one by one below is known then.
  await tx.accounts(
    told.flatMap(({ said }) => said.flatMap(({ notice, ticket }) => addressees(notice, ticket))),
  );
  const commits: TicketCommit[] = [];
  for (const [index, { ticket, entries, said }] of told.entries()) {
    const of = happened[index];
    if (!of) continue;
    const { before, origin, at, frozen, current } = of;
    const notices: NewNotice[] = [];
    for (const each of said) {
      const addressing = { tx, policy: current, ticket: each.ticket, origin };
      notices.push(await addressNotice(each.notice, addressing));
    }
    const dues = dueInstants(ticket, frozen, current);
    commits.push({ ticket, isNew: before === null, origin, at, entries, dues, notices });
  }
  if (commits.length > 0) await tx.commitTickets(commits);
}

interface Consequences {
  readonly ticket: Ticket;
  readonly entries: TicketCommit['entries'];
  /** Each notice with the ticket as it was after the event that it tells. */
  readonly said: readonly { readonly notice: Notice; readonly ticket: Ticket }[];
}

function consequences({ before, sequence, events, by, at, current }: Happened): Consequences {
  let ticket = before;
  const entries: (TimelineEntry & { sequence: number })[] = [];
  const said: Consequences['said'][number][] = [];
  for (const event of events) {
    const entry = { event, at, by, sequence: sequence + entries.length + 1 };
    const after: Ticket = evolve(ticket, entry);
    for (const notice of noticesFor(ticket, entry, after, entry.sequence, current))
      said.push({ notice, ticket: after });
    entries.push(entry);
    ticket = after;
  }
  if (!ticket) throw new Error('a ticket begins with TicketOpened');
  const written = events.length > 0 ? { ...ticket, version: ticket.version + 1 } : ticket;
  return { ticket: written, entries, said };
}
