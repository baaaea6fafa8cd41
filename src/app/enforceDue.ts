import { decide } from '../domain/decide.ts';
import { commit } from './commit.ts';
import type { AppDeps } from './ports.ts';

/**
 * Acts on everything that is due for one ticket: warnings, breaches, rungs, stale acknowledgements, auto-close.
 * The row is locked and its due instants are looked at again, so a deadline that was moved or met meanwhile does
 * nothing. False: another transaction had the ticket; whoever sweeps next sees it again.
 */
export async function enforceDue(deps: AppDeps, ticketId: string): Promise<boolean> {
  const current = await deps.policies.current();
  return deps.store.transaction(async (tx) => {
    const stored = await tx.lockTicketUnlessBusy(ticketId);
    if (!stored) return false;
    const { ticket } = stored;
    const at = deps.now();
    const frozen = await deps.policies.at(ticket.promise.deskVersion);
    const events = decide({ type: 'enforceDue' }, ticket, { now: at, actor: 'desk', frozen, current });
    await commit(tx, { ...stored, before: ticket, events, by: 'desk', at, frozen, current });
    return true;
  });
}
