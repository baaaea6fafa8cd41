import type { TakenDelivery } from '../../app/ports.ts';
import type { ChannelError } from '../../chat/channel.ts';
import type { SendDeps } from './send.ts';

const FAULT_RETRY_MS = 5_000;

/** What becomes of a delivery that the platform did not take. */
export async function afterChannelError(
  deps: SendDeps,
  delivery: TakenDelivery,
  error: ChannelError,
): Promise<void> {
  const { outbox, owner, pauses } = deps;
  const now = deps.realNow();
  const problem = error.message;
  // What was not known before this try is not known after it.
  const maybeSent = error.maybeSent || delivery.uncertain;
  switch (error.code) {
    case 'rate_limited': {
      const notBefore = now + (error.retryAfterMs ?? 1_000);
      await outbox.retry(delivery.id, owner, { notBefore, problem, maybeSent });
      return;
    }
    case 'down': {
      const wait = delivery.workspaceId ? pauses.platformDown(delivery.workspaceId) : FAULT_RETRY_MS;
      const notBefore = now + wait;
      await outbox.retry(delivery.id, owner, { notBefore, problem, maybeSent });
      return;
    }
    case 'forbidden':
    case 'gone':
    case 'rejected':
      deps.log.info(
        { delivery: String(delivery.id), kind: delivery.kind, problem },
        'A message is undeliverable',
      );
      await deps.undeliverable(delivery, problem);
  }
}
