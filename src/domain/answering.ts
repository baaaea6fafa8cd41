import { type Candidate, type Clarification, clarification } from './clarify.ts';
import type { SuggestionTier } from './knowledge.ts';

/**
 * How far the answering of a question has come: the known issue that it is probably about, the first answers, one
 * question back at most, up to three others, and then the ticket. Every step leads on, so it never goes round in circles.
 */
export type Answering =
  /** The number of that major incident or known error. */
  | { readonly stage: 'known'; readonly incident: string }
  | { readonly stage: 'answers' }
  | { readonly stage: 'clarifying'; readonly asked: Clarification }
  /** Ids of the articles that are shown then, best first. */
  | { readonly stage: 'others'; readonly articles: readonly string[] }
  | { readonly stage: 'ticketOffer' };

/** At most so many answers are shown at once. */
const ANSWERS_AT_ONCE = 3;

/**
 * An article that is so much less likely than the best is only noise beside it. Measured on the English questions of the
 * benchmark (tier `answer`): half of the places are left free by it, and 2 of 462 right articles are shown a page later.
 */
const LEAST_SHARE_OF_BEST = 0.02;

/** Whether an article is worth a place beside the best one; both confidences are probabilities, 0 to 1. */
function comesNear(confidence: number, best: number): boolean {
  return confidence >= LEAST_SHARE_OF_BEST * best;
}

/** What was found for a question, and whether it is kept from the asker. */
export interface Findings {
  readonly tier: SuggestionTier;
  readonly heldOut: boolean;
  /** Best first. */
  readonly suggestions: readonly { readonly confidence: number }[];
}

/**
 * How many of the suggestions are shown when the answers come; none of those that are held out. Where one is the answer,
 * those far from it wait for *Show more*; where none is, the asker chooses among three.
 */
export function shownAtFirst({ tier, heldOut, suggestions }: Findings): number {
  if (heldOut) return 0;
  const best = suggestions[0]?.confidence ?? 0;
  const near = suggestions.filter(({ confidence }) => tier !== 'answer' || comesNear(confidence, best));
  return Math.min(ANSWERS_AT_ONCE, near.length);
}

/** How many are shown after *Show more*: three others, or those that are left. */
export function shownAfterMore(found: Findings, shown: number): number {
  return found.heldOut ? shown : Math.min(shown + ANSWERS_AT_ONCE, found.suggestions.length);
}

/** The place of the first answer on the page that is open: *Show more* turns it, and `shown` counts all pages so far. */
export function pageBegin(found: Findings, shown: number): number {
  const first = shownAtFirst(found);
  return shown <= first ? 0 : shown - 1 - ((shown - 1 - first) % ANSWERS_AT_ONCE);
}

/** It is about something else than the known issue. */
export function afterKnown(answering: Answering): Answering {
  return answering.stage === 'known' ? { stage: 'answers' } : answering;
}

/** *Not quite*; `candidates` were not shown so far, best first. */
export function afterNotQuite(answering: Answering, candidates: readonly Candidate[]): Answering {
  if (answering.stage === 'known' || answering.stage === 'clarifying') return answering;
  if (answering.stage !== 'answers') return { stage: 'ticketOffer' };
  const asked = clarification(candidates);
  return asked ? { stage: 'clarifying', asked } : others(candidates.map(({ article }) => article));
}

/** The asker's answer to the question back: the place of an option, or null for none of these. */
export function afterClarifying(
  answering: Answering,
  chosen: number | null,
  candidates: readonly string[],
): Answering {
  if (answering.stage !== 'clarifying') return answering;
  const { options } = answering.asked;
  if (chosen !== null) return others(options[chosen]?.articles ?? []);
  const offered = options.flatMap(({ articles }) => articles);
  return others(candidates.filter((article) => !offered.includes(article)));
}

function others(articles: readonly string[]): Answering {
  return articles.length === 0
    ? { stage: 'ticketOffer' }
    : { stage: 'others', articles: articles.slice(0, ANSWERS_AT_ONCE) };
}
