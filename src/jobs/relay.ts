import type { TakenDelivery } from '../app/ports.ts';
import { startLane } from './relay/lane.ts';
import { watchLoad } from './relay/load.ts';
import { createPauses, type LeftAlone } from './relay/pauses.ts';
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
/** The rest is for pages alone, so that none waits for a slow answer to something else. */
const CALM_AT_ONCE = 16;
const REDRAW_AT_ONCE = 8;
/** While this process is busy, or pages come: acknowledgements, deadlines and pages go first. */
const CALM_WHILE_BUSY = 4;
const REDRAW_WHILE_BUSY = 4;
/** Looking through all that waits costs the more the more there is: meanwhile it is done only so often. */
const CALM_LOOK_MS = 500;
/** Pages come when one was taken less than so long ago. */
const PAGES_COME_MS = 2_000;
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
  const isLoaded = watchLoad();
  let pagedAt = Number.NEGATIVE_INFINITY;
  const busy = () => isLoaded() || given.monotonic() - pagedAt < PAGES_COME_MS;
  /** Of what is no page, how many more may be begun now. */
  function allowance(usual: number, whileBusy: number) {
    let lookedAt = Number.NEGATIVE_INFINITY;
    return (underWay: number) => {
      if (!busy()) return Math.max(0, usual - underWay);
      if (given.monotonic() - lookedAt < CALM_LOOK_MS) return 0;
      lookedAt = given.monotonic();
      return Math.max(0, whileBusy - underWay);
    };
  }
  const calmAllowed = allowance(CALM_AT_ONCE, CALM_WHILE_BUSY);
  const redrawAllowed = allowance(REDRAW_AT_ONCE, REDRAW_WHILE_BUSY);
  const sending = lane(AT_ONCE, async (free) => {
    // Every lease seems to have ended then, until whoever is sending has renewed it.
    if (given.leaptWithin(LEASE_MS)) return [];
    const size = { ...STORM, places: free };
    const resting = deps.pauses.current();
    const lists = await outbox.takeStorms(owner, deps.realNow(), LEASE_MS, size, resting);
    // Whatever becomes of the rest, these are leased and have to be sent.
    const others = await takeOthers(free - lists.length, resting).catch((error) => {
      onFault(error);
      return [];
    });
    if (lists.length > 0 || others.some(({ urgent }) => urgent)) pagedAt = given.monotonic();
    return [
      ...lists.map((pages) => during(pages, () => sendStorm(deps, pages))),
      ...others.map((delivery) => during([delivery], () => sendDelivery(deps, delivery))),
    ];
  });
  async function takeOthers(all: number, wereResting: LeftAlone): Promise<readonly TakenDelivery[]> {
    if (all <= 0) return [];
    // Where pages rested when lists were taken, many may wait by now: not one goes singly, they go in the next look.
    const resting = deps.pauses.current();
    const except = {
      conversations: [...wereResting.conversations, ...resting.conversations],
      workspaces: [...wereResting.workspaces, ...resting.workspaces],
    };
    const calmUnderWay = [...underWay.values()].filter(({ urgent }) => !urgent).length;
    const calm = Math.min(all, calmAllowed(calmUnderWay));
    const taken = await outbox.take(owner, deps.realNow(), LEASE_MS, { all, calm }, except);
    // A database so slow that a lease ran out hands this process its own work again.
    return taken.filter(({ id }) => !underWay.has(id));
  }
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
    const most = redrawAllowed(REDRAW_AT_ONCE - free);
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
