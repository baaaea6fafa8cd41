import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { kbWeekly, scheduleKbWeekly } from '../../src/app/deskDue/kbWeekly.ts';
import type { AppDeps, WeeklyPart } from '../../src/app/ports.ts';
import { HOUR, MONDAY_9, openTicket } from '../support/builders.ts';
import { storeDesk } from '../support/storeDesk.ts';
import { publishArticles } from '../support/storyArticles.ts';

const WEEK = 7 * 24 * HOUR;
const NOW = MONDAY_9 + WEEK;
let desk: Awaited<ReturnType<typeof storeDesk>>;
let app: AppDeps;

beforeAll(async () => {
  desk = await storeDesk(() => NOW);
  ({ app } = desk);
  const plain = { body: 'x', language: 'en', tags: [], owner: null, translationOf: null } as const;
  await publishArticles(desk.prisma, desk.policy, [
    { ...plain, slug: 'shown', title: 'Shown', body: 'a', audience: 'everyone', reviewBy: '2027-01-01' },
    { ...plain, slug: 'late', title: 'Late', body: 'b', audience: 'everyone', reviewBy: '2026-11-29' },
    { ...plain, slug: 'good', title: 'Good', body: 'c', audience: 'agents', reviewBy: '2026-11-30' },
  ]);
});
afterAll(() => desk.end());

const idOf = async (slug: string) => (await app.store.reads.livingArticle(slug))?.article.id ?? '';
async function asks(
  text: string,
  outcome: 'confirmed' | 'abandoned' | 'ticket',
  facts: { tier?: 'none' | 'answer'; ticketId?: string; article?: string; refused?: true; at?: number } = {},
): Promise<void> {
  await app.store.transaction(async (tx) => {
    const body = randomUUID();
    const at = facts.at ?? MONDAY_9 + HOUR;
    await tx.saveQuestion({
      id: randomUUID(),
      asker: 'emma',
      body,
      text,
      files: [],
      place: { workspaceId: 'w', kind: 'direct', conversation: 'c', thread: null },
      tier: facts.tier ?? 'none',
      outcome,
      askedAt: at,
      ticketId: facts.ticketId ?? null,
      articleId: outcome === 'confirmed' ? (facts.article ?? null) : null,
      shown: facts.article ? 1 : 0,
      answering: { stage: 'answers' },
      heldOut: false,
      suggestions: facts.article
        ? [{ articleId: facts.article, confidence: 0.9, passage: { heading: null, text: '' } }]
        : [],
    });
    if (facts.article && facts.refused)
      await tx.addKbFeedback({ articleId: facts.article, body, person: 'emma', helpful: false }, at);
  });
}

it('lists gaps with their cost, articles that help nobody and those past their day, to the lead', async () => {
  const base = openTicket();
  const resolved = {
    ...base,
    status: 'resolved',
    resolution: 'r',
    resolvedAt: MONDAY_9 + 26 * HOUR,
    resolvedBy: 'ana',
    resolvedSpans: [{ from: MONDAY_9 + 26 * HOUR, to: null }],
  } as const;
  await app.store.transaction((tx) =>
    tx.commitTickets([
      {
        ticket: resolved,
        isNew: true,
        origin: { workspaceId: 'w', kind: 'direct', conversation: 'c', thread: null },
        entries: [],
        dues: [],
        notices: [],
        at: MONDAY_9,
      },
    ]),
  );
  const [shown, good] = [await idOf('shown'), await idOf('good')];
  await asks('coffee machine broken', 'abandoned');
  await asks('scanner shows a blue light', 'ticket', { ticketId: base.id, tier: 'answer', article: shown });
  await asks('blue light on the scanner', 'ticket', { ticketId: base.id, tier: 'answer', article: shown });
  await asks('scanner light blue', 'abandoned', { tier: 'answer', article: shown });
  await asks('projector hums loudly', 'abandoned', { tier: 'answer', article: good, refused: true });
  await asks('asked long ago', 'abandoned', { at: MONDAY_9 - 2 * WEEK });
  for (let time = 0; time < 3; time++) await asks('good one', 'abandoned', { tier: 'answer', article: good });
  await asks('good one', 'confirmed', { tier: 'answer', article: good });

  await app.store.transaction((tx) => kbWeekly(app, tx, { key: 'kbWeekly/x', data: {}, at: NOW }));
  const { rows } = await desk.pool.query<{ who: string; part: WeeklyPart }>(
    `select data->'mention'->>0 as who, data->'weekly' as part from notice order by key`,
  );
  expect(rows.map(({ who, part }) => [who, part.part])).toEqual([
    ['lea', 'gaps'],
    ['lea', 'pastReview'],
    ['lea', 'unconfirmed'],
  ]);
  const [gaps, pastReview, unconfirmed] = rows.map(({ part }) => part);
  // The office is open from nine to five: 26 hours of wall time are 10 of working time.
  expect(gaps).toMatchObject({
    gaps: [
      { asked: 2, tickets: 1, workedSeconds: 10 * 3600 },
      { asked: 1, tickets: 0, workedSeconds: 0 },
      { asked: 1, tickets: 0, workedSeconds: 0 },
    ],
  });
  expect(unconfirmed).toEqual({ part: 'unconfirmed', articles: [{ id: shown, shown: 3 }] });
  expect(pastReview).toEqual({ part: 'pastReview', articles: [await idOf('late')] });
});

it('comes on Mondays at nine of the desk, once', async () => {
  await desk.pool.query('delete from due');
  const plan = (at: number) => app.store.transaction((tx) => scheduleKbWeekly(tx, at, 'Europe/Berlin'));
  await plan(MONDAY_9 - 1);
  await plan(MONDAY_9 - HOUR);
  await plan(MONDAY_9);
  const { rows } = await desk.pool.query<{ key: string; at: Date }>('select key, at from due order by at');
  expect(rows).toEqual([
    { key: 'kbWeekly/2026-11-23', at: new Date(MONDAY_9) },
    { key: 'kbWeekly/2026-11-30', at: new Date(MONDAY_9 + WEEK) },
  ]);
});
