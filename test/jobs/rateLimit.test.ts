import { afterEach, beforeEach, expect, it } from 'vitest';
import { ChannelError } from '../../src/chat/channel.ts';
import { until } from '../support/until.ts';
import { relayDesk } from './relayDesk.ts';

const MINUTE = 60_000;
const FULL = ['a', 'b', 'c', 'd', 'e'].map((name) => `full-${name}`);
/** Messages to each of the full channels: as many threads of ten, and pages that come last. */
const THREADS = 9;
const IN_THREAD = 10;
const PAGES = 10;

let ahead = 0;
let desk: Awaited<ReturnType<typeof relayDesk>>;
beforeEach(async () => {
  ahead = 0;
  // Real time, on which leases and waits are counted, passes as the test says.
  desk = await relayDesk({
    clocks: { monotonic: () => performance.now() + ahead, database: async () => Date.now() + ahead },
  });
});
afterEach(async () => desk.end());

/** A message to a channel; its text is the name that it is known by. */
async function says(conversation: string, lane: string, name: string, urgent: boolean) {
  const { id: workspaceId } = await desk.workspaces.ensure('local', 'local', 'Local chat');
  const fault = { type: 'undeliverable', number: name, target: 'ben', reason: 'away' } as const;
  await desk.app.store.transaction((tx) =>
    tx.addNotice(
      {
        key: name,
        kind: 'deskFault',
        ticketId: null,
        questionId: null,
        event: null,
        urgent,
        data: { side: 'duty', mention: [], language: 'en', fault },
        deliveries: [
          { workspaceId, conversation, thread: null, anchor: null, person: null, account: null, lane },
        ],
      },
      desk.app.now(),
    ),
  );
}

const names = (conversation: string) =>
  desk.platform.in(conversation).map(({ view }) => /\S+#\d+/.exec(view.fallback)?.[0] ?? view.fallback);

it('under 429 for ten minutes 500 messages wait: none is lost, pages go first, threads keep their order', async () => {
  for (const channel of FULL) {
    for (let at = 1; at <= IN_THREAD; at++) {
      for (let thread = 1; thread <= THREADS; thread++)
        await says(channel, `${channel}/${thread}`, `${channel}/${thread}#${at}`, false);
    }
    for (let at = 1; at <= PAGES; at++)
      await says(channel, `${channel}/page${at}`, `${channel}/page#${at}`, true);
  }
  const began = Date.now();
  const isFull = () => Date.now() + ahead < began + 10 * MINUTE;
  let refused = 0;
  desk.platform.before = async (conversation) => {
    if (!FULL.includes(conversation) || !isFull()) return;
    refused++;
    throw new ChannelError('rate_limited', 'slow down', { retryAfterMs: 30_000 });
  };
  desk.startWorker();

  // Another channel does not wait for those.
  await says('free', 'free', 'free#1', false);
  await until(() => names('free').length === 1, { within: 5_000 });
  for (let half = 1; half < 20; half++) {
    const before = refused;
    ahead += MINUTE / 2;
    await until(() => refused > before, { within: 10_000 });
    if (half === 10) {
      await says('free', 'free', 'free#2', false);
      await until(() => names('free').length === 2, { within: 5_000 });
    }
  }
  expect(FULL.flatMap((channel) => names(channel))).toEqual([]);
  // A channel is asked again only when its wait is over, whatever waits for it.
  expect(refused).toBeLessThanOrEqual(FULL.length * 21);

  ahead += 2 * MINUTE;
  const all = FULL.length * (THREADS * IN_THREAD + PAGES);
  const sent = () => FULL.reduce((sum, channel) => sum + desk.platform.in(channel).length, 0);
  // Pages to one channel go out a second apart: their time passes at once.
  await until(
    () => {
      ahead += 200;
      return sent() === all;
    },
    { within: 150_000 },
  );
  for (const channel of FULL) {
    const said = names(channel);
    expect(new Set(said).size, 'each once').toBe(THREADS * IN_THREAD + PAGES);
    expect(
      said.slice(0, PAGES).every((name) => name.includes('/page#')),
      'pages first',
    ).toBe(true);
    for (let thread = 1; thread <= THREADS; thread++) {
      const inThread = said.filter((name) => name.startsWith(`${channel}/${thread}#`));
      expect(inThread).toEqual(inThread.map((_, at) => `${channel}/${thread}#${at + 1}`));
    }
  }
}, 240_000);
