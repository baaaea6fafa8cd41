import type { Asked, Corpus } from './data.ts';
import { halves, readCorpus, readUnanswerable, splitQuestions } from './data.ts';
import type { Scenario } from './fit.ts';

/** The seed that says which half of the articles is fitted on. The shipped calibration came from this half. */
const FIT_SEED = 1;
/** Which questions are confirmed while fitting; none of them is a seed of the measurement. */
const LEARNED_SEEDS = [11, 12, 13, 14];

/** The data, and which part of it has been used for fitting. */
export interface Ground {
  readonly english: Corpus;
  readonly chinese: Corpus;
  readonly unanswerable: readonly Asked[];
  /** Whether the question belongs to the half that is fitted on. */
  fittedOn(question: Asked): boolean;
}

export function readGround(dataDir: string): Ground {
  const english = readCorpus(dataDir, 'en');
  const chinese = readCorpus(dataDir, 'zh');
  const unanswerable = readUnanswerable(dataDir);
  const fittedArticles = new Set(
    [english, chinese].flatMap(({ articles }) =>
      halves(articles, FIT_SEED)[0].map(({ articleId }) => articleId),
    ),
  );
  const fittedUnanswerable = new Set(halves(unanswerable, FIT_SEED)[0].map(({ query }) => query));
  return {
    english,
    chinese,
    unanswerable,
    fittedOn: ({ query, article }) =>
      article === undefined ? fittedUnanswerable.has(query) : fittedArticles.has(article),
  };
}

/**
 * What the calibration is fitted on: a desk at its start and one that has learned, questions with and without an
 * answer. Questions whose article was taken out weigh little: in them the nearest article nearly fits, and a desk
 * that keeps silent on all that nearly fits helps nobody.
 */
export function fittingScenarios({ english, chinese, unanswerable, fittedOn }: Ground): Scenario[] {
  const nothing = unanswerable.filter(fittedOn);
  const start = { articles: english.articles, confirmed: [] };
  const chineseStart = {
    articles: chinese.articles,
    confirmed: [],
    asked: chinese.questions.filter(fittedOn),
  };
  return [
    { ...start, asked: english.questions.filter(fittedOn), weight: 1 },
    { ...start, asked: nothing, weight: 1 },
    { ...start, asked: english.questions.filter(fittedOn), without: true, weight: 0.03 },
    ...LEARNED_SEEDS.flatMap((seed) => {
      const { confirmed, asked } = splitQuestions(english.questions, seed);
      const learned = { articles: english.articles, confirmed };
      return [
        { ...learned, asked: asked.filter(fittedOn), weight: 1 },
        { ...learned, asked: nothing, weight: 1 / LEARNED_SEEDS.length },
        { ...learned, asked: asked.filter(fittedOn), without: true, weight: 0.03 },
      ];
    }),
    { ...chineseStart, weight: 0.3 },
    { ...chineseStart, without: true, weight: 0.01 },
  ];
}
