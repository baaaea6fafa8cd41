import type { Facet } from '../../domain/clarify.ts';

/** What the desk says while it answers a question, beside the answers themselves. */
export interface ConversationWords {
  /** The one question back. */
  readonly clarify: Record<Facet, string>;
  readonly noneOfThese: string;
  readonly notQuite: string;
  readonly othersIntro: string;
  readonly ticketOffer: string;
}
