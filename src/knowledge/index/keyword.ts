import type { IndexedArticle } from './article.ts';
import type { Question } from './question.ts';

const MOST_WORDS = 2;
/** With more words that only frame it, a question has a matter of its own. */
const MOST_AROUND = 2;

/**
 * Who types a keyword or two (`vpn`, `打印机`) looks around: there is no saying that one article answers that, and the
 * model, which was fitted on whole questions, finds that nothing does. Those that are called so may all be meant. "The
 * VPN does not work" says no more than "VPN". A code is in no title as a rule, and names one thing wherever it stands.
 */
export function isCalledSo({ slots }: Question, { titleText, terms: written }: IndexedArticle): boolean {
  const keywords = slots.filter(({ frame }) => !frame);
  if (keywords.length === 0 || keywords.length > MOST_WORDS) return false;
  if (slots.length - keywords.length > MOST_AROUND) return false;
  const title = new Set([...titleText.terms, ...titleText.concepts.flat()]);
  return keywords.every(({ terms, code }) =>
    [...terms.keys()].some((term) => title.has(term) || (code && written.includes(term))),
  );
}
