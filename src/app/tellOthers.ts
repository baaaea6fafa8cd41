import { tierChannel, toChannel } from './address.ts';
import type { AppDeps, TakenDelivery } from './ports.ts';
import { tellDuty } from './tellDuty.ts';

/**
 * What cannot be delivered to a person goes to the channel of the ticket's tier, with the person mentioned by name;
 * the duty channel hears of every delivery that failed. Run again, it says nothing twice.
 */
export async function tellOthers(deps: AppDeps, delivery: TakenDelivery, problem: string): Promise<void> {
  const { person, ticketId } = delivery;
  const stored = ticketId ? await deps.store.reads.ticketById(ticketId) : null;
  // Who only reads what the desk says to itself needs no second voice.
  if (person && ticketId && stored && delivery.data.side === 'person') {
    const policy = await deps.policies.current();
    const channel = tierChannel(policy, stored.ticket.team, stored.ticket.tier);
    await deps.store.transaction(async (tx) => {
      await tx.addNotice(
        {
          key: `instead/${delivery.id}`,
          kind: delivery.kind,
          ticketId,
          questionId: null,
          event: delivery.event,
          urgent: delivery.urgent,
          data: { ...delivery.data, side: 'agents', mention: [person], language: channel.language },
          deliveries: await toChannel(tx, channel, null, ticketId),
        },
        deps.now(),
      );
    });
  }
  if (delivery.kind === 'deskFault') return;
  const number = stored?.ticket.number ?? '';
  const target = person ?? delivery.conversation ?? '';
  await tellDuty(deps, `undeliverable/${delivery.id}`, {
    type: 'undeliverable',
    number,
    target,
    reason: problem,
  });
}
