import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { enforceDeskDue } from '../../src/app/enforceDeskDue.ts';
import { faultIsOver, faultStands } from '../../src/app/standingFault.ts';
import { startHeartbeat } from '../../src/jobs/heartbeat.ts';
import { createWatchdog } from '../../src/jobs/watchdog.ts';
import { deskHealth } from '../../src/web/deskHealth.ts';
import { MINUTE } from '../support/builders.ts';
import { until } from '../support/until.ts';
import { relayDesk } from './relayDesk.ts';

let desk: Awaited<ReturnType<typeof relayDesk>>;
/** How far the watchers' time has been set on. */
let later: number;
let logged: string[];
beforeEach(async () => {
  desk = await relayDesk();
  // What follows from the first version of the desk, which no worker does here.
  await enforceDeskDue(desk.app, 'version/1');
  later = 0;
  logged = [];
});
afterEach(async () => desk.end());

/** A watchdog as each process has one. */
function watcher() {
  const { app } = desk;
  const note = (_: object, message: string) => void logged.push(message);
  return createWatchdog({
    due: desk.due,
    outbox: desk.outbox,
    inbox: desk.inbox,
    sweepSign: desk.sweepSign,
    deskNow: () => desk.clock.now() + later,
    realNow: () => desk.realNow() + later,
    standing: () => app.store.reads.standingFaults(),
    stands: (fault, at) => faultStands(app, fault, at),
    isOver: (what, at) => faultIsOver(app, what, at),
    log: { error: note, warn: note },
  });
}

const toldToDuty = () => desk.platform.in('duty').map(({ view }) => view.fallback);
const sweepsNow = () => desk.sweepSign.leave(desk.realNow() + later);
const told = () => until(async () => (await desk.outbox.waiting()) === null, { within: 15_000 });
/** Sends what waits, and nothing from then on. */
async function relays() {
  desk.startWorker();
  await told();
}

describe('the watchdog', () => {
  it('tells of a fault that stands once, not at each look nor from each process, and that it is over', async () => {
    const watchers = [watcher(), watcher()];
    const look = async () => {
      await sweepsNow();
      for (const each of watchers) await each.look();
    };
    await desk.opens('k1');
    later = 2 * MINUTE;
    for (let looks = 0; looks < 5; looks++) await look();
    for (const each of watchers) expect(each.health().overdueDeliveries).toBeGreaterThanOrEqual(120);
    expect(logged.filter((line) => line === 'overdueDeliveries')).toHaveLength(1);
    later = 0;
    await relays();
    for (let looks = 0; looks < 3; looks++) await look();
    await told();
    for (const each of watchers) expect(each.health().overdueDeliveries).toBe(0);
    expect(toldToDuty()).toEqual([
      expect.stringMatching(/A fault of the desk itself: \d+ messages are waiting/),
      expect.stringMatching(/A fault of the desk is over: Messages that waited to be sent: over after/),
    ]);
  });

  it('tells of it again when it comes anew', async () => {
    const one = watcher();
    for (let time = 0; time < 2; time++) {
      later += 10 * MINUTE;
      await one.look();
      await one.look();
      await sweepsNow();
      await one.look();
      await one.look();
    }
    await relays();
    const duty = toldToDuty();
    expect(duty.filter((line) => /Nobody has looked for what is due/.test(line))).toHaveLength(2);
    expect(duty.filter((line) => /over after/.test(line))).toHaveLength(2);
  });

  it('ends what a process that is gone has told', async () => {
    const gone = watcher();
    later = 2 * MINUTE;
    for (let looks = 0; looks < 2; looks++) await gone.look();
    expect(await desk.app.store.reads.standingFaults()).toContain('sweepSilent');
    await sweepsNow();
    const next = watcher();
    for (let looks = 0; looks < 2; looks++) await next.look();
    expect(await desk.app.store.reads.standingFaults()).not.toContain('sweepSilent');
  });

  it('turns /healthz red within two minutes when nobody sweeps, though nothing is due', async () => {
    const one = watcher();
    const { search, edges } = desk;
    const health = () =>
      deskHealth({
        edges,
        search,
        worker: null,
        watchdog: { health: () => ({ ...one.health(), clockAheadMs: 0 }) },
      });
    await one.look();
    expect((await health()).parts.find(({ part }) => part === 'sweep')?.state).toBe('ok');
    // Looks come every ten seconds.
    for (; later < 90_000; later += 10_000) await one.look();
    expect(await health()).toMatchObject({ status: 'failed' });
    expect((await health()).parts.find(({ part }) => part === 'sweep')?.problem).toMatch(
      /that a worker runs/,
    );
  });

  it('says in the log, once, that it cannot look', async () => {
    const one = watcher();
    const { waiting } = desk.outbox;
    desk.outbox.waiting = () => Promise.reject(new Error('the database is away'));
    for (let looks = 0; looks < 3; looks++) await one.look();
    expect(one.health().databaseAway).toBe(true);
    expect(one.isWell()).toBe(false);
    desk.outbox.waiting = waiting;
    await one.look();
    expect(logged).toEqual([expect.stringContaining('cannot look'), 'The database is back']);
  });

  it('sees by its sign that a worker sweeps', async () => {
    expect(await desk.sweepSign.last()).toBeNull();
    desk.startWorker();
    await until(async () => (await desk.sweepSign.last()) !== null, { within: 20_000 });
    expect(await desk.sweepSign.last()).toBeGreaterThan(desk.realNow() - MINUTE);
  });
});

describe('the heartbeat', () => {
  it('is fetched each minute while all is well, and only then', async () => {
    let beats = 0;
    let status = 200;
    const server = createServer((_request, response) => {
      beats += 1;
      response.writeHead(status).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    let now = 0;
    const one = watcher();
    await one.look();
    const warnings: string[] = [];
    const heartbeat = startHeartbeat({
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/ping`,
      isWell: one.isWell,
      monotonic: () => now,
      log: { warn: (_, message) => void warnings.push(message) },
    });
    const someLooks = () => new Promise((resolve) => setTimeout(resolve, 2_300));
    try {
      await until(() => beats === 1, { within: 5_000 });
      now = 59_000;
      await someLooks();
      expect(beats).toBe(1);
      now = 60_000;
      await until(() => beats === 2, { within: 5_000 });
      // A fetch that fails is logged, and no more.
      status = 500;
      now = 120_000;
      await until(() => warnings.length === 1, { within: 5_000 });
      // One late look is enough for silence.
      await desk.opens('k1');
      later = 2 * MINUTE;
      await sweepsNow();
      await one.look();
      now = 240_000;
      await someLooks();
      expect(beats).toBe(3);
      expect(warnings.at(-1)).toContain('The heartbeat stops');
    } finally {
      heartbeat.stop();
      server.close();
    }
  });
});
