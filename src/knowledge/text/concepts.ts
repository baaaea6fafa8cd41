import type { SynonymGroups } from '../../domain/desk.ts';
import { tokenize } from './tokens.ts';

/** A run of terms in a text that names a concept. */
export interface ConceptHit {
  readonly concept: string;
  /** Index of the first term of the run. */
  readonly from: number;
  readonly length: number;
}

export type FindConcepts = (terms: readonly string[]) => ConceptHit[];

/** No way of saying anything in a synonym list is longer, in terms. */
const LONGEST_PHRASE = 5;

/** Compiles synonym groups into a finder of the concepts that a list of terms names. */
export function compileConcepts(groups: SynonymGroups): FindConcepts {
  const concepts = new Map<string, Set<string>>();
  const firstTerms = new Set<string>();
  for (const [index, group] of groups.entries()) {
    for (const entry of group) {
      const terms = [...tokenize(entry)].filter(({ kind }) => kind !== 'part').map(({ term }) => term);
      const [first] = terms;
      if (first === undefined || terms.length > LONGEST_PHRASE) continue;
      firstTerms.add(first);
      const key = terms.join(' ');
      const named = concepts.get(key) ?? new Set();
      concepts.set(key, named.add(`§${index}`));
    }
  }
  return (terms) => {
    const hits: ConceptHit[] = [];
    for (const [from, first] of terms.entries()) {
      if (!firstTerms.has(first)) continue;
      let key = '';
      for (let length = 1; length <= LONGEST_PHRASE && from + length <= terms.length; length++) {
        key = length === 1 ? first : `${key} ${terms[from + length - 1]}`;
        for (const concept of concepts.get(key) ?? []) hits.push({ concept, from, length });
      }
    }
    return hits;
  };
}
