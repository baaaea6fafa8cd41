import type { Outbox, TakenDelivery } from '../../app/ports.ts';
import { ChannelError, type Destination, type PostedMessage } from '../../chat/channel.ts';
import type { Draw, Drawn, DrawTogether } from '../../chat/drawn.ts';
import type { Edge } from '../../chat/edge.ts';
import type { View } from '../../chat/view.ts';
import type { Pauses } from './pauses.ts';
import { type DeliveryPlace, postAt, resolvePlace } from './place.ts';
import { afterChannelError } from './refused.ts';

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
  const { destination } = place;
  const { workspaceId, conversation } = destination;
  const doubt = delivery.uncertain ? await lookForIt(deps, delivery, place) : 'absent';
  if (doubt === 'settled') return;
  const maybeRepeat = doubt === 'unknowable' && delivery.urgent;
  if (delivery.listedAs !== null) await outbox.unlisted(delivery.id);
  const drawn = await deps.draw({ ...delivery, workspaceId, conversation, stands: false, maybeRepeat });
  if ('superseded' in drawn) {
    await outbox.superseded(delivery.id, owner, drawn.superseded, deps.realNow());
    return;
  }
  if (!(await stillHeld(deps, [delivery]))) return;
  const posted = await postAt(deps, place, drawn.view, delivery, keyOf(delivery));
  onPosted();
  deps.pauses.platformUp(workspaceId);
  await recordSent(deps, delivery, destination, posted, drawn, maybeRepeat);
}

/**
 * Asks the platform for a delivery that may stand there already. `settled`: nothing is left to be posted now; otherwise
 * it is not there, or nobody can know.
 */
async function lookForIt(
  deps: SendDeps,
  delivery: TakenDelivery,
  { edge, destination }: DeliveryPlace,
): Promise<'settled' | 'absent' | 'unknowable'> {
  const { outbox, owner } = deps;
  const since = (delivery.firstTriedAt ?? delivery.createdAt) - FIND_MARGIN_MS;
  const found = await findAgain(edge, destination, delivery, since);
  if (found === 'unknowable') {
    if (delivery.urgent || (await deps.unknownDelivery()) === 'again') return 'unknowable';
    const why = 'delivery not known; desk.yaml says not to repeat';
    await outbox.superseded(delivery.id, owner, why, deps.realNow());
    return 'settled';
  }
  if (found === 'absent') {
    if (delivery.listedAs === null) return 'absent';
    await outbox.untoldList(delivery.listedAs, owner, deps.realNow());
    return 'settled';
  }
  const drawn = { version: 0, unfinished: true, opensThread: sideOf(delivery) };
  await recordSent(deps, delivery, destination, found, drawn, false);
  return 'settled';
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
