import { afterEach, beforeEach, expect, it } from 'vitest';
import { ChannelError } from '../../src/chat/channel.ts';
import { relayDesk } from '../jobs/relayDesk.ts';
import { until } from '../support/until.ts';

let desk: Awaited<ReturnType<typeof relayDesk>>;
beforeEach(async () => {
  desk = await relayDesk();
});
afterEach(async () => desk.end());

const NOTHING_LEFT_ALONE = { conversations: [], workspaces: [] };
const told = () => until(async () => (await desk.outbox.waiting()) === null, { within: 20_000 });

it('looks before it says again what was posted and could not be recorded', async () => {
  const { sent } = desk.outbox;
  let faults = 0;
  desk.outbox.sent = async (...given) => {
    if (faults++ === 0) throw new Error('the database went away');
    return sent(...given);
  };
  await desk.opens('k1');
  desk.startWorker();
  await told();
  expect(desk.platform.posted).toHaveLength(2);
});

it('stays in doubt when it cannot look now', async () => {
  let lost = 0;
  let looks = 0;
  const { find } = desk.platform;
  desk.platform.after = async ({ conversation }) => {
    if (conversation === 'network' && lost++ === 0)
      throw new ChannelError('down', 'the answer was lost', { maybeSent: true });
  };
  desk.platform.find = async (key) => {
    if (looks++ === 0) throw new ChannelError('rate_limited', 'once a minute', { retryAfterMs: 300 });
    return find(key);
  };
  await desk.opens('k1');
  desk.startWorker();
  await told();
  expect(looks).toBe(2);
  expect(desk.platform.in('network')).toHaveLength(1);
});

it('takes up within 10 s what a dead process was sending', async () => {
  await desk.opens('k1');
  const now = desk.realNow();
  expect(await desk.outbox.take('dead', now, 8_000, { all: 10, calm: 10 }, NOTHING_LEFT_ALONE)).toHaveLength(
    2,
  );
  desk.startWorker();
  await told();
  expect(desk.platform.posted).toHaveLength(2);
  expect(desk.realNow() - now).toBeLessThan(10_000);
});

it('a live process keeps what takes long', async () => {
  let post = () => {};
  const posting = new Promise<void>((resolve) => {
    post = resolve;
  });
  desk.platform.before = async () => posting;
  await desk.opens('k1');
  desk.startWorker();
  await until(
    async () =>
      (await desk.outbox.take('other', desk.realNow(), 8_000, { all: 10, calm: 10 }, NOTHING_LEFT_ALONE))
        .length === 0,
  );
  // Its first lease, of 8 s, would be over then.
  const began = desk.realNow();
  await until(() => desk.realNow() > began + 4_500, { within: 6_000 });
  expect(
    await desk.outbox.take('other', began + 9_000, 8_000, { all: 10, calm: 10 }, NOTHING_LEFT_ALONE),
  ).toEqual([]);
  post();
  await told();
  expect(desk.platform.posted).toHaveLength(2);
});

it('draws anew what a dead process began to draw', async () => {
  const { number } = await desk.opens('k1');
  desk.startWorker();
  await told();
  const [card] = desk.platform.in('network');
  const { takeStale } = desk.outbox;
  const taken: string[] = [];
  desk.outbox.takeStale = async () => [];
  await desk.breaches(number);
  for (const { id } of await takeStale(desk.realNow(), 30_000, 10, [])) taken.push(id);
  expect(taken.length).toBeGreaterThan(0);
  desk.outbox.takeStale = takeStale;
  await desk.outbox.redrawForgotten(desk.realNow());
  expect(await takeStale(desk.realNow(), 30_000, 10, [])).toEqual([]);
  await desk.outbox.redrawForgotten(desk.realNow() + 31_000);
  await until(() => JSON.stringify(card?.view).includes('overdue'), { within: 5_000 });
});

it('looks at its lease again directly before it posts: what another has taken over meanwhile it leaves alone', async () => {
  let thaw = () => {};
  const frozen = new Promise<void>((resolve) => {
    thaw = resolve;
  });
  desk.platform.reaching = async () => frozen;
  await desk.opens('k1');
  desk.startWorker();
  const reaching = `state = 'sending' and account = 'emma'`;
  await until(async () => (await desk.sql(`select 1 from delivery where ${reaching}`)).length === 1);
  await desk.sql(
    `update delivery set "leaseOwner" = 'other', "leaseUntil" = now() + interval '1 min' where ${reaching}`,
  );
  thaw();
  await until(() => desk.platform.in('network').length === 1, { within: 5_000 });
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(desk.platform.in('dm:emma')).toEqual([]);
  const [left] = await desk.sql<{ owner: string }>(
    `select "leaseOwner" as owner from delivery where account = 'emma'`,
  );
  expect(left?.owner).toBe('other');
});

it('loses nothing whose lease ended while nobody took it over', async () => {
  const { holds } = desk.outbox;
  let looks = 0;
  desk.outbox.holds = async (...given) => (looks++ < 2 ? false : holds(...given));
  await desk.opens('k1');
  desk.startWorker();
  await told();
  expect(looks).toBeGreaterThan(2);
  expect(desk.platform.posted).toHaveLength(2);
});

/** Six pages wait for the channel of L2, and as many for the engineer on call: a list for each. */
async function storm(): Promise<void> {
  const numbers: string[] = [];
  for (let index = 0; index < 6; index++) numbers.push((await desk.opens(`s${index}`)).number);
  await desk.sql(`delete from delivery where state = 'pending'`);
  for (const number of numbers) await desk.breaches(number);
  await desk.sql(`delete from delivery where state = 'pending' and not urgent`);
}
const lists = () => desk.platform.posted.filter(({ key }) => key.startsWith('list-'));

it('looks at the lease of every page of a list directly before it posts it', async () => {
  await storm();
  const pages = (await desk.sql<{ id: string }>('select id::text as id from delivery')).map(({ id }) => id);
  const { holds } = desk.outbox;
  let taken = '';
  desk.outbox.holds = async (ids, ...given) => {
    if (ids.length > 1 && taken === '') {
      // Drawn already; one of the six is enough.
      taken = String(ids[0]);
      await desk.sql(`update delivery set "leaseOwner" = 'other', "leaseUntil" = now() + interval '1 min'
        where id = ${taken}`);
    }
    return holds(ids, ...given);
  };
  desk.startWorker();
  const said = async () =>
    (await desk.sql(`select 1 from delivery where state = 'sent' and id in (${pages.join()})`)).length;
  // That of the other place; what is left of this one may be told meanwhile.
  await until(async () => (await said()) >= 6, { within: 20_000 });
  const [left] = await desk.sql<{ owner: string; state: string }>(
    `select "leaseOwner" as owner, state::text as state from delivery where id = ${taken}`,
  );
  expect(left).toEqual({ owner: 'other', state: 'sending' });
  expect(desk.platform.posted.map(({ key }) => key)).not.toContain(`list-${taken}`);
  expect(lists(), 'the one of the other place').toHaveLength(1);
  // The other one dies without a word: its page is told as well, and none of the list is lost.
  await desk.sql(`update delivery set "leaseUntil" = now() where id = ${taken}`);
  await told();
  expect(await said()).toBe(pages.length);
  const keys = desk.platform.posted.map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
});

it('loses no page of a list whose leases ended while nobody took them over', async () => {
  await storm();
  const { holds } = desk.outbox;
  let looks = 0;
  desk.outbox.holds = async (ids, ...given) => (ids.length > 1 && looks++ < 2 ? false : holds(ids, ...given));
  desk.startWorker();
  await told();
  expect(looks).toBeGreaterThan(2);
  expect(lists(), 'one for the channel and one for the engineer').toHaveLength(2);
});
