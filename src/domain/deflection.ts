import type { SuggestionOutcome } from './knowledge.ts';

/** Questions of one kind, counted. */
export interface QuestionCount {
  readonly heldOut: boolean;
  /** The knowledge base had something, whether or not it was shown. */
  readonly fits: boolean;
  readonly outcome: SuggestionOutcome;
  readonly count: number;
}

export interface Deflection {
  /** Questions that ended and were not held out, and tickets that were opened without a question. */
  readonly requests: number;
  readonly outcomes: Readonly<Record<SuggestionOutcome, number>>;
  readonly ticketsWithoutQuestion: number;
  /** Confirmed over requests; null without requests. */
  readonly selfServiceRate: number | null;
  /** Abandoned over requests; never counted as solved. */
  readonly abandonedRate: number | null;
  readonly holdOut: HoldOutResult | null;
}

/** Of the questions that ended and for which the knowledge base had something: how many became tickets. */
export interface HoldOutResult {
  readonly heldOut: Share;
  readonly offered: Share;
  /** Ticket rate of those held out minus that of those offered suggestions: what suggestions save. */
  readonly effect: Interval;
}

export interface Share {
  readonly of: number;
  readonly are: number;
}

export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** What self-service brought, from what was counted in a period. */
export function deflection(counts: readonly QuestionCount[], ticketsWithoutQuestion: number): Deflection {
  const count = (which: (each: QuestionCount) => boolean) =>
    counts.filter(which).reduce((sum, each) => sum + each.count, 0);
  const asked = (outcome: SuggestionOutcome) => count((each) => !each.heldOut && each.outcome === outcome);
  const outcomes = {
    confirmed: asked('confirmed'),
    ticket: asked('ticket'),
    abandoned: asked('abandoned'),
    escalated: asked('escalated'),
    open: asked('open'),
  };
  const { confirmed, ticket, abandoned, escalated } = outcomes;
  const requests = confirmed + ticket + abandoned + escalated + ticketsWithoutQuestion;
  const tickets = (heldOut: boolean): Share => {
    const inArm = (each: QuestionCount) => each.heldOut === heldOut && each.fits && each.outcome !== 'open';
    return { of: count(inArm), are: count((each) => inArm(each) && each.outcome === 'ticket') };
  };
  const arms = { heldOut: tickets(true), offered: tickets(false) };
  const compared = arms.heldOut.of > 0 && arms.offered.of > 0;
  return {
    requests,
    outcomes,
    ticketsWithoutQuestion,
    selfServiceRate: requests === 0 ? null : confirmed / requests,
    abandonedRate: requests === 0 ? null : abandoned / requests,
    holdOut: compared ? { ...arms, effect: difference(arms.heldOut, arms.offered) } : null,
  };
}

/** The 0.975 quantile of the standard normal distribution: intervals of 95 %. */
const Z = 1.959964;

/** Wilson's score interval of a proportion (E. B. Wilson, JASA 22, 1927), without continuity correction. */
function wilson({ of, are }: Share): Interval {
  const p = are / of;
  const middle = (p + Z ** 2 / (2 * of)) / (1 + Z ** 2 / of);
  const half = (Z * Math.sqrt((p * (1 - p)) / of + Z ** 2 / (4 * of ** 2))) / (1 + Z ** 2 / of);
  return { value: p, low: middle - half, high: middle + half };
}

/**
 * The difference of two independent proportions, `a` minus `b`, with its 95 % interval: Newcombe's hybrid of two Wilson
 * intervals (R. G. Newcombe, Statistics in Medicine 17, 1998, 873-890, method 10). Neither may be of none.
 */
export function difference(a: Share, b: Share): Interval {
  const [first, second] = [wilson(a), wilson(b)];
  const value = first.value - second.value;
  return {
    value,
    low: value - Math.hypot(first.value - first.low, second.high - second.value),
    high: value + Math.hypot(first.high - first.value, second.value - second.low),
  };
}
