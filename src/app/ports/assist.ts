import type { Passage } from '../../domain/knowledge.ts';
import type { Instant, PersonId } from '../../domain/ticket.ts';

// What helps agents with a new ticket.

/** An article's passage, or the ticket of old that is most like this one. */
export type Assistance =
  | {
      readonly type: 'article';
      readonly articleId: string;
      readonly confidence: number;
      readonly passage: Passage;
    }
  | { readonly type: 'earlier'; readonly ticketId: string; readonly confidence: number };

/** `rank` counts from 0 within the ticket. */
export type OfferedAssistance = Assistance & { readonly rank: number; readonly usedBy: PersonId | null };

export interface AssistTx {
  /** The words by which the ticket is found again. */
  saveTerms(ticketId: string, terms: readonly string[]): Promise<void>;
  /** Best first. */
  saveAssistance(ticketId: string, offered: readonly Assistance[], at: Instant): Promise<void>;
  /** Somebody sent it; the first who did is kept. Marks the message that offers it to be redrawn. */
  useAssistance(ticketId: string, rank: number, by: PersonId, at: Instant): Promise<void>;
}

export interface AssistReads {
  /** In the order of their ranks. */
  assistance(ticketId: string): Promise<readonly OfferedAssistance[]>;
  /**
   * Tickets that were resolved and have these words, the most alike first; those that only their team may see are left
   * out for every other team. `likeness`: how much of what is asked they share, rare words counting more; 0 to 1.
   */
  resolvedLike(
    terms: readonly string[],
    team: string,
    limit: number,
  ): Promise<readonly { readonly ticketId: string; readonly likeness: number }[]>;
}
