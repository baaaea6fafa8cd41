import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE } from '../support/builders.ts';
import { type CrashDesk, crashDesk } from '../support/crashDesk.ts';
import { shownText } from '../support/slack/shown.ts';
import { QUEUE } from '../support/story.ts';
import { until } from '../support/until.ts';

const SECOND = 1_000;
const rest = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The same sequence for the same seed (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

let desk: CrashDesk;
afterEach(async () => desk.end());

/**
 * From now on no event can be written, which a commit does in the statement that begins with its tickets. The function that this gives waits until somebody who has locked tickets waits
 * for that, does something, and lets events be written again.
 */
async function holdsEvents() {
  const client = new pg.Client({ connectionString: desk.databaseUrl });
  await client.connect();
  await client.query('begin; lock table ticket_event in exclusive mode');
  const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
    and query like '%insert into ticket %'`;
  return async (act: () => void) => {
    try {
      await until(async () => (await desk.sql(waiting)).length > 0, {
        within: 20_000,
        what: 'inside',
      });
      act();
      await client.query('rollback');
    } finally {
      await client.end();
    }
  };
}

/** Each of them fired once, and none twice. */
async function allFiredOnce(numbers: readonly string[], type: Parameters<CrashDesk['fired']>[0]) {
  const fired = await desk.fired(type);
  expect([...fired.keys()].sort()).toEqual([...numbers].sort());
  expect([...fired.values()].filter((count) => count !== 1)).toEqual([]);
}
const haveFired = (count: number, within: number) =>
  until(async () => (await desk.fired('Escalated')).size >= count, { within, what: `${count} escalations` });

async function nothingTwiceNothingLost() {
  await desk.told(30_000);
  expect(desk.repeats()).toEqual([]);
  expect(await desk.missing()).toEqual([]);
  expect(desk.slack.mistakes()).toEqual([]);
}

/** Whoever takes the engineer's page has time to be frozen before it is posted. */
function slackIsLateForEve(): void {
  desk.slack.faults.add({
    method: 'conversations.open',
    carriedOut: true,
    answer: { type: 'late', milliseconds: 1_500 },
    only: ({ users }) => users === 'UEVE',
  });
}

describe(`with the queue on ${QUEUE}`, () => {
  beforeEach(async () => {
    desk = await crashDesk(QUEUE);
  });

  it('kill -9 of every worker: what fell due fires once, within 10 s of the recovery', {
    timeout: 120_000,
  }, async () => {
    const numbers: string[] = [];
    for (let index = 0; index < 40; index++) numbers.push(await desk.opens(MINUTE + index * 100));
    await desk.forgetsCards();
    const workers = await Promise.all([desk.startsWorker(), desk.startsWorker()]);
    await desk.clock.forward(MINUTE - SECOND);
    // In the middle of it.
    await haveFired(5, 15_000);
    for (const worker of workers) await worker.kill();
    await rest(4 * SECOND);
    await desk.startsWorker();
    await haveFired(numbers.length, 10_000);
    await allFiredOnce(numbers, 'Escalated');
    await allFiredOnce(numbers, 'SlaBreached');
    await nothingTwiceNothingLost();
  });

  it('a worker frozen past its lease: another takes over, and thawed it says nothing again', {
    timeout: 120_000,
  }, async () => {
    const frozen = await desk.startsWorker();
    const number = await desk.opens(MINUTE);
    await desk.told(20_000);
    // It has taken the page of the engineer and waits for Slack, when it stands still.
    slackIsLateForEve();
    await desk.clock.forward(MINUTE);
    await until(
      async () =>
        (await desk.sql(`select 1 from delivery where state = 'sending' and account = 'UEVE'`)).length === 1,
      { within: 15_000 },
    );
    frozen.freeze();
    const other = await desk.startsWorker();
    await desk.told(30_000);
    frozen.thaw();
    // A second deadline, while both are there; and time for the first to say what it was about to.
    const second = await desk.opens(SECOND);
    await rest(3 * SECOND);
    await haveFired(2, 15_000);
    await allFiredOnce([number, second], 'Escalated');
    await nothingTwiceNothingLost();
    const pages = desk.slack.dm('UEVE').messages.filter(({ text }) => text.includes(number));
    expect(pages).toHaveLength(1);
    await other.stop();
  });

  it('a worker frozen past its lease with a list of pages: another tells it, and thawed it says nothing again', {
    timeout: 120_000,
  }, async () => {
    const frozen = await desk.startsWorker();
    const numbers: string[] = [];
    for (let index = 0; index < 8; index++) numbers.push(await desk.opens(MINUTE));
    await desk.told(20_000);
    slackIsLateForEve();
    await desk.clock.forward(MINUTE);
    const listed = `select 1 from delivery where state = 'sending' and account = 'UEVE' and "listedAs" is not null`;
    await until(async () => (await desk.sql(listed)).length > 1, { within: 15_000, what: 'a list' });
    frozen.freeze();
    const other = await desk.startsWorker();
    await desk.told(30_000);
    frozen.thaw();
    await rest(3 * SECOND);
    await allFiredOnce(numbers, 'Escalated');
    await nothingTwiceNothingLost();
    for (const number of numbers) {
      const pages = desk.slack.dm('UEVE').messages.filter((message) => shownText(message).includes(number));
      expect(pages, number).toHaveLength(1);
    }
    await other.stop();
  });

  it('workers frozen one after the other in the middle of the same batch: it is not lost, and done once', {
    timeout: 120_000,
  }, async () => {
    const numbers: string[] = [];
    for (let index = 0; index < 10; index++) numbers.push(await desk.opens(MINUTE));
    await desk.forgetsCards();
    const first = await desk.startsWorker();
    const untilInside = await holdsEvents();
    await desk.clock.forward(MINUTE);
    await untilInside(() => first.freeze());
    const again = await holdsEvents();
    const second = await desk.startsWorker();
    await again(() => second.freeze());
    expect((await desk.fired('Escalated')).size).toBe(0);
    await desk.startsWorker();
    await haveFired(numbers.length, 20_000);
    first.thaw();
    second.thaw();
    await rest(3 * SECOND);
    await allFiredOnce(numbers, 'Escalated');
    await allFiredOnce(numbers, 'SlaBreached');
    await nothingTwiceNothingLost();
  });

  it('200 deadlines at random over a minute, workers killed and started at random: each once', {
    timeout: 180_000,
  }, async () => {
    const random = chance(20_261_124);
    const warned: string[] = [];
    const breached: string[] = [];
    for (let index = 0; index < 200; index++) {
      const at = MINUTE + random() * MINUTE;
      // Half of them come to half of their target in that minute, the others to its end.
      if (index % 2 === 0) breached.push(await desk.opens(at));
      else warned.push(await desk.opens(at + 15 * MINUTE));
    }
    await desk.forgetsCards();
    const workers = await Promise.all([desk.startsWorker(), desk.startsWorker()]);
    await desk.clock.forward(MINUTE - SECOND);
    const began = performance.now();
    let starting: Promise<unknown> = Promise.resolve();
    // A minute of the desk in fifteen seconds; one of the two dies every few of them, at any moment.
    for (let step = 0; step < 15; step++) {
      await desk.clock.forward(4 * SECOND);
      await rest((0.5 + random()) * SECOND);
      if (step % 5 !== 1) continue;
      const victim = Math.floor(random() * workers.length);
      await workers[victim]?.kill();
      starting = starting.then(async () => {
        workers[victim] = await desk.startsWorker();
      });
    }
    await starting;
    await until(async () => (await desk.fired('Escalated')).size === breached.length, { within: 30_000 });
    await until(async () => (await desk.fired('SlaWarned')).size >= warned.length, { within: 15_000 });
    expect(performance.now() - began).toBeLessThan(70_000);
    await allFiredOnce(breached, 'Escalated');
    await allFiredOnce(breached, 'SlaBreached');
    const warnings = await desk.fired('SlaWarned');
    for (const number of warned) expect(warnings.get(number), number).toBe(1);
    const perKey = await desk.sql<{ count: number }>(
      `select count(*)::int as count from notice where kind in ('slaWarning', 'page') group by key`,
    );
    expect(perKey.filter(({ count }) => count !== 1)).toEqual([]);
    await nothingTwiceNothingLost();
  });
});

if (QUEUE !== 'redis') {
  process.stderr.write('NOT RUN: the stories of a Redis that is lost. They need TEST_REDIS_URL.\n');
}
describe.runIf(QUEUE === 'redis')('with a Redis that is lost', () => {
  beforeEach(async () => {
    desk = await crashDesk('redis');
  });

  it('FLUSHALL at random moments: each deadline fires once, within 10 s', { timeout: 120_000 }, async () => {
    const random = chance(7);
    const numbers: string[] = [];
    for (let index = 0; index < 60; index++) numbers.push(await desk.opens(MINUTE + random() * 6 * SECOND));
    await desk.forgetsCards();
    await Promise.all([desk.startsWorker(), desk.startsWorker()]);
    await desk.clock.forward(MINUTE);
    for (let flush = 0; flush < 12; flush++) {
      await rest(random() * SECOND);
      await desk.redis?.flush();
    }
    await haveFired(numbers.length, 10_000);
    await allFiredOnce(numbers, 'Escalated');
    await nothingTwiceNothingLost();
  });

  it('stopped, with all that it held, and started again: each deadline fires once, within 10 s', {
    timeout: 120_000,
  }, async () => {
    const first: string[] = [];
    const second: string[] = [];
    for (let index = 0; index < 20; index++) {
      first.push(await desk.opens(MINUTE + index * 100));
      second.push(await desk.opens(10 * MINUTE + index * 100));
    }
    await desk.forgetsCards();
    await Promise.all([desk.startsWorker(), desk.startsWorker()]);
    await desk.redis?.stop();
    await desk.clock.forward(MINUTE + 3 * SECOND);
    await haveFired(first.length, 10_000);
    await desk.redis?.start();
    await desk.clock.forward(9 * MINUTE);
    await haveFired(first.length + second.length, 10_000);
    await allFiredOnce([...first, ...second], 'Escalated');
    await nothingTwiceNothingLost();
  });
});
