import type { DeskFault } from '../domain/noticeTypes.ts';
import { toChannel } from './address.ts';
import type { AppDeps } from './ports.ts';

/** Tells the duty channel of a fault of the desk itself, once for each key. */
export async function tellDuty(deps: AppDeps, key: string, fault: DeskFault): Promise<void> {
  const { dutyChannel } = await deps.policies.current();
  await deps.store.transaction(async (tx) => {
    await tx.addNotice(
      {
        key: `duty/${key}`,
        kind: 'deskFault',
        ticketId: null,
        questionId: null,
        event: null,
        urgent: true,
        data: { side: 'duty', mention: [], language: dutyChannel.language, fault },
        deliveries: await toChannel(tx, dutyChannel, null, key),
      },
      deps.now(),
    );
  });
}
