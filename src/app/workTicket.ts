import type { TicketCommand } from '../domain/command.ts';
import { decide } from '../domain/decide.ts';
import { DomainError } from '../domain/errors.ts';
import type { PersonId } from '../domain/ticket.ts';
import { commit } from './commit.ts';
import { once } from './once.ts';
import type { AppDeps, NewBody, StoredTicket, Tx } from './ports.ts';

export interface WorkTicket {
  readonly key: string;
  readonly actor: PersonId;
  readonly number: string;
  readonly command: TicketCommand;
  /** The text that the command refers to by its id. */
  readonly body: NewBody | null;
  /** Of a known error, its cause; `body` is the way around it. */
  readonly cause?: NewBody | null;
  /** What was offered to the agents of a ticket (by its id, since it may be merged by now) and is sent with it. */
  readonly assist?: { readonly ticketId: string; readonly rank: number };
}

/**
 * Somebody does something with a ticket: claim, reply, hold, resolve ... One transaction with the ticket's row locked,
 * so that of two agents who claim at once exactly one gets it. Doing it twice changes nothing and is no error.
 */
export async function workTicket(
  deps: AppDeps,
  work: WorkTicket,
): Promise<{ number: string; changed: boolean }> {
  const current = await deps.policies.current();
  return once(deps, work.key, async (tx) => {
    const stored = await lockForWork(tx, work);
    const { ticket } = stored;
    const at = deps.now();
    const frozen = await deps.policies.at(ticket.promise.deskVersion);
    const actor = { person: work.actor };
    const events = decide(work.command, ticket, { now: at, actor, frozen, current });
    if (events.length === 0) return { number: ticket.number, changed: false };
    if (work.body) await tx.saveBody(work.body, at);
    if (work.cause) await tx.saveBody(work.cause, at);
    if (work.assist) await tx.useAssistance(work.assist.ticketId, work.assist.rank, work.actor, at);
    await commit(tx, { ...stored, before: ticket, events, by: actor, at, frozen, current });
    return { number: ticket.number, changed: true };
  });
}

const MERGED_CHAIN = 20;

/** What is said in the thread of a merged ticket lands in the one it was merged into. */
async function lockForWork(tx: Tx, work: WorkTicket): Promise<StoredTicket> {
  let number = work.number;
  for (let step = 0; step < MERGED_CHAIN; step++) {
    const stored = await tx.lockTicket(number);
    if (!stored) break;
    const said = work.command.type === 'reply' || work.command.type === 'note';
    if (stored.ticket.status !== 'merged' || !said) return stored;
    number = stored.ticket.into;
  }
  throw new DomainError('ticketUnknown', { number });
}
