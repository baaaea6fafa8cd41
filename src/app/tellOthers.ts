import { leadsTold } from '../domain/access.ts';
import { languageOf, tierChannel, toChannel, toPerson } from './address.ts';
import type { AppDeps, TakenDelivery } from './ports.ts';
import { tellDuty } from './tellDuty.ts';

/**
 * What cannot be delivered to a person goes to the channel of the ticket's tier, with the person mentioned by name;
 * the duty channel hears of every delivery that failed, and those who lead if it cannot be written to itself. Run
 * again, it says nothing twice.
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
  if (delivery.kind === 'deskFault') return person ? undefined : tellLeads(deps, delivery, problem);
  const number = stored?.ticket.number ?? '';
  const target = person ?? delivery.conversation ?? '';
  await tellDuty(deps, `undeliverable/${delivery.id}`, {
    type: 'undeliverable',
    number,
    target,
    reason: problem,
  });
}

const DAY_MS = 24 * 3_600_000;

/** Once a day for each duty channel: where it cannot be written to, nothing else can be written to, either. */
async function tellLeads(deps: AppDeps, delivery: TakenDelivery, problem: string): Promise<void> {
  const { workspaceId, conversation } = delivery;
  const now = deps.now();
  const policy = await deps.policies.current();
  const fault = { type: 'dutyUnreachable', target: conversation ?? '', reason: problem } as const;
  await deps.store.transaction(async (tx) => {
    for (const lead of leadsTold(policy)) {
      const key = `dutyUnreachable/${workspaceId}/${conversation}/${Math.floor(now / DAY_MS)}/${lead}`;
      await tx.addNotice(
        {
          key,
          kind: 'deskFault',
          ticketId: null,
          questionId: null,
          event: null,
          urgent: true,
          data: { side: 'person', mention: [], language: await languageOf(tx, policy, lead), fault },
          deliveries: [await toPerson(tx, lead, workspaceId ?? '', key)],
        },
        now,
      );
    }
  });
}
