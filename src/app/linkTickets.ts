import { decide } from '../domain/decide.ts';
import { DomainError } from '../domain/errors.ts';
import { isKnownIssue } from '../domain/knownError.ts';
import type { PersonId, TicketLink } from '../domain/ticket.ts';
import { commit } from './commit.ts';
import { once } from './once.ts';
import type { AppDeps, StoredTicket } from './ports.ts';

/**
 * Links one ticket to another. The requester of a duplicate of a major incident or a known error is affected by it, and
 * hears of it from then on; both tickets are locked in the order of their ids.
 */
export async function linkTickets(
  deps: AppDeps,
  input: { key: string; actor: PersonId; number: string; link: TicketLink },
): Promise<{ number: string; changed: boolean }> {
  const { number, link } = input;
  const current = await deps.policies.current();
  return once(deps, input.key, async (tx) => {
    const locked = await tx.lockTickets([number, link.ticket]);
    const source = locked.find((each) => each.ticket.number === number);
    if (!source) throw new DomainError('ticketUnknown', { number });
    const at = deps.now();
    const actor = { person: input.actor };
    const happen = async (stored: StoredTicket, command: Parameters<typeof decide>[0]) => {
      const { ticket } = stored;
      const frozen = await deps.policies.at(ticket.promise.deskVersion);
      const events = decide(command, ticket, { now: at, actor, frozen, current });
      if (events.length === 0) return false;
      await commit(tx, { ...stored, before: ticket, events, by: actor, at, frozen, current });
      return true;
    };
    const changed = await happen(source, { type: 'link', link });
    const target = locked.find((each) => each.ticket.number === link.ticket);
    if (changed && link.type === 'duplicates' && target && isKnownIssue(target.ticket)) {
      await happen(target, { type: 'affect', person: source.ticket.requester });
    }
    return { number, changed };
  });
}
