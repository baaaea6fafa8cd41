import type { IndexedArticle, ShortText } from './article.ts';
import type { Question } from './question.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What is known about one article for one question. All are scale-free, so they mean the same in every desk. */
export const FEATURES = [
  'relevance',
  'mass',
  'titleShare',
  'titleLikeness',
  'blockShare',
  'titlePairs',
  'blockPairs',
  'askedLikeness',
  'askedShare',
  'askedCover',
  'refusedLikeness',
] as const;
export type Features = Readonly<Record<(typeof FEATURES)[number], number>>;

/** Questions that were answered, or not answered, by an article. */
export interface Asked {
  readonly confirmed: readonly ShortText[];
  readonly refused: readonly ShortText[];
}

const share = (question: Question, hits: Float32Array): number => {
  let sum = 0;
  for (const [at, { weight }] of question.slots.entries()) sum += weight * (hits[at] ?? 0);
  return question.weight > 0 ? sum / question.weight : 0;
};

function shortHits(
  question: Question,
  text: ShortText,
): { hits: Float32Array; matched: number; weightOf: Float32Array } {
  const hits = new Float32Array(question.slots.length);
  const weightOf = new Float32Array(text.terms.length);
  let matched = 0;
  for (const [at, term] of text.terms.entries()) {
    let best = 0;
    for (const id of [term, ...(text.concepts[at] ?? [])]) {
      for (const [slot, factor] of question.slotsOf.get(id) ?? []) {
        hits[slot] = Math.max(hits[slot] ?? 0, factor);
        best = Math.max(best, factor);
      }
    }
    weightOf[at] = best;
    matched += best;
  }
  return { hits, matched, weightOf };
}

/** How much of both texts is in both: 1 for the same words, 0 for none. */
function likeness(question: Question, text: ShortText, vocabulary: Vocabulary): number {
  const { hits, weightOf } = shortHits(question, text);
  let total = 0;
  let found = 0;
  for (const [at, term] of text.terms.entries()) {
    const weight = vocabulary.weight(term);
    total += weight;
    found += weight * (weightOf[at] ?? 0);
  }
  return total + question.weight > 0
    ? (found + share(question, hits) * question.weight) / (total + question.weight)
    : 0;
}

/** Neighbours in the question that are also neighbours in the text. */
function notePairs(question: Question, terms: Int32Array, pairs: Uint8Array, hits: Float32Array): void {
  const lastSeen = new Int32Array(question.slots.length).fill(-100);
  for (let at = 0; at < terms.length; at++) {
    const stands = question.slotsOf.get(terms[at] ?? -1);
    if (stands === undefined) continue;
    for (const [slot, factor] of stands) {
      if (factor > (hits[slot] ?? 0)) hits[slot] = factor;
      lastSeen[slot] = at;
      if (slot > 0 && at - (lastSeen[slot - 1] ?? -100) <= 4) pairs[slot - 1] = 1;
      if (slot + 1 < lastSeen.length && at - (lastSeen[slot + 1] ?? -100) <= 4) pairs[slot] = 1;
    }
  }
}

function pairShare(question: Question, pairs: Uint8Array): number {
  let all = 0;
  let found = 0;
  for (let at = 0; at + 1 < question.slots.length; at++) {
    const weight = (question.slots[at]?.weight ?? 0) + (question.slots[at + 1]?.weight ?? 0);
    all += weight;
    found += weight * (pairs[at] ?? 0);
  }
  return all > 0 ? found / all : 0;
}

/**
 * Cubed, since an article refused for one question may still be right for a similar one; and added up, since one
 * refusal may be a slip and three are none.
 */
function refusal(question: Question, refused: readonly ShortText[], vocabulary: Vocabulary): number {
  const sum = refused.reduce((before, text) => before + likeness(question, text, vocabulary) ** 3, 0);
  return Math.min(3, sum);
}

/** Looks closely at one article that the first, quick look has found. */
export function describe(
  question: Question,
  article: IndexedArticle,
  asked: Asked | undefined,
  first: { relevance: number; askedShare: number; askedCover: number },
  vocabulary: Vocabulary,
): Features {
  const slots = question.slots.length;
  const title = shortHits(question, article.titleText);
  const titlePairs = new Uint8Array(slots);
  notePairs(question, article.titleText.terms, titlePairs, new Float32Array(slots));

  const articleHits = Float32Array.from(title.hits);
  const blockPairs = new Uint8Array(slots);
  let blockShare = 0;
  for (const block of article.blocks) {
    const hits = new Float32Array(slots);
    notePairs(question, block.terms, blockPairs, hits);
    blockShare = Math.max(blockShare, share(question, hits));
    for (let at = 0; at < slots; at++) articleHits[at] = Math.max(articleHits[at] ?? 0, hits[at] ?? 0);
  }
  const nearest = (texts: readonly ShortText[] | undefined): number =>
    (texts ?? []).reduce((best, text) => Math.max(best, likeness(question, text, vocabulary)), 0);
  const articleShare = share(question, articleHits);
  return {
    relevance: first.relevance / Math.max(question.weight, 1e-6),
    mass: Math.log1p((articleShare * question.weight) / vocabulary.unknownWeight('word')),
    titleShare: share(question, title.hits),
    titleLikeness: likeness(question, article.titleText, vocabulary),
    blockShare,
    titlePairs: pairShare(question, titlePairs),
    blockPairs: pairShare(question, blockPairs),
    askedLikeness: nearest(asked?.confirmed),
    askedShare: first.askedShare / Math.max(question.weight, 1e-6),
    askedCover: first.askedCover / Math.max(question.weight, 1e-6),
    refusedLikeness: refusal(question, asked?.refused ?? [], vocabulary),
  };
}
