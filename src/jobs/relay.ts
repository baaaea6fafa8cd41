import type { TakenDelivery } from '../app/ports.ts';
import { createPauses } from './relay/pauses.ts';
import { redraw } from './relay/redraw.ts';
import { type SendDeps, sendDelivery } from './relay/send.ts';
import { sendStorm } from './relay/storm.ts';

export interface RelayDeps extends Omit<SendDeps, 'pauses'> {
  /** Deadlines are being enforced by the hundred: pages go out, all else waits a moment. */
  readonly pressed: () => boolean;
}

export interface Relay {
  /** Something was recorded: look now, not at the next tick. */
  nudge(): void;
  /** Ends after what is under way; what is not yet begun stays for the next process. */
  stop(): Promise<void>;
}

const TICK_MS = 250;
/** Between two looks at the outbox, however much is recorded meanwhile; and of the time they take at most a fifth. */
const GAP_MS = 25;
const GAP_FACTOR = 4;
const AT_ONCE = 24;
const AT_ONCE_PRESSED = 4;
const REDRAW_AT_ONCE = 8;
/** So many pages for one place become one list, of at most so many. */
const STORM = { crowd: 6, limit: 50 };
/** What a dead process was sending is taken up by another after this; a live one keeps its leases. */
const LEASE_MS = 8_000;
const KEEP_MS = 2_000;
/** Longer than any edit may take, twice. */
const REDRAW_LEASE_MS = 30_000;

/** Sends what was recorded and keeps what stands on the platforms up to date. */
export function startRelay(given: RelayDeps): Relay {
  const deps: SendDeps = { ...given, pauses: createPauses() };
  const { outbox, log, owner } = deps;
  const underWay = new Set<bigint>();
  const sending = lane(AT_ONCE, async (free) => {
    const now = deps.realNow();
    const storm = await outbox.takeStorm(owner, now, LEASE_MS, STORM, deps.pauses.current(now));
    if (storm.length > 0) return [during(storm, () => sendStorm(deps, storm))];
    if (given.pressed() && free < AT_ONCE - AT_ONCE_PRESSED) return [];
    const most = given.pressed() ? AT_ONCE_PRESSED : free;
    const taken = await outbox.take(owner, now, LEASE_MS, Math.min(free, most), deps.pauses.current(now));
    // A database so slow that a lease ran out hands this process its own work again.
    const others = taken.filter(({ id }) => !underWay.has(id));
    return others.map((delivery) => during([delivery], () => sendDelivery(deps, delivery)));
  });
  function during(deliveries: readonly TakenDelivery[], send: () => Promise<void>) {
    return async () => {
      for (const { id } of deliveries) underWay.add(id);
      await send();
      for (const { id } of deliveries) underWay.delete(id);
    };
  }
  const editsRest = new Map<string, number>();
  const restEdits = (workspaceId: string, until: number) => void editsRest.set(workspaceId, until);
  const redrawing = lane(REDRAW_AT_ONCE, async (free) => {
    if (given.pressed()) return [];
    const now = deps.realNow();
    const resting = [...editsRest].filter(([, until]) => until > now).map(([id]) => id);
    const stale = await outbox.takeStale(now, REDRAW_LEASE_MS, free, resting);
    return stale.map((message) => () => redraw({ ...deps, restEdits }, message));
  });
  const keeping = repeating(KEEP_MS, () => outbox.keep(owner, deps.realNow(), LEASE_MS));
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

/** Keeps up to `atOnce` pieces of work under way, taking more whenever one ends, on a nudge, and at each tick. */
function startLane(
  atOnce: number,
  take: (free: number) => Promise<(() => Promise<void>)[]>,
  onFault: (error: unknown) => void,
) {
  let stopped = false;
  let underWay = 0;
  let looking: Promise<void> | null = null;
  let again = false;
  let nextLook: NodeJS.Timeout | undefined;
  const ended: (() => void)[] = [];

  const look = async () => {
    const free = atOnce - underWay;
    if (stopped || free <= 0) return;
    const work = await take(free);
    for (const piece of work) {
      underWay++;
      void piece().finally(() => {
        underWay--;
        if (underWay === 0) for (const done of ended.splice(0)) done();
        nudge();
      });
    }
  };
  const nudge = () => {
    if (looking || nextLook) {
      again = true;
      return;
    }
    again = false;
    const began = performance.now();
    looking = look()
      .catch(onFault)
      .finally(() => {
        looking = null;
        if (stopped) return;
        const gap = Math.min(TICK_MS, Math.max(GAP_MS, GAP_FACTOR * (performance.now() - began)));
        nextLook = setTimeout(() => {
          nextLook = undefined;
          if (again) nudge();
        }, gap);
      });
  };
  const timer = setInterval(nudge, TICK_MS);
  nudge();
  return {
    nudge,
    async stop() {
      stopped = true;
      clearInterval(timer);
      clearTimeout(nextLook);
      await looking;
      if (underWay > 0) await new Promise<void>((done) => ended.push(done));
    },
  };
}
