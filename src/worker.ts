import { reachPerson } from './app/reachPerson.ts';
import { tellDuty } from './app/tellDuty.ts';
import { tellOthers } from './app/tellOthers.ts';
import { drawing } from './chat/draw.ts';
import { drawingTogether } from './chat/drawTogether.ts';
import type { Desk } from './compose.ts';
import { startCopying } from './jobs/copyFiles.ts';
import { enforceBatch } from './jobs/enforce.ts';
import { startForgotten } from './jobs/forgotten.ts';
import { startQueue } from './jobs/queue.ts';
import { startRelay } from './jobs/relay.ts';
import { startSweep } from './jobs/sweep.ts';
import { startWatchdog } from './jobs/watchdog.ts';

/** The role of the worker: deadlines, deliveries, and what somebody left undone. Stops in the order of its parts. */
export function startWorker(desk: Desk) {
  const { app, chat, clock, edges, inbox, intake, log, outbox, owner, realNow, settings } = desk;
  const relay = startRelay({
    outbox,
    draw: drawing(chat),
    drawTogether: drawingTogether(chat),
    edgeOf: desk.edgeOf,
    findAccount: async (person) => reachPerson(app, person, await directories(desk)),
    undeliverable: async (delivery, problem) => {
      await tellOthers(app, delivery, problem);
      await outbox.undeliverable(delivery.id, owner, problem);
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
  const forgotten = startForgotten({ inbox, realNow, process: (row) => intake.finish(row), log });
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
    platforms: edges.map((edge) => edge.platform),
    async stop() {
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

/** Runs in every process. */
export function startDeskWatchdog(desk: Desk) {
  return startWatchdog({
    due: desk.due,
    outbox: desk.outbox,
    inbox: desk.inbox,
    deskNow: desk.clock.now,
    realNow: desk.realNow,
    tell: (key, fault) => tellDuty(desk.app, key, fault),
    log: desk.log,
  });
}
