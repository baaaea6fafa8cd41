import type { Outbox, TakenDelivery } from '../../app/ports.ts';
import { ChannelError, type Destination, type PostedMessage } from '../../chat/channel.ts';
import type { Draw, Drawn, DrawTogether } from '../../chat/drawn.ts';
import type { Edge } from '../../chat/edge.ts';
import type { View } from '../../chat/view.ts';
import type { Pauses } from './pauses.ts';

export interface SendDeps {
  readonly outbox: Outbox;
  readonly draw: Draw;
  readonly drawTogether: DrawTogether;
  readonly pauses: Pauses;
  /** The edge that serves a workspace; null when this process has none for it. */
  readonly edgeOf: (workspaceId: string) => Promise<Edge | null>;
  /** Looks for an account of somebody who has none yet. */
  readonly findAccount: (person: string) => Promise<{ workspaceId: string; account: string } | null>;
  /** Records whom else it is told, when it cannot be delivered. */
  readonly undeliverable: (delivery: TakenDelivery, problem: string) => Promise<void>;
  /** What to do with a message that is no page when nobody knows whether it arrived. */
  readonly unknownDelivery: () => Promise<'again' | 'drop'>;
  readonly owner: string;
  readonly realNow: () => number;
  readonly log: {
    info(details: object, message: string): void;
    error(details: object, message: string): void;
  };
}

const NO_EDGE_RETRY_MS = 15_000;
const FAULT_RETRY_MS = 5_000;
/** Clocks of the platform and of this machine may differ by so much. */
const FIND_MARGIN_MS = 120_000;

/** Sends one delivery to its end: sent, to be tried again, superseded or undeliverable. Never rejects. */
export async function sendDelivery(deps: SendDeps, delivery: TakenDelivery): Promise<void> {
  const { outbox, owner, log } = deps;
  let posted = false;
  try {
    await deliver(deps, delivery, () => {
      posted = true;
    });
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    if (!(error instanceof ChannelError)) {
      log.error({ err: error, delivery: String(delivery.id) }, 'A delivery failed in Firstline itself');
      const notBefore = deps.realNow() + FAULT_RETRY_MS;
      // The database may be what is away; the lease ends by itself then.
      await outbox
        .retry(delivery.id, owner, { notBefore, problem, maybeSent: posted || delivery.uncertain })
        .catch(() => undefined);
      return;
    }
    await afterChannelError(deps, delivery, error).catch((fault) =>
      log.error({ err: fault, delivery: String(delivery.id) }, 'A failed delivery could not be recorded'),
    );
  }
}

async function deliver(deps: SendDeps, delivery: TakenDelivery, onPosted: () => void): Promise<void> {
  const { outbox, owner } = deps;
  const place = await resolvePlace(deps, delivery);
  if (!place) return;
  const { edge, destination } = place;
  const { workspaceId, conversation } = destination;
  const said = { ...delivery, workspaceId, conversation };
  let maybeRepeat = false;
  if (delivery.uncertain) {
    const since = (delivery.firstTriedAt ?? delivery.createdAt) - FIND_MARGIN_MS;
    const found = await findAgain(edge, destination, delivery, since);
    if (found === 'unknowable') {
      if (!delivery.urgent && (await deps.unknownDelivery()) === 'drop') {
        const why = 'delivery not known; desk.yaml says not to repeat';
        await outbox.superseded(delivery.id, owner, why, deps.realNow());
        return;
      }
      maybeRepeat = delivery.urgent;
    } else if (found !== 'absent') {
      await recordSent(
        deps,
        delivery,
        destination,
        found,
        { version: 0, unfinished: true, opensThread: sideOf(delivery) },
        false,
      );
      return;
    } else if (delivery.listedAs !== null) {
      await outbox.untoldList(delivery.listedAs, owner, deps.realNow());
      return;
    }
  }
  if (delivery.listedAs !== null) await outbox.unlisted(delivery.id);
  const drawn = await deps.draw({ ...said, stands: false, maybeRepeat });
  if ('superseded' in drawn) {
    await outbox.superseded(delivery.id, owner, drawn.superseded, deps.realNow());
    return;
  }
  if (!(await stillHeld(deps, [delivery]))) return;
  const posted = await postAt(deps, place, drawn.view, delivery, keyOf(delivery));
  onPosted();
  deps.pauses.platformUp(destination.workspaceId);
  await recordSent(deps, delivery, destination, posted, drawn, maybeRepeat);
}

/**
 * Asked directly before the platform is: whoever stood still for longer than a lease may have been taken for dead.
 * What nobody has taken over meanwhile goes back to be taken anew.
 */
export async function stillHeld(deps: SendDeps, deliveries: readonly TakenDelivery[]): Promise<boolean> {
  const { outbox, owner } = deps;
  const ids = deliveries.map(({ id }) => id);
  if (await outbox.holds(ids, owner, deps.realNow())) return true;
  const problem = 'its lease had ended before it was sent';
  for (const { id, uncertain } of deliveries)
    await outbox.retry(id, owner, { notBefore: deps.realNow(), problem, maybeSent: uncertain });
  return false;
}

/** A page that was being told in a list stands there, as a message of its own, or not at all. */
function findAgain(edge: Edge, destination: Destination, delivery: TakenDelivery, since: number) {
  if (delivery.listedAs === null) return edge.channel.find(destination, keyOf(delivery), since);
  return edge.channel.find({ ...destination, thread: null }, listKey(delivery.listedAs), since);
}

/** Slack takes about one message a second in a channel; pages that come within it become one list. */
const NEXT_PAGE_MS = 1_000;

/** Posts; where the platform asks to wait nothing else is tried until then. */
export async function postAt(
  deps: SendDeps,
  { edge, destination }: { edge: Edge; destination: Destination },
  view: View,
  delivery: TakenDelivery,
  key: string,
): Promise<PostedMessage> {
  try {
    const posted = await edge.channel.post(destination, view, key);
    if (delivery.urgent) rest(deps, destination, delivery, NEXT_PAGE_MS);
    return posted;
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

/** A card's thread belongs to its ticket; one found again is drawn anew, since its version is not known. */
const sideOf = (delivery: TakenDelivery): 'requester' | 'agents' | null =>
  delivery.kind === 'card' && (delivery.data.side === 'requester' || delivery.data.side === 'agents')
    ? delivery.data.side
    : null;

/** The key of a list of pages. */
export const listKey = (listedAs: bigint): string => `list-${listedAs}`;

/** The key under which the platform keeps the message, if it can keep one. */
const keyOf = (delivery: TakenDelivery): string => `delivery-${delivery.id}`;

async function recordSent(
  deps: SendDeps,
  delivery: TakenDelivery,
  destination: Destination,
  posted: PostedMessage,
  drawn: Omit<Extract<Drawn, { view: View }>, 'view'>,
  maybeRepeat: boolean,
): Promise<void> {
  const { workspaceId } = destination;
  const { version: drawnVersion, unfinished, opensThread } = drawn;
  const message = { ...posted, workspaceId, drawnVersion, unfinished, opensThread };
  await deps.outbox.sent(delivery.id, message, deps.realNow(), maybeRepeat);
}

/** Where a delivery goes; null when that was not to be found out, which is recorded then. */
export async function resolvePlace(
  deps: SendDeps,
  delivery: TakenDelivery,
): Promise<{ edge: Edge; destination: Destination } | null> {
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
