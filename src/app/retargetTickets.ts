import { retarget } from '../domain/decide/retarget.ts';
import type { DeskPolicy } from '../domain/desk.ts';
import type { PersonId } from '../domain/ticket.ts';
import { commit } from './commit.ts';
import type { AppDeps, Tx } from './ports.ts';

/** So many tickets are locked at once. */
const BATCH = 100;

/**
 * Puts every open ticket under a version of the desk: its promise, what falls due for it, and its timeline, which names
 * who did it. What was resolved, closed, cancelled or merged keeps its promise and its results. Each batch is a
 * transaction; run again after a crash it does the rest. Gives how many tickets were changed.
 */
export async function retargetTickets(deps: AppDeps, version: number, by: PersonId): Promise<number> {
  const to = await deps.policies.at(version);
  let changed = 0;
  let after = '';
  for (;;) {
    const batch = await deps.store.reads.openUnderOtherVersion(version, { after, limit: BATCH });
    const last = batch.at(-1);
    if (!last) return changed;
    const numbers = batch.map(({ number }) => number);
    changed += await deps.store.transaction((tx) => retargetBatch(deps, tx, numbers, to, by));
    after = last.id;
  }
}

async function retargetBatch(
  deps: AppDeps,
  tx: Tx,
  numbers: readonly string[],
  to: DeskPolicy,
  person: PersonId,
): Promise<number> {
  const at = deps.now();
  const happened = (await tx.lockTickets(numbers)).flatMap((stored) => {
    const events = retarget(stored.ticket, to);
    if (events.length === 0) return [];
    return [{ ...stored, before: stored.ticket, events, by: { person }, at, frozen: to, current: to }];
  });
  await commit(tx, ...happened);
  return happened.length;
}
