import type { InboxRow, InboxStore } from '../app/ports.ts';
import type { Platform } from '../domain/desk.ts';
import type { Edge, IncomingDelivery, Intake, Received } from './edge.ts';
import type { ChatAnswer, ChatRequest } from './request.ts';
import { faultView } from './views/answers.ts';

export interface IntakeDeps {
  readonly inbox: InboxStore;
  readonly realNow: () => number;
  readonly edge: (platform: Platform) => Edge | null;
  /** What a request is about may be known only in a moment. */
  readonly tooEarly: (request: ChatRequest) => Promise<boolean>;
  /** Does what a request asks, once for its delivery key. Rejects only when it may be tried again. */
  readonly handle: (request: ChatRequest) => Promise<ChatAnswer>;
  readonly log: { error(details: object, message: string): void };
}

/** So many requests are worked at once; the others wait, stored and acknowledged. */
const AT_ONCE = 16;

/** Whoever received a request has so long for it before another takes it up. */
const RECEIVED_LEASE_MS = 8_000;

/**
 * A request that comes too early is looked at again after these times, by whoever takes up what is left in the inbox;
 * together they last longer than a platform may take to answer. Then it is done as it is.
 */
const TOO_EARLY_MS = [500, 1_000, 2_000, 4_000, 8_000];

/** A request that failed so often is set aside, and whose it is is told so. */
export const MOST_ATTEMPTS = 8;

async function excuse(edge: Edge, { workspaceId, key, payload }: IncomingDelivery): Promise<void> {
  const request = await edge.toRequest(workspaceId, key, payload).catch(() => null);
  const view = faultView('unexpected', request?.who.language ?? 'en');
  await edge.answer(workspaceId, payload, { type: 'private', view }).catch(() => undefined);
}

/** Takes in what the edges verified: durable first, then done (decision 11 of the design). */
export function createIntake(deps: IntakeDeps): Intake & { finish(row: InboxRow): Promise<void> } {
  const { inbox, realNow, log } = deps;
  const underWay = new Set<string>();
  const waiting: (() => void)[] = [];
  let working = 0;

  const inTurn = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (working < AT_ONCE) working += 1;
    else await new Promise<void>((turn) => waiting.push(turn));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else working -= 1;
    }
  };

  const run = async (delivery: IncomingDelivery, attempt: number): Promise<ChatAnswer | 'postponed'> => {
    const edge = deps.edge(delivery.platform);
    if (!edge) throw new Error(`${delivery.platform} is not connected`);
    const request = await edge.toRequest(delivery.workspaceId, delivery.key, delivery.payload);
    if (!request) {
      await inbox.end(delivery.key, realNow());
      return { type: 'nothing' };
    }
    const wait = TOO_EARLY_MS[attempt];
    if (wait !== undefined && (await deps.tooEarly(request))) {
      await inbox.postpone(delivery.key, realNow() + wait);
      return 'postponed';
    }
    const answer = await deps.handle(request);
    if (answer.type === 'nothing') await inbox.end(delivery.key, realNow());
    // What only reads has no transaction that would have finished the row.
    else await inbox.finish(delivery.key, realNow());
    return answer;
  };

  const process = async (delivery: IncomingDelivery): Promise<ChatAnswer> => {
    if (underWay.has(delivery.key)) return { type: 'nothing' };
    underWay.add(delivery.key);
    try {
      const answer = await inTurn(() => run(delivery, 0));
      return answer === 'postponed' ? { type: 'nothing' } : answer;
    } catch (error) {
      log.error({ err: error, key: delivery.key }, 'A request failed; it is tried again');
      return { type: 'nothing' };
    } finally {
      underWay.delete(delivery.key);
    }
  };

  return {
    async receive(delivery): Promise<Received> {
      const { key, platform, workspaceId } = delivery;
      const payload = JSON.stringify(delivery.payload);
      const isNew = await inbox.insert({
        key,
        platform,
        workspaceId,
        payload,
        receivedAt: realNow(),
        leaseUntil: realNow() + RECEIVED_LEASE_MS,
      });
      return { known: !isNew, process: () => process(delivery), answered: () => inbox.answered(key) };
    },
    async finish(row) {
      if (underWay.has(row.key)) return;
      const delivery = { ...row, payload: JSON.parse(row.payload) as unknown };
      const edge = deps.edge(row.platform);
      const answer = await run(delivery, row.attempts).catch(async (error: unknown) => {
        if (row.attempts >= MOST_ATTEMPTS && edge) await excuse(edge, delivery);
        throw error;
      });
      if (answer === 'postponed') return;
      // The answer of then may no longer be wanted by the platform (a form's trigger has ended); what lasts is told by the relay.
      if (answer.type !== 'nothing')
        await edge?.answer(row.workspaceId, delivery.payload, answer).catch(() => undefined);
      await inbox.answered(row.key);
    },
  };
}
