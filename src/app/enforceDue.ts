import { decide } from '../domain/decide.ts';
import { commit, type Happened } from './commit.ts';
import type { AppDeps } from './ports.ts';

/**
 * Acts on everything that is due for these tickets: warnings, breaches, rungs, stale acknowledgements, auto-close. One
 * transaction for all of them, since deadlines come in crowds. Each row is locked and its due instants are looked at
 * again, so a deadline that was moved or met meanwhile does nothing. A ticket that another transaction has is left
 * out; whoever sweeps next sees it again. Rejects, and changes none of them, if one cannot be decided.
 */
export async function enforceDue(deps: AppDeps, ticketIds: readonly string[]): Promise<void> {
  const current = await deps.policies.current();
  await deps.store.transaction(async (tx) => {
    const locked = await tx.lockTicketsUnlessBusy(ticketIds);
    const platforms = (await tx.workspaces()).map(({ platform }) => platform);
    const at = deps.now();
    const happened: Happened[] = [];
    for (const stored of locked) {
      const { ticket } = stored;
      const frozen = await deps.policies.at(ticket.promise.deskVersion);
      const events = decide({ type: 'enforceDue', platforms }, ticket, {
        now: at,
        actor: 'desk',
        frozen,
        current,
      });
      happened.push({ ...stored, before: ticket, events, by: 'desk', at, frozen, current });
    }
    await commit(tx, ...happened);
  });
}
