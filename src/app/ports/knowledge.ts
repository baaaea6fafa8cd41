import type { Scaling } from '../../domain/calibration.ts';
import type { SynonymGroups } from '../../domain/desk.ts';
import type { Audience, Passage, SuggestionTier } from '../../domain/knowledge.ts';

// The knowledge base: its search, and what the index follows.

export interface KbQuestion {
  /** As the asker wrote it, any length, any language. */
  readonly text: string;
  /** Audiences whose articles this asker may read. */
  readonly audiences: readonly Audience[];
  /** At most so many hits; 1 to 50. */
  readonly limit: number;
}

export interface KbHit {
  readonly articleId: string;
  readonly title: string;
  readonly score: number;
  /** Calibrated probability, 0 to 1, that this article answers the question. */
  readonly confidence: number;
  readonly passage: Passage;
}

export interface KbAnswer {
  readonly tier: SuggestionTier;
  /** Best first. Also filled in tier `none`, for those who look at what was refused. */
  readonly hits: readonly KbHit[];
}

/** Search over the published articles; never rejects for what the question holds. */
export interface KbSearch {
  search(question: KbQuestion): Promise<KbAnswer>;
}

/** What the index needs of an article. A row with `published: false` takes the article out of the index. */
export interface KbDocument {
  readonly articleId: string;
  readonly title: string;
  readonly body: string;
  readonly language: 'en' | 'zh';
  readonly audience: Audience;
  readonly tags: readonly string[];
  readonly published: boolean;
}

/** An asker confirmed (`helpful`) or refused an article for a question. */
export interface KbFeedback {
  readonly id: string;
  readonly articleId: string;
  readonly question: string;
  readonly helpful: boolean;
}

export interface KbChanges {
  readonly documents: readonly KbDocument[];
  readonly feedback: readonly KbFeedback[];
  /** As they are now, whether or not they changed. */
  readonly synonyms: SynonymGroups;
  readonly scaling: Scaling;
  /** Hand this back with the next call. */
  readonly cursor: string;
}

/**
 * Changes of articles, feedback and what else the search goes by, read from PostgreSQL. May repeat rows across calls, never leaves one out,
 * also when transactions commit out of order.
 */
export interface KbFeed {
  changesSince(cursor: string | null): Promise<KbChanges>;
  /** Calls back soon after something changed (LISTEN/NOTIFY); only hastens. Returns the unsubscription. */
  onHint(hint: () => void): () => void;
}
