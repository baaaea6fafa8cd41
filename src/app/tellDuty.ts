import type { DeskPolicy } from '../domain/desk.ts';
import type { DeskFault } from '../domain/noticeTypes.ts';
import { toChannel } from './address.ts';
import type { AppDeps, NewNotice, Tx } from './ports.ts';

/** Tells the duty channel of a fault of the desk itself, once for each key. */
export async function tellDuty(deps: AppDeps, key: string, fault: DeskFault): Promise<void> {
  const policy = await deps.policies.current();
  await deps.store.transaction(async (tx) => {
    await tx.addNotice(await dutyNotice(tx, policy, key, fault), deps.now());
  });
}

/** To every platform of the duty channel: the fault may be that one of them is away. */
export async function dutyNotice(
  tx: Tx,
  { dutyChannel }: DeskPolicy,
  key: string,
  fault: DeskFault,
): Promise<NewNotice> {
  return {
    key: `duty/${key}`,
    kind: 'deskFault',
    ticketId: null,
    questionId: null,
    event: null,
    urgent: true,
    data: { side: 'duty', mention: [], language: dutyChannel.language, fault },
    deliveries: await toChannel(tx, dutyChannel, null, key),
  };
}
