import type { SynonymGroups } from '../../domain/desk.ts';
import { type Token, tokenize } from './tokens.ts';

/** What stands for a concept in an article, and how well for the words of a question, 0 to 1. */
export interface Meant {
  readonly concept: string;
  readonly factor: number;
}

/** A run of terms in a text that names a concept. */
export interface ConceptHit {
  /** The concept as named in this script: Chinese, or any other. */
  readonly concept: string;
  /** By what else an article may name it. */
  readonly meant: readonly Meant[];
  /** Index of the first term of the run. */
  readonly from: number;
  readonly length: number;
}

/** Finds the concepts that the terms of a text name. */
export type FindConcepts = (tokens: readonly Token[]) => ConceptHit[];

/** What has been said so far of a way to name something, and how it may go on. */
interface Step {
  readonly named: Omit<ConceptHit, 'from' | 'length'>[];
  readonly next: Map<string, Step>;
}

/** No way of saying anything in a synonym list is longer, in terms. */
const LONGEST_PHRASE = 5;

/** How well another word of the same language stands for the one that was chosen. */
const SYNONYM = 0.65;
/**
 * What a company calls a thing, and English for Chinese: an author of English had no Chinese word to choose. Not the other
 * way round: whoever asks in English is rather answered in English.
 */
const SAME = 0.9;

const newStep = (): Step => ({ named: [], next: new Map() });

/** Compiles synonym groups, the `general` ones and a company's `own`, into a finder of their concepts. */
export function compileConcepts(general: SynonymGroups, own: SynonymGroups): FindConcepts {
  const start = newStep();
  for (const [index, group] of [...general, ...own].entries()) {
    const inOwnScript = index < general.length ? SYNONYM : SAME;
    for (const entry of group) {
      const han = /\p{Script=Han}/u.test(entry);
      const concept = `§${index}${han ? 'h' : ''}`;
      const meant = [
        { concept, factor: inOwnScript },
        { concept: `§${index}${han ? '' : 'h'}`, factor: han ? SAME : inOwnScript },
      ];
      const tokens = tokenize(entry).filter(({ kind }) => kind !== 'part');
      if (tokens.length === 0 || tokens.length > LONGEST_PHRASE) continue;
      let step = start;
      for (const { term } of tokens) {
        const next = step.next.get(term) ?? newStep();
        step.next.set(term, next);
        step = next;
      }
      if (!step.named.some((named) => named.concept === concept)) step.named.push({ concept, meant });
    }
  }
  return (tokens) => {
    const hits: ConceptHit[] = [];
    for (let from = 0; from < tokens.length; from++) {
      let step: Step | undefined = start;
      for (let at = from; at < tokens.length; at++) {
        step = step.next.get(tokens[at]?.term ?? '');
        if (step === undefined) break;
        for (const named of step.named) hits.push({ ...named, from, length: at + 1 - from });
      }
    }
    return hits;
  };
}
