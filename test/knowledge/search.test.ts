import { afterEach, describe, expect, it, vi } from 'vitest';
import type { RunningKbSearch } from '../../src/knowledge/search.ts';
import { startKbSearch } from '../../src/knowledge/search.ts';
import { article, createSettableFeed } from './settableFeed.ts';

const log = { info: () => undefined, warn: () => undefined };
const vpn = article({
  title: 'VPN drops every hour',
  body: '## Steps\n1. Turn off power saving of the network card.',
});
const printer = article({ title: 'Printer shows offline', body: '## Steps\n1. Restart the print spooler.' });
const wifi = article({ title: 'Connect to the office Wi-Fi', body: '## Steps\n1. Choose CORP and sign in.' });
const ask = (text: string) => ({ text, audiences: ['everyone'] as const, limit: 3 });

let running: RunningKbSearch | undefined;
afterEach(async () => {
  await running?.close();
  running = undefined;
});

async function start(
  desk: ReturnType<typeof createSettableFeed>,
  timeoutMs = 2_000,
): Promise<RunningKbSearch> {
  running = await startKbSearch({ feed: desk.feed, log, timeoutMs });
  return running;
}

async function bestFor(search: RunningKbSearch, text: string): Promise<string | undefined> {
  const answer = await search.search(ask(text));
  return answer.tier === 'none' ? undefined : answer.hits[0]?.articleId;
}

describe('the search beside the desk', () => {
  it('answers as soon as it has started', async () => {
    const desk = createSettableFeed();
    desk.write(vpn, printer, wifi);
    const search = await start(desk);
    expect(search.ready()).toBe(true);
    expect(await bestFor(search, 'my vpn drops every hour')).toBe(vpn.articleId);
  });

  it('counts a confirmed question within a second, with no hint', async () => {
    const desk = createSettableFeed();
    desk.write(vpn, printer, wifi);
    const search = await start(desk);
    expect(await bestFor(search, 'the grey tunnel icon blinks')).toBeUndefined();
    desk.confirm({
      id: 'f1',
      articleId: vpn.articleId,
      question: 'tunnel icon is grey and blinks',
      helpful: true,
    });
    await vi.waitFor(
      async () => expect(await bestFor(search, 'the grey tunnel icon blinks')).toBe(vpn.articleId),
      { timeout: 1_000, interval: 50 },
    );
  });

  it('loses an article that is no longer published, at once on a hint', async () => {
    const desk = createSettableFeed();
    desk.write(vpn, printer, wifi);
    const search = await start(desk);
    desk.write({ ...vpn, published: false });
    desk.hint();
    await vi.waitFor(
      async () => {
        const { hits } = await search.search(ask('my vpn drops every hour'));
        expect(hits.map(({ articleId }) => articleId)).not.toContain(vpn.articleId);
      },
      { timeout: 400, interval: 20 },
    );
  });

  it('takes a new word of the desk for what it means, and answers all the while', async () => {
    const desk = createSettableFeed();
    desk.write(vpn, printer, wifi);
    const search = await start(desk);
    const found = async () => (await search.search(ask('zeus'))).hits[0]?.articleId;
    expect(await found()).toBeUndefined();
    desk.mean([['Zeus', 'network card']]);
    desk.hint();
    await vi.waitFor(
      async () => {
        expect(search.ready()).toBe(true);
        expect(await found()).toBe(vpn.articleId);
      },
      { timeout: 5_000, interval: 20 },
    );
  });

  it('is as sure as askers have taught it to be', async () => {
    const desk = createSettableFeed();
    desk.write(vpn, printer, wifi);
    const search = await start(desk);
    const confidence = async () =>
      (await search.search(ask('my vpn drops every hour'))).hits[0]?.confidence ?? 0;
    const before = await confidence();
    desk.scale({ slope: 1, offset: -2 });
    desk.hint();
    await vi.waitFor(async () => expect(await confidence()).toBeLessThan(before), {
      timeout: 2_000,
      interval: 20,
    });
  });

  it('answers while ten thousand articles come in', async () => {
    const desk = createSettableFeed();
    desk.write(vpn, printer, wifi);
    const search = await start(desk);
    desk.write(
      ...Array.from({ length: 10_000 }, (_, at) =>
        article({ title: `Import ${at}`, body: `${printer.body} ${at}` }),
      ),
    );
    desk.hint();
    const answers = [];
    for (let round = 0; round < 20; round++) answers.push(await bestFor(search, 'my vpn drops every hour'));
    expect(new Set(answers)).toEqual(new Set([vpn.articleId]));
  });

  it('says nothing rather than holding up the asker', async () => {
    const desk = createSettableFeed();
    desk.write(vpn, printer, wifi);
    const search = await start(desk, 0);
    expect(await search.search(ask('my vpn drops every hour'))).toEqual({ tier: 'none', hits: [] });
  });

  it('starts while the database is away, and is ready once it is back', async () => {
    const desk = createSettableFeed();
    desk.write(vpn, printer, wifi);
    desk.setAway(true);
    const search = await start(desk);
    expect(search.ready()).toBe(false);
    expect(await search.search(ask('my vpn drops every hour'))).toEqual({ tier: 'none', hits: [] });
    desk.setAway(false);
    await vi.waitFor(() => expect(search.ready()).toBe(true), { timeout: 3_000, interval: 50 });
    expect(await bestFor(search, 'my vpn drops every hour')).toBe(vpn.articleId);
  });

  it('leaves nothing behind when closed', async () => {
    const desk = createSettableFeed();
    const search = await start(desk);
    await search.close();
    expect(desk.listeners.size).toBe(0);
    expect(await search.search(ask('anything'))).toEqual({ tier: 'none', hits: [] });
  });
});
