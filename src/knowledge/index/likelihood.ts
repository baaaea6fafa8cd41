import type { Question } from './question.ts';
import type { Vocabulary } from './vocabulary.ts';

/** For each term of the question, how often it stands in a text of so many words. */
export interface TermCounts {
  readonly counts: ArrayLike<number>;
  readonly length: number;
}

/** What the words of a question come from, besides the language of all articles. */
export interface Sources {
  readonly title: TermCounts;
  readonly body: TermCounts;
  readonly asked: TermCounts;
}

/** How much each source has its say; jelinek-mercer smoothing. */
const SAY = { short: 0.35, body: 0.2, all: 0.15 };
/** With so many words of confirmed questions they have as much say as the title. */
const MANY_ASKED = 8;

/**
 * How much likelier the words of a question are, if it is about this article, than if it is about anything: the mean
 * logarithm, from 0 on. A query likelihood model over the fields of an article (Zhai and Lafferty 2004; Ogilvie and
 * Callan 2003), in which confirmed questions take over from the title what they know better.
 */
export function likelihood(question: Question, sources: Sources, vocabulary: Vocabulary): number {
  const { title, body, asked } = sources;
  const trust = asked.length / (asked.length + MANY_ASKED);
  const best = new Float32Array(question.slots.length);
  for (const [term, { index, stands }] of question.terms) {
    const fromArticle =
      SAY.short * (1 - trust / 2) * ((title.counts[index] ?? 0) / (title.length + 1)) +
      SAY.short * (1 / 2 + trust) * ((asked.counts[index] ?? 0) / (asked.length + 1)) +
      SAY.body * ((body.counts[index] ?? 0) / (body.length + 5));
    if (fromArticle === 0) continue;
    const gain = Math.log1p(fromArticle / (SAY.all * vocabulary.share(term)));
    for (const [slot, factor] of stands) if (factor * gain > (best[slot] ?? 0)) best[slot] = factor * gain;
  }
  return best.reduce((sum, gain) => sum + gain, 0) / (question.slots.length + 1);
}
