import { decide } from '../domain/decide.ts';
import { DomainError } from '../domain/errors.ts';
import type { PersonId, TicketEvent } from '../domain/ticket.ts';
import { commit } from './commit.ts';
import { once } from './once.ts';
import type { AppDeps, StoredTicket, Tx } from './ports.ts';

/**
 * Merges one ticket into another: the source ends and points to the target, which takes over its requester as a
 * watcher, its watchers and its links.
 */
export async function mergeTickets(
  deps: AppDeps,
  input: { key: string; actor: PersonId; number: string; into: string },
): Promise<{ number: string; changed: boolean }> {
  const current = await deps.policies.current();
  const chain = await chainFrom(deps, input.into);
  const last = chain.at(-1) ?? input.into;
  return once(deps, input.key, async (tx) => {
    if (input.into === input.number) throw new DomainError('mergeWithItself', { number: input.number });
    if (last === input.number)
      throw new DomainError('mergeCycle', { number: input.number, into: input.into });
    const [source, target] = await lockBoth(tx, input.number, last);
    const at = deps.now();
    const actor = { person: input.actor };
    const happen = async (stored: StoredTicket, events: readonly TicketEvent[]) => {
      const frozen = await deps.policies.at(stored.ticket.promise.deskVersion);
      await commit(tx, { ...stored, before: stored.ticket, events, by: actor, at, frozen, current });
    };
    const context = async (stored: StoredTicket) => ({
      now: at,
      actor,
      frozen: await deps.policies.at(stored.ticket.promise.deskVersion),
      current,
    });
    const merged = decide({ type: 'merge', into: last, chain }, source.ticket, await context(source));
    if (merged.length === 0) return { number: last, changed: false };
    const { number, requester, watchers, links } = source.ticket;
    const absorbed = decide(
      { type: 'absorb', from: number, requester, watchers, links },
      target.ticket,
      await context(target),
    );
    await happen(source, merged);
    await happen(target, absorbed);
    return { number: last, changed: true };
  });
}

/** Numbers from the named target to the end of its own mergers. */
async function chainFrom(deps: AppDeps, into: string): Promise<string[]> {
  const chain: string[] = [];
  let number: string | null = into;
  while (number && !chain.includes(number)) {
    chain.push(number);
    const stored: StoredTicket | null = await deps.store.reads.ticket(number);
    number = stored?.ticket.status === 'merged' ? stored.ticket.into : null;
  }
  return chain;
}

/** Both are locked in the order of their ids, so that two mergers of the same pair cannot wait for each other. */
async function lockBoth(tx: Tx, source: string, target: string): Promise<[StoredTicket, StoredTicket]> {
  const locked = await tx.lockTickets([source, target]);
  const get = (number: string) => {
    const found = locked.find((each) => each.ticket.number === number);
    if (!found) throw new DomainError('ticketUnknown', { number });
    return found;
  };
  return [get(source), get(target)];
}
