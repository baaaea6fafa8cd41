import type { FindConcepts, Meant } from '../text/concepts.ts';
import { type Token, tokenize } from '../text/tokens.ts';
import type { Spellings, Threes } from './spellings.ts';
import type { Vocabulary } from './vocabulary.ts';

/** One thing that the question names, and the terms that stand for it: itself, its concepts, a corrected spelling. */
export interface Slot {
  readonly weight: number;
  /** Term number to how well it stands for the slot, 0 to 1. */
  readonly terms: ReadonlyMap<number, number>;
  /** It says that something is wanted or does not work, and not what. */
  readonly frame: boolean;
  /** It is an error code or the like, or a part of one. */
  readonly code: boolean;
}

/** A term that stands for slots of a question. */
export interface AskedTerm {
  /** Among the terms of the question, from 0. */
  readonly index: number;
  readonly stands: readonly (readonly [slot: number, factor: number])[];
}

export interface Question {
  readonly slots: readonly Slot[];
  readonly terms: ReadonlyMap<number, AskedTerm>;
  /** Which remainders its terms leave: a quick no for nearly all terms of an article. */
  readonly remainders: Uint8Array;
  readonly threes: Threes;
  readonly weight: number;
  /** Share of the weight that no article knows any word of, 0 to 1. */
  readonly unknown: number;
}

/** A power of two, many times the terms of a question. */
const REMAINDERS = 4_096;

/** What a term of an article stands for in a question. */
export const standsFor = (question: Question, term: number): AskedTerm | undefined =>
  question.remainders[term & (REMAINDERS - 1)] === 1 ? question.terms.get(term) : undefined;

/** A question says what it is about early; the rest of a pasted log is cut off. */
const READ_CHARACTERS = 4_000;
const MOST_SLOTS = 40;
const MOST_CORRECTED = 8;
const ASSOCIATION_FACTOR = 0.65;
/** How well a code stands for the part of it that was written. */
const IN_PART_FACTOR = 0.9;

/** A term that askers mean by another. */
export interface Association {
  readonly term: number;
  /** 0 to 1. */
  readonly strength: number;
}

interface Named {
  readonly token: Token;
  readonly concepts: Meant[];
}

function distinctTerms(text: string, vocabulary: Vocabulary, findConcepts: FindConcepts): Named[] {
  const tokens = tokenize(text.slice(0, READ_CHARACTERS));
  const named = tokens.map((token): Named => ({ token, concepts: [] }));
  for (const { meant, from, length } of findConcepts(tokens)) {
    for (const { concepts } of named.slice(from, from + length)) concepts.push(...meant);
  }
  const seen = new Map<string, Named>();
  for (const entry of named) {
    const before = seen.get(entry.token.term);
    if (before) before.concepts.push(...entry.concepts);
    else if (entry.token.kind !== 'stop') seen.set(entry.token.term, entry);
  }
  for (const term of wordsAcross(text.slice(0, READ_CHARACTERS), vocabulary)) {
    if (!seen.has(term)) seen.set(term, { token: { term, kind: 'part' }, concepts: [] });
  }
  return [...seen.values()];
}

/** Chinese words of the articles that the segmentation of this short text has cut through. */
function* wordsAcross(text: string, vocabulary: Vocabulary): Generator<string> {
  for (const [run] of text.matchAll(/\p{Script=Han}+/gu)) {
    for (let at = 0; at + 2 <= run.length; at++) {
      const pair = run.slice(at, at + 2);
      if (vocabulary.known(pair) !== undefined) yield pair;
    }
  }
}

/** Reads a question against what the index knows; any text gives a question, if only an empty one. */
export function readQuestion(
  text: string,
  vocabulary: Vocabulary,
  findConcepts: FindConcepts,
  spellings: Spellings,
  associations: (term: number) => Association[],
): Question {
  const named = distinctTerms(text, vocabulary, findConcepts);
  let corrected = 0;
  let unknown = 0;
  const slots = named.map(({ token, concepts }, position): Slot => {
    const terms = new Map<number, number>();
    const allow = (id: number | undefined, factor: number): void => {
      if (id !== undefined) terms.set(id, Math.max(factor, terms.get(id) ?? 0));
    };
    const own = vocabulary.known(token.term);
    allow(own, 1);
    if (own !== undefined)
      for (const { term, strength } of associations(own)) allow(term, ASSOCIATION_FACTOR * strength);
    for (const { concept, factor } of concepts) allow(vocabulary.known(concept), factor);
    const codes = vocabulary.inFull(token.term);
    for (const code of codes) allow(code, IN_PART_FACTOR);
    // "spread sheet" for "spreadsheet".
    for (const [first, second] of [
      [position - 1, position],
      [position, position + 1],
    ] as const)
      allow(vocabulary.known(`${named[first]?.token.term ?? '?'}${named[second]?.token.term ?? '?'}`), 0.9);
    if (terms.size === 0 && token.kind === 'word' && corrected++ < MOST_CORRECTED) {
      for (const { term, nearness } of vocabulary.corrections(token.term)) allow(term, nearness);
    }
    const known = [...terms.keys()].map((id) => vocabulary.weight(id));
    const weight =
      own !== undefined
        ? vocabulary.weight(own)
        : known.length > 0
          ? Math.max(...known)
          : vocabulary.unknownWeight(token.kind);
    if (terms.size === 0) unknown += weight;
    return { weight, terms, frame: token.kind === 'frame', code: token.kind === 'code' || codes.length > 0 };
  });
  return { ...assemble(slots, unknown), threes: spellings.readText(text.slice(0, READ_CHARACTERS)) };
}

function assemble(all: readonly Slot[], unknown: number): Omit<Question, 'threes'> {
  const lightest =
    all.length > MOST_SLOTS ? all.map(({ weight }) => weight).sort((a, b) => b - a)[MOST_SLOTS - 1] : 0;
  const slots = all.filter(({ weight }) => weight >= (lightest ?? 0)).slice(0, MOST_SLOTS);
  const terms = new Map<number, { index: number; stands: (readonly [number, number])[] }>();
  for (const [slot, { terms: standing }] of slots.entries()) {
    for (const [id, factor] of standing) {
      const term = terms.get(id) ?? { index: terms.size, stands: [] };
      term.stands.push([slot, factor]);
      terms.set(id, term);
    }
  }
  const remainders = new Uint8Array(REMAINDERS);
  for (const id of terms.keys()) remainders[id & (REMAINDERS - 1)] = 1;
  const weight = all.reduce((sum, slot) => sum + slot.weight, 0);
  return { slots, terms, remainders, weight, unknown: weight > 0 ? unknown / weight : 1 };
}
