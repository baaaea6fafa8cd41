import { distinctTerms, type ShortText } from './article.ts';
import type { Postings } from './postings.ts';
import type { Association } from './question.ts';

/** So many articles at most are looked at for a word. */
const SAMPLE = 200;
/** Fewer articles than this may agree by accident. */
const LEAST = 3;
/** The share of them that has to agree. */
const AGREE = 0.7;
/** And what is in most titles anyway is meant by no word. */
const TIMES_CHANCE = 2.5;

/** What the index knows of its articles. */
export interface Known {
  /** In which articles' confirmed questions each term stands. */
  readonly asked: Postings;
  titleAt(place: number): ShortText | undefined;
  /** The share of all articles in which a term stands, 0 to 1. */
  frequency(term: number): number;
}

/**
 * Synonyms that askers teach: when a word stands in confirmed questions of at least three articles, and nearly all of
 * these are called by another word, the one is meant by the other, so that it finds articles nobody has asked for yet.
 * Nothing is kept: what is confirmed, edited or unpublished counts at once.
 */
export function associationsOf(term: number, { asked, titleAt, frequency }: Known): Association[] {
  const { places, count } = asked.of(term);
  if (count < LEAST) return [];
  const meant = places.subarray(0, Math.min(count, SAMPLE));
  const counts = new Map<number, number>();
  for (const place of meant) {
    const title = titleAt(place);
    for (const other of title ? distinctTerms(title) : []) counts.set(other, (counts.get(other) ?? 0) + 1);
  }
  return [...counts].flatMap(([other, times]) => {
    const agree = times / meant.length;
    return other !== term && agree >= AGREE && agree >= TIMES_CHANCE * frequency(other)
      ? [{ term: other, strength: agree }]
      : [];
  });
}
