import { decide } from '../domain/decide.ts';
import { DomainError } from '../domain/errors.ts';
import type { PersonId, TicketEvent } from '../domain/ticket.ts';
import { commit, type Happened } from './commit.ts';
import { once } from './once.ts';
import type { AppDeps, StoredTicket } from './ports.ts';

/** No list of pages is longer. */
const MOST = 100;

/**
 * Acknowledges the tickets of a list of pages, as far as they are the person's to acknowledge, in one transaction. Tells
 * how many it were: what is over, or acknowledged already, is passed over.
 */
export async function acknowledgeAll(
  deps: AppDeps,
  input: { key: string; actor: PersonId; numbers: readonly string[] },
): Promise<{ count: number }> {
  const current = await deps.policies.current();
  const actor = { person: input.actor };
  return once(deps, input.key, async (tx) => {
    const at = deps.now();
    const happened: Happened[] = [];
    const numbers = input.numbers.slice(0, MOST);
    for (const stored of numbers.length > 0 ? await tx.lockTickets(numbers) : []) {
      const { ticket } = stored;
      const frozen = await deps.policies.at(ticket.promise.deskVersion);
      const events = acknowledged(stored, { now: at, actor, frozen, current });
      if (events.length > 0) {
        happened.push({ ...stored, before: ticket, events, by: actor, at, frozen, current });
      }
    }
    await commit(tx, ...happened);
    return { count: happened.length };
  });
}

function acknowledged(
  { ticket }: StoredTicket,
  context: Parameters<typeof decide>[2],
): readonly TicketEvent[] {
  try {
    return decide({ type: 'acknowledge', together: true }, ticket, context);
  } catch (error) {
    if (error instanceof DomainError) return [];
    throw error;
  }
}
