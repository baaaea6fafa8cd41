import type { TakenDelivery } from '../app/ports.ts';
import { startLane } from './relay/lane.ts';
import { watchLoad } from './relay/load.ts';
import { createPauses } from './relay/pauses.ts';
import { redraw } from './relay/redraw.ts';
import { type SendDeps, sendDelivery } from './relay/send.ts';
import { sendStorm } from './relay/storm.ts';

export interface RelayDeps extends Omit<SendDeps, 'pauses'> {
  /** The clock of the leases jumped forward less than so many milliseconds ago. */
  readonly leaptWithin: (milliseconds: number) => boolean;
  /** Milliseconds on a clock that nobody sets. */
  readonly monotonic: () => number;
}

export interface Relay {
  /** Something was recorded: look now, not at the next tick. */
  nudge(): void;
  /** Ends after what is under way; what is not yet begun stays for the next process. */
  stop(): Promise<void>;
}

const AT_ONCE = 24;
const REDRAW_AT_ONCE = 8;
/** While this process is busy: acknowledgements, deadlines and pages come first. */
const CALM_WHILE_BUSY = 4;
const REDRAW_WHILE_BUSY = 1;
/** So many pages for one place become one list, of at most so many. */
const STORM = { crowd: 6, limit: 100 };
/** What a dead process was sending is taken up by another after this; a live one keeps its leases. */
const LEASE_MS = 8_000;
const KEEP_MS = 2_000;
/** Longer than any edit may take, twice. */
const REDRAW_LEASE_MS = 30_000;

/** Sends what was recorded and keeps what stands on the platforms up to date. */
export function startRelay(given: RelayDeps): Relay {
  const deps: SendDeps = { ...given, pauses: createPauses(given.monotonic) };
  const { outbox, log, owner } = deps;
  const underWay = new Map<bigint, TakenDelivery>();
  const busy = watchLoad();
  const sending = lane(AT_ONCE, async (free) => {
    // Every lease seems to have ended then, until whoever is sending has renewed it.
    if (given.leaptWithin(LEASE_MS)) return [];
    const now = deps.realNow();
    const storm = await outbox.takeStorm(owner, now, LEASE_MS, STORM, deps.pauses.current());
    if (storm.length > 0) return [during(storm, () => sendStorm(deps, storm))];
    const calmUnderWay = [...underWay.values()].filter(({ urgent }) => !urgent).length;
    const calm = busy() ? Math.max(0, CALM_WHILE_BUSY - calmUnderWay) : free;
    const taken = await outbox.take(owner, now, LEASE_MS, { all: free, calm }, deps.pauses.current());
    // A database so slow that a lease ran out hands this process its own work again.
    const others = taken.filter(({ id }) => !underWay.has(id));
    return others.map((delivery) => during([delivery], () => sendDelivery(deps, delivery)));
  });
  function during(deliveries: readonly TakenDelivery[], send: () => Promise<void>) {
    return async () => {
      for (const delivery of deliveries) underWay.set(delivery.id, delivery);
      await send();
      for (const { id } of deliveries) underWay.delete(id);
    };
  }
  const editsRest = new Map<string, number>();
  const restEdits = (workspaceId: string, milliseconds: number) =>
    void editsRest.set(workspaceId, given.monotonic() + milliseconds);
  const redrawing = lane(REDRAW_AT_ONCE, async (free) => {
    const most = busy() ? free - (REDRAW_AT_ONCE - REDRAW_WHILE_BUSY) : free;
    if (most <= 0) return [];
    const resting = [...editsRest].filter(([, until]) => until > given.monotonic()).map(([id]) => id);
    const stale = await outbox.takeStale(deps.realNow(), REDRAW_LEASE_MS, most, resting);
    return stale.map((message) => () => redraw({ ...deps, restEdits }, message));
  });
  const keeping = repeating(KEEP_MS, () =>
    outbox.keep([...underWay.keys()], owner, deps.realNow(), LEASE_MS),
  );
  const recalling = repeating(REDRAW_LEASE_MS, () => outbox.redrawForgotten(deps.realNow()));
  function repeating(everyMs: number, work: () => Promise<void>): NodeJS.Timeout {
    const attempt = () => void work().catch(onFault);
    attempt();
    return setInterval(attempt, everyMs);
  }
  function lane(atOnce: number, take: (free: number) => Promise<(() => Promise<void>)[]>) {
    return startLane(atOnce, take, onFault);
  }
  function onFault(error: unknown): void {
    log.error({ err: error }, 'The outbox could not be read; it is tried again');
  }
  return {
    nudge() {
      sending.nudge();
      redrawing.nudge();
    },
    async stop() {
      clearInterval(recalling);
      await Promise.all([sending.stop(), redrawing.stop()]);
      clearInterval(keeping);
    },
  };
}
