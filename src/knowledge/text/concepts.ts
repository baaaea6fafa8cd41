import type { SynonymGroups } from '../../domain/desk.ts';
import { type Token, tokenize } from './tokens.ts';

/** A run of terms in a text that names a concept. */
export interface ConceptHit {
  readonly concept: string;
  /** Index of the first term of the run. */
  readonly from: number;
  readonly length: number;
}

/** Finds the concepts that the terms of a text name. */
export type FindConcepts = (tokens: readonly Token[]) => ConceptHit[];

/** What has been said so far of a way to name something, and how it may go on. */
interface Step {
  readonly named: string[];
  readonly next: Map<string, Step>;
}

/** No way of saying anything in a synonym list is longer, in terms. */
const LONGEST_PHRASE = 5;

const newStep = (): Step => ({ named: [], next: new Map() });

/** Compiles synonym groups into a finder of their concepts. */
export function compileConcepts(groups: SynonymGroups): FindConcepts {
  const start = newStep();
  for (const [index, group] of groups.entries()) {
    for (const entry of group) {
      const tokens = tokenize(entry).filter(({ kind }) => kind !== 'part');
      if (tokens.length === 0 || tokens.length > LONGEST_PHRASE) continue;
      let step = start;
      for (const { term } of tokens) {
        const next = step.next.get(term) ?? newStep();
        step.next.set(term, next);
        step = next;
      }
      if (!step.named.includes(`§${index}`)) step.named.push(`§${index}`);
    }
  }
  return (tokens) => {
    const hits: ConceptHit[] = [];
    for (let from = 0; from < tokens.length; from++) {
      let step: Step | undefined = start;
      for (let at = from; at < tokens.length; at++) {
        step = step.next.get(tokens[at]?.term ?? '');
        if (step === undefined) break;
        for (const concept of step.named) hits.push({ concept, from, length: at + 1 - from });
      }
    }
    return hits;
  };
}
