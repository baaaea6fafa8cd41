import { decide } from '../domain/decide.ts';
import type { TicketEvent } from '../domain/ticket.ts';
import { commit } from './commit.ts';
import type { AppDeps, TakenDelivery } from './ports.ts';

/**
 * Gives up a delivery for good. If nothing of a rung could be delivered, the ladder climbs at once, which is recorded
 * (decision 16 of the design). The ticket is locked before, so that of two that are given up at once the second sees
 * the first. Run again, it changes nothing.
 */
export async function giveUpDelivery(
  deps: AppDeps,
  delivery: TakenDelivery,
  owner: string,
  problem: string,
): Promise<void> {
  const told = await escalationOf(deps, delivery);
  const current = await deps.policies.current();
  await deps.store.transaction(async (tx) => {
    const stored = told ? await tx.lockTicket(told.number) : null;
    const { nobodyReached } = await tx.giveUpDelivery(delivery.id, owner, problem);
    if (!told || !stored || !nobodyReached) return;
    const { ticket } = stored;
    const { run, rung, round } = told.event;
    const at = deps.now();
    const frozen = await deps.policies.at(ticket.promise.deskVersion);
    const command = { type: 'rungUnreachable', run, rung, round } as const;
    const events = decide(command, ticket, { now: at, actor: 'desk', frozen, current });
    if (events.length === 0) return;
    await commit(tx, { ...stored, before: ticket, events, by: 'desk', at, frozen, current });
  });
}

/** The escalation that a page tells, and its ticket. */
async function escalationOf(
  deps: AppDeps,
  { kind, ticketId, event: sequence }: TakenDelivery,
): Promise<{ number: string; event: Extract<TicketEvent, { type: 'Escalated' }> } | null> {
  if (kind !== 'page' || !ticketId || sequence === null) return null;
  const [page] = await deps.store.reads.pages([{ ticketId, event: sequence }]);
  if (page?.entry.event.type !== 'Escalated') return null;
  return { number: page.ticket.number, event: page.entry.event };
}
