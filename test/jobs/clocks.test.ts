import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clockJumpCheck } from '../../src/cli/doctor/clockJumps.ts';
import { doctor } from '../../src/cli/doctor.ts';
import { startClockWatch } from '../../src/jobs/clockWatch.ts';
import { startRealClock } from '../../src/store/realClock.ts';
import { HOUR, MONDAY_9 } from '../support/builders.ts';
import { until } from '../support/until.ts';
import { relayDesk } from './relayDesk.ts';

/** Clocks as tests set them: by how far each is off. */
function settable() {
  const set = { wall: 0, database: 0 };
  return {
    set,
    wall: () => Date.now() + set.wall,
    monotonic: () => performance.now(),
    database: async () => Date.now() + set.database,
  };
}

const NOTHING_LEFT_ALONE = { conversations: [], workspaces: [] };

describe("a desk's real time", () => {
  it('is the database’s, however often this machine’s clock is set', async () => {
    const clocks = settable();
    clocks.set.database = -42_000;
    const real = await startRealClock(clocks);
    clocks.set.wall = HOUR;
    expect(Math.abs(real.now() - (Date.now() - 42_000))).toBeLessThan(200);
    real.close();
  });

  it('follows a jump of the database’s clock within seconds, and says by how much', async () => {
    const clocks = settable();
    const real = await startRealClock(clocks);
    const jumps: number[] = [];
    real.onJump((byMs) => void jumps.push(byMs));
    clocks.set.database = HOUR;
    await until(() => jumps.length === 1, { within: 5_000 });
    expect(Math.abs((jumps[0] ?? 0) - HOUR)).toBeLessThan(1_000);
    expect(real.leaptWithin(8_000)).toBe(true);
    real.close();
  });
});

describe('a clock that jumps', () => {
  let clocks: ReturnType<typeof settable>;
  let desk: Awaited<ReturnType<typeof relayDesk>>;
  let logged: string[];
  let watch: ReturnType<typeof startClockWatch>;
  beforeEach(async () => {
    clocks = settable();
    logged = [];
    desk = await relayDesk({ clocks });
    watch = startClockWatch({
      wallNow: clocks.wall,
      monotonic: clocks.monotonic,
      real: desk.clocks.real,
      jumps: desk.clockJumps,
      machine: 'desk-1',
      log: { warn: (_, message) => void logged.push(message) },
    });
  });
  afterEach(async () => {
    watch.stop();
    await desk.end();
  });

  const told = () => until(async () => (await desk.outbox.waiting()) === null, { within: 20_000 });
  const pages = () => desk.platform.posted.filter((each) => /is over by/.test(each.view.fallback));
  const fired = async (type: string) =>
    (await desk.sql<{ type: string }>('select type from ticket_event')).filter((each) => each.type === type);

  it.each([
    ['forward', HOUR],
    ['back', -HOUR],
  ])(
    'on this machine, %s by an hour: nothing falls due, nothing fires twice, and it is said',
    async (way, by) => {
      const { number } = await desk.opens('k1');
      await desk.breaches(number);
      desk.startWorker();
      await told();
      const before = [pages().length, (await fired('Escalated')).length];
      clocks.set.wall = by;
      await until(() => logged.length === 1, { within: 5_000 });
      expect(logged[0]).toMatch(`jumped ${way} by 3600 s`);
      // The next round of the rung is five minutes away.
      await until(async () => (await desk.sql('select 1 from clock_jump')).length === 1, { within: 5_000 });
      await new Promise((resolve) => setTimeout(resolve, 2_500));
      await told();
      expect([pages().length, (await fired('Escalated')).length]).toEqual(before);
      expect(await desk.sql('select machine, "byMs"::int as by from clock_jump')).toMatchObject([
        { machine: 'desk-1' },
      ]);
      expect(watch.aheadMs()).toBeGreaterThan(by - 2_000);
      expect(watch.aheadMs()).toBeLessThan(by + 2_000);
    },
  );

  it('of the database, back by an hour: no lease and no wait lasts for that hour', async () => {
    clocks.set.database = HOUR;
    await until(() => logged.length === 1, { within: 5_000 });
    // Of the hour that was too far on: one is being sent by a process that dies, the other waits.
    await desk.opens('k1');
    const taken = await desk.outbox.take(
      'dead',
      desk.realNow(),
      8_000,
      { all: 1, calm: 1 },
      NOTHING_LEFT_ALONE,
    );
    expect(taken).toHaveLength(1);
    clocks.set.database = 0;
    await until(() => logged.length === 2, { within: 5_000 });
    const began = Date.now();
    desk.startWorker();
    await told();
    expect(Date.now() - began).toBeLessThan(15_000);
    expect(desk.platform.posted).toHaveLength(2);
  });

  it('of the database, forward by an hour: what one process is sending no other takes', async () => {
    let post = () => {};
    const posting = new Promise<void>((resolve) => {
      post = resolve;
    });
    desk.platform.before = async () => posting;
    await desk.opens('k1');
    desk.startWorker();
    const sending = `select 1 from delivery where state = 'sending'`;
    await until(async () => (await desk.sql(sending)).length === 2);
    clocks.set.database = HOUR;
    const other = await startRealClock(clocks);
    // As the relay of another process looks: not before a lease has passed since the jump.
    await until(() => desk.clocks.real.leaptWithin(8_000), { within: 5_000 });
    await until(
      async () =>
        (await desk.outbox.take('other', other.now(), 8_000, { all: 10, calm: 10 }, NOTHING_LEFT_ALONE))
          .length === 0,
      { within: 8_000 },
    );
    post();
    await told();
    expect(desk.platform.posted).toHaveLength(2);
    other.close();
  });
});

describe('the doctor', () => {
  const says = async (at: number, byMs: number) => {
    const lines: string[] = [];
    const check = clockJumpCheck(
      async () => [{ machine: 'desk-1', at, byMs }],
      () => MONDAY_9,
    );
    const code = await doctor({ checks: [check], out: (line) => void lines.push(line) });
    return { code, text: lines.join('\n') };
  };

  it('says which clock jumped in the last day, when and how far', async () => {
    const { code, text } = await says(MONDAY_9 - HOUR, -HOUR);
    expect(code).toBe(1);
    expect(text).toContain('the clock of desk-1 jumped back by 3600 s at 2026-11-23T07:00:00.000Z');
    expect(text).toContain('NTP');
  });

  it('lets a jump of last week rest', async () => {
    expect(await says(MONDAY_9 - 7 * 24 * HOUR, HOUR)).toMatchObject({ code: 0 });
  });
});
