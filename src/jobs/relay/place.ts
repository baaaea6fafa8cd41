import type { TakenDelivery } from '../../app/ports.ts';
import { ChannelError, type Destination, type PostedMessage } from '../../chat/channel.ts';
import type { Edge } from '../../chat/edge.ts';
import type { View } from '../../chat/view.ts';
import type { SendDeps } from './send.ts';

const NO_EDGE_RETRY_MS = 15_000;
/** Slack takes about one message a second in a channel; pages that come within it become one list. */
const NEXT_PAGE_MS = 1_000;

/** Where a delivery goes, and by which edge. */
export interface DeliveryPlace {
  readonly edge: Edge;
  readonly destination: Destination;
}

/** Where a delivery goes; null when that was not to be found out, which is recorded then. */
export async function resolvePlace(deps: SendDeps, delivery: TakenDelivery): Promise<DeliveryPlace | null> {
  const { outbox, owner } = deps;
  let { workspaceId, account, conversation } = delivery;
  if (!workspaceId && delivery.person) {
    const found = await deps.findAccount(delivery.person);
    if (!found) {
      await deps.undeliverable(delivery, 'no account on any platform');
      return null;
    }
    workspaceId = found.workspaceId;
    account = found.account;
  }
  const edge = workspaceId ? await deps.edgeOf(workspaceId) : null;
  if (!workspaceId || !edge) {
    const notBefore = deps.realNow() + NO_EDGE_RETRY_MS;
    await outbox.retry(delivery.id, owner, {
      notBefore,
      problem: 'the platform is not connected',
      maybeSent: delivery.uncertain,
    });
    return null;
  }
  if (!conversation) {
    if (!account) throw new ChannelError('gone', 'a delivery to nowhere');
    conversation = await edge.channel.direct(workspaceId, account);
    await outbox.addressed(delivery.id, { workspaceId, account, conversation });
  }
  const anchored = delivery.anchor && delivery.ticketId;
  const thread = anchored
    ? await outbox.anchor(delivery.ticketId ?? '', workspaceId, conversation, delivery.anchor ?? 'agents')
    : delivery.thread;
  return { edge, destination: { workspaceId, conversation, thread } };
}

/** Posts; where the platform asks to wait nothing else is tried until then. */
export async function postAt(
  deps: SendDeps,
  { edge, destination }: DeliveryPlace,
  view: View,
  delivery: TakenDelivery,
  key: string,
): Promise<PostedMessage> {
  if (delivery.urgent) rest(deps, destination, delivery, NEXT_PAGE_MS);
  try {
    return await edge.channel.post(destination, view, key);
  } catch (error) {
    if (error instanceof ChannelError && error.code === 'rate_limited')
      rest(deps, destination, delivery, error.retryAfterMs ?? 1_000);
    throw error;
  }
}

/** Leaves a conversation alone for a while; what is addressed to its person, and knows no conversation yet, too. */
function rest(
  deps: SendDeps,
  { workspaceId, conversation }: Destination,
  { account }: TakenDelivery,
  milliseconds: number,
): void {
  deps.pauses.conversation(workspaceId, conversation, milliseconds);
  if (account) deps.pauses.conversation(workspaceId, `@${account}`, milliseconds);
}
