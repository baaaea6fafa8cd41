import type { KbAnswer, KbDocument } from '../../../src/app/ports.ts';
import { calibrationError } from '../../../src/domain/calibration.ts';
import { createKbIndex, type KbIndex } from '../../../src/knowledge/index/engine.ts';
import type { Asked } from './data.ts';

export type Ranking = {
  /** Mean reciprocal rank. */
  readonly mrr: number;
  readonly p1: number;
  readonly hit3: number;
  readonly hit10: number;
};

export function rankingOf(places: readonly number[]): Ranking {
  const mean = (value: (place: number) => number): number =>
    places.reduce((sum, place) => sum + value(place), 0) / Math.max(1, places.length);
  const within = (top: number) => mean((place) => (place >= 1 && place <= top ? 1 : 0));
  return {
    mrr: mean((place) => (place >= 1 ? 1 / place : 0)),
    p1: within(1),
    hit3: within(3),
    hit10: within(10),
  };
}

export function indexOf(articles: readonly KbDocument[], confirmed: readonly Asked[] = []): KbIndex {
  const index = createKbIndex();
  for (const document of articles) index.put(document);
  for (const [at, { query, article }] of confirmed.entries())
    index.learn({ id: String(at), articleId: article ?? '', question: query, helpful: true });
  return index;
}

/** An answer beside what would have been right. */
export interface Judged {
  readonly answer: KbAnswer;
  /** Place of the right article, from 1; 0 when it is not among the hits or there is none. */
  readonly place: number;
}

export function judge(index: KbIndex, asked: readonly Asked[], limit = 50): Judged[] {
  return asked.map(({ query, article }) => {
    const answer = index.search({ text: query, audiences: ['everyone'], limit });
    return { answer, place: 1 + answer.hits.findIndex(({ articleId }) => articleId === article) };
  });
}

/** Expected calibration error of the first hit; no hit counts as a confidence of 0. */
export const errorOf = (judged: readonly Judged[]): number =>
  calibrationError(
    judged.map(({ answer, place }) => ({
      confidence: answer.hits[0]?.confidence ?? 0,
      right: place === 1,
    })),
  );

/** How likely any of the articles fits, as the search has it. */
export const anyFits = ({ answer }: Judged): number =>
  answer.hits.reduce((sum, { confidence }) => sum + confidence, 0);

const shareOf = <T>(items: readonly T[], test: (item: T) => boolean): number =>
  items.filter(test).length / Math.max(1, items.length);

/** Of answerable questions: tier answer or clarify, with the right article among the first `top`. */
export const served = (judged: readonly Judged[], top: number): number =>
  shareOf(judged, ({ answer, place }) => answer.tier !== 'none' && place >= 1 && place <= top);

export const silent = (judged: readonly Judged[]): number =>
  shareOf(judged, ({ answer }) => answer.tier === 'none');

/** Of those that got tier answer: the first hit is right. */
export const answersRight = (judged: readonly Judged[]): number =>
  shareOf(
    judged.filter(({ answer }) => answer.tier === 'answer'),
    ({ place }) => place === 1,
  );
