import type { IndexedArticle, ShortText } from './article.ts';
import { likelihood } from './likelihood.ts';
import { likeness, pairShare, readOn, shareOf, startReading } from './matching.ts';
import type { Question } from './question.ts';
import type { Spellings } from './spellings.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What is known about one article for one question. All are scale-free, so they mean the same in every desk. */
export const FEATURES = [
  'relevance',
  'mass',
  'likelihood',
  'titleLikeness',
  'titleSpelling',
  'blockPairs',
  'askedLikeness',
  'askedShare',
  'askedCover',
  'refusedLikeness',
] as const;
export type Features = Readonly<Record<(typeof FEATURES)[number], number>>;

/** Questions that were answered, or not answered, by an article. */
export interface Asked {
  readonly confirmed: readonly ShortText[];
  readonly refused: readonly ShortText[];
  /** In how many confirmed questions each term stands, and how many words they have. */
  readonly counts: ReadonlyMap<number, number>;
  readonly length: number;
}

/** Of an article that nobody has asked for. */
const NO_COUNTS = new Float32Array();

/**
 * Cubed, since an article refused for one question may still be right for a similar one; and added up, since one
 * refusal may be a slip and three are none.
 */
function refusal(question: Question, refused: readonly ShortText[], vocabulary: Vocabulary): number {
  const sum = refused.reduce((before, text) => before + likeness(question, text, vocabulary) ** 3, 0);
  return Math.min(3, sum);
}

/**
 * An article that nobody has confirmed yet would lose against those that were, whatever it says. So it is taken as if
 * its title had been asked, the more so the more articles were heard of; a desk at its start has nothing to make up for.
 */
function unheard(titleLikeness: number, titleCover: number, learned: number) {
  const trust = Math.sqrt(learned);
  return {
    askedLikeness: trust * titleLikeness,
    // What one question among those of an article counts, beside the half that is added to them.
    askedShare: (trust * titleCover) / 1.5,
    askedCover: trust * titleCover,
  };
}

/** What an article is held against, besides the question. */
export interface Surroundings {
  readonly vocabulary: Vocabulary;
  readonly spellings: Spellings;
  /** Share of the articles with confirmed questions, 0 to 1. */
  readonly learned: number;
}

/** Looks closely at one article that the first, quick look has found. */
export function describe(
  question: Question,
  article: IndexedArticle,
  asked: Asked,
  first: { relevance: number; askedShare: number; askedCover: number },
  { vocabulary, spellings, learned }: Surroundings,
): Features {
  const title = startReading(question);
  readOn(question, article.titleTerms, title);
  const body = startReading(question);
  for (const block of article.blocks) readOn(question, block.terms, body);
  const anywhere = title.hits.map((hit, slot) => Math.max(hit, body.hits[slot] ?? 0));
  const askedCounts = asked.counts.size > 0 ? new Float32Array(question.terms.size) : NO_COUNTS;
  if (askedCounts.length > 0)
    for (const [term, { index }] of question.terms) askedCounts[index] = asked.counts.get(term) ?? 0;

  const titleLikeness = likeness(question, article.titleText, vocabulary);
  return {
    relevance: first.relevance / Math.max(question.weight, 1e-6),
    mass: Math.log1p((shareOf(question, anywhere) * question.weight) / vocabulary.unknownWeight('word')),
    likelihood: likelihood(
      question,
      {
        title: { counts: title.counts, length: article.titleText.terms.length },
        body: { counts: body.counts, length: article.length },
        asked: { counts: askedCounts, length: asked.length },
      },
      vocabulary,
    ),
    titleLikeness,
    titleSpelling: spellings.likeness(question.threes, article.titleThrees),
    blockPairs: pairShare(question, body),
    ...(asked.confirmed.length === 0
      ? unheard(titleLikeness, shareOf(question, title.hits), learned)
      : {
          askedLikeness: asked.confirmed.reduce(
            (best, text) => Math.max(best, likeness(question, text, vocabulary)),
            0,
          ),
          askedShare: first.askedShare / Math.max(question.weight, 1e-6),
          askedCover: first.askedCover / Math.max(question.weight, 1e-6),
        }),
    refusedLikeness: refusal(question, asked.refused, vocabulary),
  };
}
