import { type Scaling, UNSCALED } from '../../domain/calibration.ts';
import type { SuggestionTier } from '../../domain/knowledge.ts';
import { FEATURES, type Features } from './features.ts';

/** What bears on whether anything fits at all, beside the candidates themselves. */
export interface Circumstances {
  /** Share of the question that no article knows a word of, 0 to 1. */
  readonly unknown: number;
  /** log(1 + number of words). */
  readonly words: number;
  /** Share of the articles with confirmed questions, 0 to 1: the more are known, the more a question must resemble. */
  readonly learned: number;
}

/**
 * The one model behind order and confidence: each candidate gets a sum of weighted features, "nothing fits" gets a
 * sum of its own, and all of them share a probability of 1 (conditional logit with an outside option).
 */
export interface Calibration {
  readonly weights: Features;
  readonly nothing: { readonly base: number } & Circumstances;
  /** From this confidence of the best article on, it is the answer. */
  readonly answerFrom: number;
  /** From this probability on that any article fits, the best are offered to choose from. */
  readonly clarifyFrom: number;
}

/** Weights fitted by test/bench/kb/printFit.ts on one half of the articles of the benchmark, thresholds chosen there; measured on the other. */
export const fitted: Calibration = {
  weights: {
    relevance: 3.64,
    mass: 0.22,
    likelihood: 2.72,
    titleLikeness: 5.19,
    titleSpelling: 1.4,
    blockPairs: 3.12,
    askedLikeness: 3.77,
    askedShare: 3.34,
    askedCover: 0.91,
    refusedLikeness: -8,
  },
  nothing: { base: 18.46, unknown: -1.36, words: -5.09, learned: 1.83 },
  answerFrom: 0.6,
  clarifyFrom: 0.45,
};

/** Of a candidate; only differences between candidates, and to `nothing`, mean something. */
export function logit(features: Features, { weights }: Calibration): number {
  let sum = 0;
  for (const name of FEATURES) sum += weights[name] * features[name];
  return sum;
}

/**
 * Probabilities of the candidates; what is missing to 1 is that nothing fits. With a single candidate its log odds
 * are scaled just as `scaling` says; with several their order and their sum stay in bounds.
 */
export function probabilities(
  logits: readonly number[],
  nothing: number,
  { slope, offset }: Scaling = UNSCALED,
): number[] {
  const scaled = logits.map((value) => slope * value);
  const other = slope * nothing - offset;
  const highest = Math.max(other, ...scaled);
  const parts = scaled.map((value) => Math.exp(value - highest));
  const all = parts.reduce((sum, part) => sum + part, Math.exp(other - highest));
  return parts.map((part) => part / all);
}

/** How sure to be that nothing fits, as a logit beside those of the candidates. */
export const nothingLogit = ({ unknown, words, learned }: Circumstances, { nothing }: Calibration): number =>
  nothing.base + nothing.unknown * unknown + nothing.words * words + nothing.learned * learned;

/** With so much of a question in no article at all, what the rest of it finds is at most one to choose from. */
const MOST_UNKNOWN = 0.5;

/** `confidences` best first; `unknown` as in Circumstances. */
export function tierOf(
  confidences: readonly number[],
  unknown: number,
  calibration: Calibration,
): SuggestionTier {
  if ((confidences[0] ?? 0) >= calibration.answerFrom && unknown < MOST_UNKNOWN) return 'answer';
  const any = confidences.reduce((sum, confidence) => sum + confidence, 0);
  return any >= calibration.clarifyFrom ? 'clarify' : 'none';
}
