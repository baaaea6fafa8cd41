import type { Facet } from '../../domain/clarify.ts';

/** What the desk says while it answers a question, beside the answers themselves. */
export interface ConversationWords {
  /** A major incident or known error that the question is probably about. */
  readonly known: (facts: { number: string; service: string }) => string;
  readonly knownOver: (facts: { number: string }) => string;
  readonly tellWhenOver: string;
  readonly somethingElse: string;
  readonly joined: (facts: { number: string }) => string;
  /** The one question back. */
  readonly clarify: Record<Facet, string>;
  readonly noneOfThese: string;
  readonly notQuite: string;
  readonly othersIntro: string;
  readonly ticketOffer: string;
  /** Neutral: the knowledge base was not shown, on purpose. */
  readonly heldOut: string;

  /** In the thread of a ticket, to its agents. */
  readonly assistIntro: string;
  readonly forAgents: string;
  readonly earlier: (facts: { number: string; title: string }) => string;
  readonly send: (facts: { title: string }) => string;
  readonly sentBy: (facts: { by: string }) => string;
  readonly sendTitle: string;
}
