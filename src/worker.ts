import { hostname } from 'node:os';
import { giveUpDelivery } from './app/giveUpDelivery.ts';
import { reachPerson } from './app/reachPerson.ts';
import { faultIsOver, faultStands } from './app/standingFault.ts';
import { tellDuty } from './app/tellDuty.ts';
import { tellOthers } from './app/tellOthers.ts';
import { drawing } from './chat/draw.ts';
import { drawingTogether } from './chat/drawTogether.ts';
import type { Desk } from './compose.ts';
import { startClockWatch } from './jobs/clockWatch.ts';
import { startCopying } from './jobs/copyFiles.ts';
import { enforceBatch } from './jobs/enforce.ts';
import { startForgotten } from './jobs/forgotten.ts';
import { startHeartbeat } from './jobs/heartbeat.ts';
import { startQueue } from './jobs/queue.ts';
import { startRelay } from './jobs/relay.ts';
import { startSweep } from './jobs/sweep.ts';
import { startSweepLife } from './jobs/sweepLife.ts';
import { startWatchdog } from './jobs/watchdog.ts';

const SWEEP_ALIVE_MS = 60_000;

/** The role of the worker: deadlines, deliveries, and what somebody left undone. Stops in the order of its parts. */
export function startWorker(desk: Desk) {
  const { app, chat, clock, edges, inbox, intake, log, outbox, owner, realNow, settings } = desk;
  const relay = startRelay({
    leaptWithin: desk.clocks.real.leaptWithin,
    monotonic: desk.clocks.monotonic,
    outbox,
    draw: drawing(chat),
    drawTogether: drawingTogether(chat),
    edgeOf: desk.edgeOf,
    findAccount: async (person) => reachPerson(app, person, await directories(desk)),
    undeliverable: async (delivery, problem) => {
      await tellOthers(app, delivery, problem);
      await giveUpDelivery(app, delivery, owner, problem);
    },
    unknownDelivery: async () => (await desk.policies.current()).unknownDelivery,
    owner,
    realNow,
    log,
  });
  desk.onCommitted(relay.nudge);
  const work = enforceBatch(app, log);
  const queue = startQueue({
    redisUrl: settings.redisUrl,
    prefix: desk.queuePrefix,
    pool: desk.queuePool,
    work,
    log,
  });
  const sweep = startSweep({ due: desk.due, queue, work, deskNow: clock.now, realNow, log });
  const life = startSweepLife({ lookedAt: sweep.lookedAt, sweepSign: desk.sweepSign });
  const forgotten = startForgotten({
    inbox,
    realNow,
    process: (row) => intake.finish(row),
    tell: ({ key }, reason) => tellDuty(app, `setAside/${key}`, { type: 'setAside', request: key, reason }),
    log,
  });
  const copying = startCopying({
    copies: desk.fileCopies,
    sourceOf: desk.edgeOf,
    owner,
    deskNow: clock.now,
    realNow,
    log,
  });
  return {
    health: () => sweep.health(),
    /** Whether it looked for deadlines, with success, less than a minute ago. */
    sweeps: () => realNow() - (sweep.lookedAt() ?? 0) < SWEEP_ALIVE_MS,
    platforms: edges.map((edge) => edge.platform),
    async stop() {
      life.stop();
      await Promise.all([sweep.stop(), forgotten.stop(), copying.stop()]);
      await queue.close();
      desk.onCommitted(() => undefined);
      await relay.stop();
    },
  };
}

/** Looks up e-mail addresses in every workspace that the desk is connected to. */
async function directories(desk: Desk) {
  const workspaces = await desk.app.store.transaction((tx) => tx.workspaces());
  return workspaces.map(({ id: workspaceId, platform }) => async (email: string) => {
    const found = await desk.edge(platform)?.findAccount(workspaceId, email);
    return found ? { ...found, workspaceId } : null;
  });
}

/** Runs in every process: watches what is late, and the clocks. */
export function startDeskWatchdog(desk: Desk) {
  const { app, clocks, log } = desk;
  const clockWatch = startClockWatch({
    wallNow: clocks.wall,
    monotonic: clocks.monotonic,
    real: clocks.real,
    jumps: desk.clockJumps,
    machine: hostname(),
    log,
  });
  const watchdog = startWatchdog({
    due: desk.due,
    outbox: desk.outbox,
    inbox: desk.inbox,
    sweepSign: desk.sweepSign,
    deskNow: desk.clock.now,
    realNow: desk.realNow,
    standing: () => app.store.reads.standingFaults(),
    stands: (fault, at) => faultStands(app, fault, at),
    isOver: (what, at) => faultIsOver(app, what, at),
    log,
  });
  return {
    isWell: watchdog.isWell,
    health: () => ({ ...watchdog.health(), clockAheadMs: clockWatch.aheadMs() }),
    stop() {
      watchdog.stop();
      clockWatch.stop();
    },
  };
}

/** The heartbeat for a dead man's switch, where one is set up. */
export function startDeskHeartbeat(
  { settings, clocks, log }: Desk,
  watchdog: { isWell(): boolean },
  worker: { sweeps(): boolean },
) {
  const { heartbeatUrl: url } = settings;
  const isWell = () => watchdog.isWell() && worker.sweeps();
  return url === null ? null : startHeartbeat({ url, isWell, monotonic: clocks.monotonic, log });
}
