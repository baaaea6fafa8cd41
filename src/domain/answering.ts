import { type Candidate, type Clarification, clarification } from './clarify.ts';

/**
 * How far the answering of a question has come: the major incident that it is probably about, the first answers, one
 * question back at most, up to three others, and then the ticket. Every step leads on, so it never goes round in circles.
 */
export type Answering =
  /** The number of that major incident. */
  | { readonly stage: 'known'; readonly incident: string }
  | { readonly stage: 'answers' }
  | { readonly stage: 'clarifying'; readonly asked: Clarification }
  /** Ids of the articles that are shown then, best first. */
  | { readonly stage: 'others'; readonly articles: readonly string[] }
  | { readonly stage: 'ticketOffer' };

/** At most so many answers are shown at once. */
export const ANSWERS_AT_ONCE = 3;

/** It is about something else than the major incident. */
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
