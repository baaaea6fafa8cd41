import type { TokenKind } from '../text/tokens.ts';
import { partsOf } from './codes.ts';
import { letterMask, nearness } from './spelling.ts';

/** How much a term counts by its kind, beside how rare it is. A code names exactly one thing. */
const KIND_WEIGHT: Record<TokenKind, number> = { word: 1, code: 1.5, part: 0.5, frame: 0.25, stop: 0 };

/** What every term is thought to have stood, so that none is impossible, and for how many terms. */
const UNSEEN = 0.5;
const UNSEEN_TERMS = 500;
/** A family of codes may be large. */
const MOST_IN_FULL = 10;

export interface Correction {
  readonly term: number;
  /** 0 to 1: how near the written word is. */
  readonly nearness: number;
}

/** All terms of the index: their numbers, in how many articles they stand, how much they weigh. */
export interface Vocabulary {
  /** The number of a term, given on first sight. */
  idOf(term: string, kind: TokenKind): number;
  /** The number of a term that stands in at least one article or confirmed question. */
  known(term: string): number | undefined;
  /** The known codes that people mean by this part of them, at most ten. */
  inFull(part: string): number[];
  count(id: number, change: 1 | -1): void;
  /** The same for titles and confirmed questions. */
  countShort(id: number, change: 1 | -1): void;
  /** Counts a term as often as it stands in articles and confirmed questions; `times` may be negative. */
  countTimes(id: number, times: number): void;
  /** The share of a term of all that is written, over 0, under 1. */
  share(id: number): number;
  /** In how many articles a term stands. */
  frequency(id: number): number;
  /**
   * Rarity times kind. A word may be rare in long texts and yet frame many questions, or the other way round, so
   * both rarities count.
   */
  weight(id: number): number;
  /** The weight of a term that stands nowhere. */
  unknownWeight(kind: TokenKind): number;
  /** Known terms near a word that is unknown, nearest first; at most three. */
  corrections(word: string): Correction[];
  /** Tells how many articles there are; rarity depends on it. */
  resize(articles: number): void;
}

export function createVocabulary(): Vocabulary {
  const ids = new Map<string, number>();
  const terms: string[] = [];
  const masks: number[] = [];
  /** The words that a slip may have been meant for. */
  const byLength: number[][] = [];
  /** The codes that have each part. */
  const codes = new Map<string, number[]>();
  const kindWeights: number[] = [];
  const frequencies: number[] = [];
  const shortFrequencies: number[] = [];
  const times: number[] = [];
  let allTimes = 0;
  let articles = 0;

  const rarity = (frequency: number): number => {
    const bounded = Math.min(Math.max(frequency, 1), articles);
    return Math.log(1 + (articles - bounded + 0.5) / (bounded + 0.5));
  };

  return {
    idOf(term, kind) {
      const existing = ids.get(term);
      if (existing !== undefined) return existing;
      const id = terms.push(term) - 1;
      ids.set(term, id);
      const mask = letterMask(term);
      masks.push(mask);
      if (mask !== 0) {
        const sameLength = byLength[term.length] ?? [];
        byLength[term.length] = sameLength;
        sameLength.push(id);
      }
      for (const part of kind === 'code' ? partsOf(term) : []) {
        const members = codes.get(part) ?? [];
        codes.set(part, members);
        members.push(id);
      }
      kindWeights.push(KIND_WEIGHT[kind]);
      frequencies.push(0);
      shortFrequencies.push(0);
      times.push(0);
      return id;
    },
    known(term) {
      const id = ids.get(term);
      return id !== undefined && (frequencies[id] ?? 0) > 0 ? id : undefined;
    },
    inFull: (part) =>
      (codes.get(part) ?? []).filter((id) => (frequencies[id] ?? 0) > 0).slice(0, MOST_IN_FULL),
    count(id, change) {
      frequencies[id] = (frequencies[id] ?? 0) + change;
    },
    frequency: (id) => frequencies[id] ?? 0,
    weight: (id) =>
      ((rarity(frequencies[id] ?? 0) + rarity(shortFrequencies[id] ?? 0)) / 2) * (kindWeights[id] ?? 1),
    unknownWeight: (kind) => rarity(1) * KIND_WEIGHT[kind],
    corrections(word) {
      const mask = letterMask(word);
      if (mask === 0) return [];
      const found: (Correction & { frequency: number })[] = [];
      const near = [-2, -1, 0, 1, 2].flatMap((more) => byLength[word.length + more] ?? []);
      for (const id of near) {
        const frequency = frequencies[id] ?? 0;
        const nearby = frequency > 0 ? nearness(word, mask, terms[id] ?? '', masks[id] ?? 0) : 0;
        if (nearby > 0) found.push({ term: id, nearness: nearby, frequency });
      }
      found.sort((a, b) => b.nearness - a.nearness || b.frequency - a.frequency);
      return found.slice(0, 3);
    },
    countShort(id, change) {
      shortFrequencies[id] = (shortFrequencies[id] ?? 0) + change;
    },
    countTimes(id, more) {
      times[id] = (times[id] ?? 0) + more;
      allTimes += more;
    },
    share: (id) => ((times[id] ?? 0) + UNSEEN) / (allTimes + UNSEEN_TERMS),
    resize(count) {
      articles = count;
    },
  };
}
