import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { askQuestion } from '../../src/app/askQuestion.ts';
import { scheduleRecalibration } from '../../src/app/deskDue/recalibration.ts';
import { enforceDeskDue } from '../../src/app/enforceDeskDue.ts';
import type { ArticleDraft } from '../../src/app/ports.ts';
import { confirmAnswer } from '../../src/app/settleQuestion.ts';
import { UNSCALED } from '../../src/domain/calibration.ts';
import { createKbFeed } from '../../src/store/articles.ts';
import { createPrisma } from '../../src/store/client.ts';
import { relayDesk } from '../jobs/relayDesk.ts';
import { deskPolicy } from '../support/builders.ts';
import { publishArticles } from '../support/storyArticles.ts';

const DESK = 'desk';
const DAY = 24 * 3_600_000;
const SOON = { timeout: 5_000, interval: 20 };
const vpn = {
  slug: 'vpn',
  title: 'Tunnel drops every hour',
  body: '## Steps\n1. Turn off power saving of the network card.',
  language: 'en',
  audience: 'everyone',
  tags: [],
  owner: null,
  reviewBy: null,
  translationOf: null,
} as const;
const parking = { ...vpn, slug: 'parking', title: 'Parking space', body: 'Ask at the front desk.' };

let desk: Awaited<ReturnType<typeof relayDesk>>;
let pool: pg.Pool;
beforeEach(async () => {
  desk = await relayDesk();
  pool = new pg.Pool({ connectionString: desk.databaseUrl, max: 3 });
  pool.on('error', () => undefined);
});
afterEach(async () => {
  await pool.end();
  await desk.end();
});

async function publish(...drafts: readonly ArticleDraft[]): Promise<void> {
  await publishArticles(createPrisma(pool), await desk.policies.current(), drafts);
}

async function best(text: string): Promise<string | undefined> {
  const { hits } = await desk.search.search({ text, audiences: ['everyone'], limit: 3 });
  return hits[0]?.title;
}

describe('what the search follows', () => {
  it('brings an article and a new word of the desk to every process', async () => {
    await publish(vpn, parking);
    await vi.waitFor(async () => expect(await best('my tunnel drops every hour')).toBe(vpn.title), SOON);
    expect(await best('zeus')).toBeUndefined();
    const policy = { ...deskPolicy(), synonyms: [['Zeus', 'parking space']] };
    await desk.policies.record({ source: '', policy, by: 'test', at: desk.app.now() });
    await vi.waitFor(async () => expect(await best('zeus')).toBe(parking.title), SOON);
  });

  it('is told when it commits, and again after a lost connection', async () => {
    const feed = createKbFeed(createPrisma(pool), pool, DESK);
    const hint = vi.fn();
    const end = feed.onHint(hint);
    await vi.waitFor(() => expect(hint).toHaveBeenCalledTimes(1), SOON);
    await publish(vpn);
    await vi.waitFor(() => expect(hint).toHaveBeenCalledTimes(2), SOON);
    await pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where query = 'LISTEN knowledge' and datname = current_database()`,
    );
    await vi.waitFor(() => expect(hint.mock.calls.length).toBeGreaterThanOrEqual(3), SOON);
    end();
  });
});

describe('the calibration', () => {
  /** An asker is shown one article, said to be nearly sure, and confirms it or opens a ticket. */
  async function asked(number: number, confirmed: boolean): Promise<void> {
    const app = {
      ...desk.app,
      search: {
        search: async () => ({
          tier: 'answer' as const,
          hits: [{ ...hit, confidence: 0.6 + (number % 4) / 10 }],
        }),
      },
    };
    const place = {
      workspaceId: desk.workspaceId,
      kind: 'direct',
      conversation: 'dm:emma',
      thread: null,
    } as const;
    const { question } = await askQuestion(app, {
      key: `ask/${number}`,
      asker: 'emma',
      text: 'why does it drop',
      files: [],
      kept: null,
      place,
    });
    if (confirmed)
      await confirmAnswer(app, { key: `yes/${number}`, asker: 'emma', question, article: hit.articleId });
    else await desk.opens(`no/${number}`, 'why does it drop', undefined, 'emma', question);
  }
  const hit = {
    articleId: '',
    title: vpn.title,
    score: 1,
    confidence: 0.9,
    passage: { heading: null, text: '' },
  };
  const recalibrated = async () => {
    await desk.app.store.transaction((tx) => scheduleRecalibration(tx, desk.app.now()));
    const day = new Date(Math.floor(desk.app.now() / DAY + 1) * DAY).toISOString().slice(0, 10);
    await desk.clock.forward(DAY);
    await enforceDeskDue(desk.app, `recalibration/${day}`);
    return desk.app.store.transaction((tx) => tx.calibration());
  };

  it('is redone each day from what askers confirmed and where they opened a ticket', {
    timeout: 60_000,
  }, async () => {
    await publish(vpn);
    hit.articleId = (await desk.app.store.reads.articleBySlug(vpn.slug))?.id ?? '';
    for (let number = 0; number < 60; number++) await asked(number, number % 3 === 0);
    expect(await recalibrated()).toBeNull();
    for (let number = 60; number < 120; number++) await asked(number, number % 3 === 0);
    const now = await recalibrated();
    expect(now?.scaling.offset).toBeLessThan(0);
    const { scaling } = await createKbFeed(createPrisma(pool), pool, DESK).changesSince(null);
    expect(scaling).toEqual(now?.scaling);
    expect(scaling).not.toEqual(UNSCALED);
    // What was learned from once is not learned from again.
    expect(await recalibrated()).toEqual(now);
  });
});
