import type { ShortText } from './article.ts';
import { type Question, standsFor } from './question.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Terms that are at most so far apart are neighbours. */
const NEAR = 4;

/** How well a text stands for each slot of a question, 0 to 1. */
export type SlotHits = Float32Array;

/** The share of a question's weight that was hit, 0 to 1. */
export function shareOf(question: Question, hits: SlotHits): number {
  let sum = 0;
  for (let at = 0; at < hits.length; at++) sum += (question.slots[at]?.weight ?? 0) * (hits[at] ?? 0);
  return question.weight > 0 ? sum / question.weight : 0;
}

/** How much of both texts is in both: 1 for the same words, 0 for none. */
export function likeness(question: Question, text: ShortText, vocabulary: Vocabulary): number {
  const hits = new Float32Array(question.slots.length);
  let total = 0;
  let found = 0;
  for (let at = 0; at < text.terms.length; at++) {
    const term = text.terms[at] ?? 0;
    let best = hit(question, term, hits);
    for (const concept of text.concepts[at] ?? []) best = Math.max(best, hit(question, concept, hits));
    const weight = vocabulary.weight(term);
    total += weight;
    found += weight * best;
  }
  return total + question.weight > 0
    ? (found + shareOf(question, hits) * question.weight) / (total + question.weight)
    : 0;
}

/** Notes what a term stands for, and tells how well at best. */
function hit(question: Question, term: number, hits: SlotHits): number {
  const asked = standsFor(question, term);
  if (asked === undefined) return 0;
  let best = 0;
  for (const [slot, factor] of asked.stands) {
    if (factor > (hits[slot] ?? 0)) hits[slot] = factor;
    if (factor > best) best = factor;
  }
  return best;
}

/** What reading texts in their order has shown; goes on with each further text. */
export interface Reading {
  readonly hits: SlotHits;
  /** For each slot, whether it stood near the one that follows it in the question. */
  readonly pairs: Uint8Array;
  /** For each term of the question, by its index, how often it stood there. */
  readonly counts: Uint32Array;
  /** For each slot, where in the present text it stood last. */
  readonly lastSeen: Int32Array;
}

export const startReading = ({ slots, terms }: Question): Reading => ({
  hits: new Float32Array(slots.length),
  pairs: new Uint8Array(slots.length),
  counts: new Uint32Array(terms.size),
  lastSeen: new Int32Array(slots.length),
});

export function readOn(question: Question, terms: Int32Array, reading: Reading): void {
  const { hits, pairs, counts, lastSeen } = reading;
  lastSeen.fill(-1 - NEAR);
  for (let at = 0; at < terms.length; at++) {
    const asked = standsFor(question, terms[at] ?? 0);
    if (asked === undefined) continue;
    counts[asked.index] = (counts[asked.index] ?? 0) + 1;
    for (const [slot, factor] of asked.stands) {
      if (factor > (hits[slot] ?? 0)) hits[slot] = factor;
      lastSeen[slot] = at;
      if (slot > 0 && at - (lastSeen[slot - 1] ?? -1 - NEAR) <= NEAR) pairs[slot - 1] = 1;
      if (slot + 1 < lastSeen.length && at - (lastSeen[slot + 1] ?? -1 - NEAR) <= NEAR) pairs[slot] = 1;
    }
  }
}

/** The share of neighbours in the question that are also neighbours in what was read, 0 to 1, by weight. */
export function pairShare(question: Question, { pairs }: Reading): number {
  let all = 0;
  let found = 0;
  for (let at = 0; at + 1 < question.slots.length; at++) {
    const weight = (question.slots[at]?.weight ?? 0) + (question.slots[at + 1]?.weight ?? 0);
    all += weight;
    found += weight * (pairs[at] ?? 0);
  }
  return all > 0 ? found / all : 0;
}
