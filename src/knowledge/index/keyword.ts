import type { IndexedArticle } from './article.ts';
import type { Question } from './question.ts';

const MOST_WORDS = 2;

/**
 * Who types a keyword or two (`vpn`, `打印机`) looks around: there is no saying that one article answers that, and the
 * model, which was fitted on whole questions, finds that nothing does. Those that are called so may all be meant.
 */
export function isCalledSo({ slots, unknown }: Question, { titleText }: IndexedArticle): boolean {
  if (slots.length === 0 || slots.length > MOST_WORDS || unknown > 0) return false;
  const title = new Set([...titleText.terms, ...titleText.concepts.flat()]);
  return slots.every(({ terms }) => [...terms.keys()].some((term) => title.has(term)));
}
