import type { KbDocument } from '../../app/ports.ts';
import type { FindConcepts } from '../text/concepts.ts';
import { tokenize } from '../text/tokens.ts';
import { type Block, splitBlocks } from './sections.ts';
import type { Spellings, Threes } from './spellings.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A title, a tag list or a question that was asked: its terms in order, and the concepts each of them names. */
export interface ShortText {
  readonly terms: Int32Array;
  /** For each term, the concepts of the phrase it belongs to. */
  readonly concepts: readonly (readonly number[])[];
}

/** Terms and concepts of a block in reading order. */
export interface IndexedBlock extends Block {
  readonly terms: Int32Array;
}

export interface IndexedArticle {
  readonly document: KbDocument;
  readonly titleText: ShortText;
  /** Its terms and concepts in reading order. */
  readonly titleTerms: Int32Array;
  readonly titleThrees: Threes;
  readonly blocks: readonly IndexedBlock[];
  /** Each term once, with its strength over all fields. */
  readonly terms: Int32Array;
  readonly strengths: Float32Array;
  /** In terms of the body. */
  readonly length: number;
}

/** What lies beyond is shown when an article is opened, but not searched: one article must not hold up the others. */
const SEARCHED_CHARACTERS = 40_000;
const SEARCHED_TITLE = 500;
const FIELD_WEIGHT = { title: 4, tag: 2.5, heading: 2, body: 1 };

/** Most words name no concept. */
const NO_CONCEPTS: readonly number[] = [];

/** Reads a short text into terms, making unknown ones known. */
export function readShort(text: string, vocabulary: Vocabulary, findConcepts: FindConcepts): ShortText {
  const tokens = tokenize(text);
  const named = tokens.map(() => NO_CONCEPTS);
  for (const { concept, from, length } of findConcepts(tokens)) {
    const id = vocabulary.idOf(concept, 'word');
    for (let at = from; at < from + length; at++) named[at] = [...(named[at] ?? NO_CONCEPTS), id];
  }
  const terms: number[] = [];
  const concepts: (readonly number[])[] = [];
  for (const [at, { term, kind }] of tokens.entries()) {
    if (kind === 'stop') continue;
    terms.push(vocabulary.idOf(term, kind));
    concepts.push(named[at] ?? NO_CONCEPTS);
  }
  return { terms: Int32Array.from(terms), concepts };
}

function flatten({ terms, concepts }: ShortText): Int32Array {
  const flat: number[] = [];
  let previous = NO_CONCEPTS;
  for (let at = 0; at < terms.length; at++) {
    flat.push(terms[at] ?? 0);
    const named = concepts[at] ?? NO_CONCEPTS;
    for (const concept of named) if (!previous.includes(concept)) flat.push(concept);
    previous = named;
  }
  return Int32Array.from(flat);
}

export const distinctTerms = ({ terms, concepts }: ShortText): Set<number> =>
  new Set([...terms, ...concepts.flat()]);

/** Reads an article into the form that is searched. */
export function readArticle(
  document: KbDocument,
  vocabulary: Vocabulary,
  findConcepts: FindConcepts,
  spellings: Spellings,
): IndexedArticle {
  const strengths = new Map<number, number>();
  const strengthen = (terms: Int32Array, weight: number): void => {
    for (const term of terms) strengths.set(term, (strengths.get(term) ?? 0) + weight);
  };
  const read = (text: string): ShortText => readShort(text, vocabulary, findConcepts);

  const title = document.title.slice(0, SEARCHED_TITLE);
  const titleText = read(title);
  const titleTerms = flatten(titleText);
  strengthen(titleTerms, FIELD_WEIGHT.title);
  for (const tag of document.tags) strengthen(flatten(read(tag.slice(0, SEARCHED_TITLE))), FIELD_WEIGHT.tag);

  let length = 0;
  let section = 0;
  const blocks = splitBlocks(document.body.slice(0, SEARCHED_CHARACTERS)).map((block): IndexedBlock => {
    if (block.section !== section) {
      section = block.section;
      strengthen(flatten(read(block.heading ?? '')), FIELD_WEIGHT.heading);
    }
    const terms = flatten(read(document.body.slice(block.from, block.to)));
    strengthen(terms, FIELD_WEIGHT.body);
    length += terms.length;
    return { ...block, terms };
  });
  return {
    document,
    titleText,
    titleTerms,
    titleThrees: spellings.readText(title),
    blocks,
    terms: Int32Array.from(strengths.keys()),
    strengths: Float32Array.from(strengths.values()),
    length,
  };
}
