import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acknowledgeAll } from '../../src/app/acknowledgeAll.ts';
import { workTicket } from '../../src/app/workTicket.ts';
import { ChannelError } from '../../src/chat/channel.ts';
import { until } from '../support/until.ts';
import { relayDesk } from './relayDesk.ts';

let desk: Awaited<ReturnType<typeof relayDesk>>;
beforeEach(async () => {
  desk = await relayDesk();
});
afterEach(async () => desk.end());

const text = (view: { fallback: string; blocks: readonly object[] }) =>
  view.fallback + JSON.stringify(view.blocks);
const told = async () => until(async () => (await desk.outbox.waiting()) === null, { within: 30_000 });
const acknowledge = (number: string) =>
  workTicket(desk.app, {
    key: `ack-${number}`,
    actor: 'ana',
    number,
    command: { type: 'acknowledge' },
    body: null,
  });

describe('the relay', () => {
  it('says nothing of an escalation that was acknowledged before it was sent', async () => {
    const { number } = await desk.opens('k1');
    await desk.breaches(number);
    await acknowledge(number);
    desk.startWorker();
    await told();
    const pages = desk.platform.posted.filter((each) => /is over by/.test(each.view.fallback));
    expect(pages).toEqual([]);
  });

  it('says nothing of it either when somebody acknowledges between the claim of a page and its post', async () => {
    const { number } = await desk.opens('k1');
    await desk.breaches(number);
    const { take } = desk.outbox;
    let acknowledged = false;
    desk.outbox.take = async (...given) => {
      const taken = await take(...given);
      if (taken.some(({ kind }) => kind === 'page') && !acknowledged) {
        acknowledged = true;
        await acknowledge(number);
      }
      return taken;
    };
    desk.startWorker();
    await told();
    expect(acknowledged).toBe(true);
    expect(desk.platform.posted.filter((each) => /is over by/.test(each.view.fallback))).toEqual([]);
  });

  it('keeps the order within a thread, the card first', async () => {
    const { number } = await desk.opens('k1');
    const claim = { key: 'c', actor: 'ana', number, command: { type: 'claim' }, body: null } as const;
    await workTicket(desk.app, claim);
    desk.startWorker();
    await told();
    const [card, line] = desk.platform.in('network');
    expect(card?.thread).toBeNull();
    expect(line?.thread).toBe(card?.id);
  });

  it('waits as a full channel asks, holds up no other, and drops nothing', async () => {
    let refusals = 0;
    desk.platform.before = async (conversation) => {
      if (conversation !== 'network' || ++refusals > 3) return;
      throw new ChannelError('rate_limited', 'slow down', { retryAfterMs: 300 });
    };
    await desk.opens('k1');
    await desk.opens('k2');
    desk.startWorker();
    await until(() => desk.platform.in('dm:emma').length === 2);
    expect(desk.platform.in('network')).toHaveLength(0);
    await told();
    expect(desk.platform.in('network')).toHaveLength(2);
  });

  it('looks before it says again what may have been said', async () => {
    let lost = 0;
    desk.platform.after = async (posted) => {
      if (posted.conversation !== 'network' || lost++ > 0) return;
      throw new ChannelError('down', 'the answer was lost', { maybeSent: true });
    };
    await desk.opens('k1');
    desk.startWorker();
    await told();
    expect(desk.platform.in('network')).toHaveLength(1);
  });

  it('repeats a page that nobody can know of, and marks it as a repeat', async () => {
    desk.platform.find = async () => 'unknowable';
    let lost = 0;
    desk.platform.after = async (posted) => {
      if (posted.conversation !== 'dm:eve' && posted.conversation !== 'dm:eli') return;
      if (lost++ === 0) throw new ChannelError('down', 'the answer was lost', { maybeSent: true });
    };
    const { number } = await desk.opens('k1');
    await desk.breaches(number);
    desk.startWorker();
    await told();
    const pages = desk.platform.posted.filter((each) => /^dm:(eve|eli)$/.test(each.conversation));
    expect(pages).toHaveLength(2);
    expect(text(pages[1]?.view ?? { fallback: '', blocks: [] })).toMatch(/repeat/);
  });

  it('tells a storm of pages as one list for each place, and shows there who acknowledged', async () => {
    const numbers: string[] = [];
    for (let index = 0; index < 8; index++) numbers.push((await desk.opens(`k${index}`)).number);
    for (const number of numbers) await desk.breaches(number);
    desk.startWorker();
    await told();
    const lists = desk.platform.posted.filter((each) =>
      numbers.every((number) => text(each.view).includes(number)),
    );
    expect(lists.map((each) => each.conversation)).toEqual(expect.arrayContaining(['network-l2']));
    await acknowledge(numbers[0] ?? '');
    await until(() => lists.every((each) => text(each.view).includes('Acknowledged')), { within: 10_000 });
  });

  it('lets all of a list be acknowledged in one click, once, and tells nobody of each', async () => {
    const numbers: string[] = [];
    for (let index = 0; index < 6; index++) numbers.push((await desk.opens(`k${index}`)).number);
    for (const number of numbers) await desk.breaches(number);
    desk.startWorker();
    await told();
    const before = desk.platform.posted.length;
    const all = { key: 'all', actor: 'eve', numbers: [...numbers, 'INC-1'] };
    expect(await acknowledgeAll(desk.app, { ...all, key: 'other', actor: 'wim' })).toEqual({ count: 0 });
    expect(await acknowledgeAll(desk.app, all)).toEqual({ count: 6 });
    expect(await acknowledgeAll(desk.app, { ...all, key: 'again' })).toEqual({ count: 0 });
    const list = desk.platform.in('network-l2').find((each) => each.key.startsWith('list-'));
    const shown = () =>
      text(list?.view ?? { fallback: '', blocks: [] }).match(/Acknowledged by eve/g)?.length;
    await until(() => shown() === 6, { within: 20_000 });
    await told();
    expect(desk.platform.posted).toHaveLength(before);
  });

  it('finds a list again whose answer was lost, and repeats none of its pages', async () => {
    let lost = 0;
    desk.platform.after = async ({ key }) => {
      if (!key.startsWith('list-') || lost++ > 0) return;
      throw new ChannelError('down', 'the answer was lost', { maybeSent: true });
    };
    const numbers: string[] = [];
    for (let index = 0; index < 8; index++) numbers.push((await desk.opens(`k${index}`)).number);
    for (const number of numbers) await desk.breaches(number);
    desk.startWorker();
    await told();
    const inL2 = desk.platform.in('network-l2').filter((each) => /over by|escalation/i.test(text(each.view)));
    const pages = inL2.filter(
      (each) => each.key.startsWith('list-') || /is over by/.test(each.view.fallback),
    );
    expect(lost).toBeGreaterThan(0);
    expect(pages.map((each) => each.key.startsWith('list-'))).not.toContain(false);
  });

  it('goes to the channel, and the duty channel hears of it, when a person cannot be reached', async () => {
    desk.platform.before = async (conversation) => {
      if (/^dm:(eve|eli)$/.test(conversation)) throw new ChannelError('forbidden', 'the account is disabled');
    };
    const { number } = await desk.opens('k1');
    await desk.breaches(number);
    desk.startWorker();
    await told();
    expect(
      desk.platform
        .in('duty')
        .map((each) => each.view.fallback)
        .join(),
    ).toContain(number);
    expect(
      desk.platform.in('network-l2').filter((each) => /is over by/.test(each.view.fallback)),
    ).toHaveLength(2);
  });

  it('climbs at once when nobody of a rung can be reached, once, and records it', async () => {
    desk.platform.before = async (conversation) => {
      if (/^(dm:(eve|eli)|network-l2)$/.test(conversation))
        throw new ChannelError('forbidden', 'the desk is not there');
    };
    const { number } = await desk.opens('k1');
    await desk.breaches(number);
    desk.startWorker();
    const l3 = () => desk.platform.in('network-l3').filter((each) => /is over by/.test(each.view.fallback));
    await until(() => l3().length > 0, { within: 20_000 });
    await told();
    expect(l3()).toHaveLength(1);
    const ticket = await desk.app.store.reads.ticket(number);
    const timeline = await desk.app.store.reads.timeline(ticket?.ticket.id ?? '');
    const rungs = timeline.flatMap(({ event }) =>
      event.type === 'RungEmpty' ? [{ rung: event.rung, unreachable: event.unreachable }] : [],
    );
    const at = (type: string, last = false) =>
      timeline[last ? 'findLast' : 'find'](({ event }) => event.type === type)?.at ?? Number.NaN;
    expect(at('Escalated', true) - at('RungEmpty'), 'what it costs').toBeLessThanOrEqual(5_000);
    expect(rungs).toEqual([{ rung: 0, unreachable: true }]);
    expect(desk.platform.in('duty').map((each) => each.view.fallback)).toContainEqual(
      expect.stringContaining('none of those told could be reached'),
    );
  });

  it('stays where it is when one of a rung could be reached', async () => {
    desk.platform.before = async (conversation) => {
      if (/^dm:(eve|eli)$/.test(conversation)) throw new ChannelError('gone', 'the account is no more');
    };
    const { number } = await desk.opens('k1');
    await desk.breaches(number);
    desk.startWorker();
    await told();
    const ticket = await desk.app.store.reads.ticket(number);
    expect(ticket?.ticket.escalation).toMatchObject({ rung: 0, round: 1 });
    expect(desk.platform.in('network-l3')).toEqual([]);
  });
});
