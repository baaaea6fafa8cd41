import { afterEach, beforeEach, expect, it } from 'vitest';
import { relayDesk } from './relayDesk.ts';

const NOTHING_LEFT_ALONE = { conversations: [], workspaces: [] };
const LEASE_MS = 8_000;
/** More than are looked at at once. */
const WAITING = 600;

let desk: Awaited<ReturnType<typeof relayDesk>>;
beforeEach(async () => {
  desk = await relayDesk();
});
afterEach(async () => desk.end());

const take = async (calm: number) => {
  const limit = { all: 10, calm };
  const taken = await desk.outbox.take('me', desk.realNow(), LEASE_MS, limit, NOTHING_LEFT_ALONE);
  return taken.map(({ id, kind, conversation }) => ({ id, kind, conversation }));
};

/** What waits for a channel since before, in threads of its own. */
async function crowdedBefore(conversation: string): Promise<void> {
  const fault = { type: 'undeliverable', number: 'INC-1', target: 'ben', reason: 'away' } as const;
  const { workspaceId } = desk;
  await desk.app.store.transaction((tx) =>
    tx.addNotice(
      {
        key: 'crowd',
        kind: 'deskFault',
        ticketId: null,
        questionId: null,
        event: null,
        urgent: false,
        data: { side: 'duty', mention: [], language: 'en', fault },
        deliveries: Array.from({ length: WAITING }, (_, index) => ({
          workspaceId,
          conversation,
          thread: null,
          anchor: null,
          person: null,
          account: null,
          lane: `${conversation}/${index}`,
        })),
      },
      desk.app.now(),
    ),
  );
}

it('lets the card that a page hangs under go before all that waited longer for the channel', async () => {
  await crowdedBefore('network-l2');
  const { number } = await desk.opens('k1');
  await desk.breaches(number);
  // The card in the channel of L2 comes of the handing over, the page of the same escalation.
  const first = (await take(0)).filter(({ conversation }) => conversation === 'network-l2');
  expect(first.map(({ kind }) => kind)).toEqual(['card']);
  await desk.outbox.superseded(first[0]?.id ?? 0n, 'me', 'told', desk.realNow());
  const next = (await take(0)).filter(({ conversation }) => conversation === 'network-l2');
  expect(next.map(({ kind }) => kind)).toEqual(['page']);
});

it('takes a list for each place where pages crowd, at once, and none where something is under way', async () => {
  const numbers: string[] = [];
  for (let index = 0; index < 4; index++) numbers.push((await desk.opens(`k${index}`)).number);
  for (const number of numbers) await desk.breaches(number);
  // Week by week another engineer is on call: four pages for the channel, two for each of them.
  const size = { crowd: 2, limit: 100, places: 10 };
  const now = desk.realNow();
  const storms = () => desk.outbox.takeStorms('me', now, LEASE_MS, size, NOTHING_LEFT_ALONE);
  const lists = await storms();
  expect(lists.map((pages) => pages.length).sort()).toEqual([2, 2, 4]);
  expect(new Set(lists.flat().map((page) => page.conversation ?? page.account)).size).toBe(3);
  const [channel] = lists.filter(([page]) => page?.conversation !== null);
  await desk.outbox.untoldList(channel?.[0]?.listedAs ?? 0n, 'me', now);
  await desk.sql(`update delivery set state = 'sending', "leaseUntil" = now() + interval '1 minute', urgent = true
    where id = (select min(id) from delivery where conversation = 'network-l2' and state = 'pending')`);
  expect(await storms()).toEqual([]);
});
