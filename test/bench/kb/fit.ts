import type { KbDocument } from '../../../src/app/ports.ts';
import { type Calibration, fitted, probabilities } from '../../../src/knowledge/index/confidence.ts';
import { createKbIndex } from '../../../src/knowledge/index/engine.ts';
import { FEATURES } from '../../../src/knowledge/index/features.ts';
import type { Asked } from './data.ts';

/** Questions asked of an index that holds `articles` and has learned `confirmed`. */
export interface Scenario {
  readonly articles: readonly KbDocument[];
  readonly confirmed: readonly Asked[];
  readonly asked: readonly Asked[];
  /** Takes the article of each question out before it is asked. */
  readonly without?: boolean;
  /** Of each question, among all scenarios. */
  readonly weight: number;
}

/** One question: the features of its candidates, and which of them is right (-1: none). */
interface Example {
  readonly candidates: readonly (readonly number[])[];
  readonly nothing: readonly number[];
  readonly right: number;
  readonly weight: number;
}

const CIRCUMSTANCES = ['unknown', 'words', 'learned'] as const;

function examplesOf({ articles, confirmed, asked, without, weight }: Scenario): Example[] {
  const index = createKbIndex();
  for (const document of articles) index.put(document);
  for (const [at, { query, article }] of confirmed.entries())
    index.learn({ id: String(at), articleId: article ?? '', question: query, helpful: true });
  const documents = new Map(articles.map((document) => [document.articleId, document]));
  return asked.map(({ query, article }) => {
    const own = without ? documents.get(article ?? '') : undefined;
    if (own) index.remove(own.articleId);
    const { circumstances, found } = index.candidates({ text: query, audiences: ['everyone'], limit: 50 });
    if (own) index.put(own);
    return {
      candidates: found.map(({ features }) => FEATURES.map((name) => features[name])),
      nothing: [1, ...CIRCUMSTANCES.map((name) => circumstances[name])],
      right: found.findIndex(({ articleId }) => articleId === article),
      weight,
    };
  });
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);

/** Slope of the mean log likelihood. */
function slopeOf(examples: readonly Example[], values: readonly number[]): number[] {
  const slope = values.map(() => 0);
  const total = examples.reduce((sum, { weight }) => sum + weight, 0);
  const features = FEATURES.length;
  const climb = (at: number, by: number): void => {
    slope[at] = (slope[at] ?? 0) + by / total;
  };
  for (const { candidates, nothing, right, weight } of examples) {
    const shares = probabilities(
      candidates.map((candidate) => dot(candidate, values)),
      dot(nothing, values.slice(features)),
    );
    const rest = 1 - shares.reduce((sum, share) => sum + share, 0);
    for (const [which, candidate] of candidates.entries()) {
      const miss = ((which === right ? 1 : 0) - (shares[which] ?? 0)) * weight;
      for (let at = 0; at < features; at++) climb(at, miss * (candidate[at] ?? 0));
    }
    for (const [at, value] of nothing.entries())
      climb(features + at, ((right < 0 ? 1 : 0) - rest) * weight * value);
  }
  return slope;
}

/** Pull to zero, so that features which say the same do not fight each other. */
const PULL = 1e-4;
const ROUNDS = 600;

/** Fits the model behind the confidence to the scenarios, by maximum likelihood (Adam on all examples at once). */
export function fitCalibration(scenarios: readonly Scenario[]): Pick<Calibration, 'weights' | 'nothing'> {
  const examples = scenarios.flatMap(examplesOf);
  const features = FEATURES.length;
  const { weights, nothing } = fitted;
  const values = [
    ...FEATURES.map((name) => Math.max(0, weights[name])),
    nothing.base,
    ...CIRCUMSTANCES.map((name) => nothing[name]),
  ];
  const first = values.map(() => 0);
  const second = values.map(() => 0);
  for (let round = 1; round <= ROUNDS; round++) {
    for (const [at, free] of slopeOf(examples, values).entries()) {
      const value = values[at] ?? 0;
      const slope = free - (at === features ? 0 : PULL * value);
      first[at] = 0.9 * (first[at] ?? 0) + 0.1 * slope;
      second[at] = 0.999 * (second[at] ?? 0) + 0.001 * slope * slope;
      const size = Math.sqrt((second[at] ?? 0) / (1 - 0.999 ** round)) + 1e-9;
      const next = value + (0.05 * (first[at] ?? 0)) / (1 - 0.9 ** round) / size;
      // More likeness never speaks against an article, whatever this data may say.
      values[at] = at < features ? Math.max(0, next) : next;
    }
  }
  const value = (at: number): number => Math.round((values[at] ?? 0) * 100) / 100;
  const fittedWeights = { ...weights };
  for (const [at, name] of FEATURES.entries()) {
    // The data has no refused questions, so nothing is learned about them here.
    if (name !== 'refusedLikeness') Object.assign(fittedWeights, { [name]: value(at) });
  }
  return {
    weights: fittedWeights,
    nothing: {
      base: value(features),
      unknown: value(features + 1),
      words: value(features + 2),
      learned: value(features + 3),
    },
  };
}
