/** An article of the knowledge base, what a search makes of it, and how a suggestion ended. */

export type ArticleState = 'draft' | 'review' | 'published' | 'retired';

/** Who may read an article: everybody, agents only, or the agents of one team (`team:network`). */
export type Audience = 'everyone' | 'agents' | `team:${string}`;

export interface Article {
  readonly id: string;
  /** Stable name within the desk, such as `vpn-drops`; the file name of an imported article. */
  readonly slug: string;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
  readonly language: 'en' | 'zh';
  readonly audience: Audience;
  readonly state: ArticleState;
  readonly tags: readonly string[];
}

/** The part of an article that answers: its nearest heading and the Markdown of that section. */
export interface Passage {
  readonly heading: string | null;
  readonly text: string;
}

/** `answer`: one article clearly fits; `clarify`: one of these may; `none`: nothing fits, offer the ticket. */
export type SuggestionTier = 'answer' | 'clarify' | 'none';

/** How a suggestion ended. Silence is `abandoned`, never counted as solved. */
export type SuggestionOutcome = 'open' | 'confirmed' | 'ticket' | 'abandoned' | 'escalated';
