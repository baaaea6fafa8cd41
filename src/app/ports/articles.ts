import type { ArticleEvent } from '../../domain/articleLife.ts';
import type { Article, ArticleContent, Audience, LivingArticle } from '../../domain/knowledge.ts';
import type { TakenOut } from '../../domain/redact.ts';
import type { Actor, Instant, PersonId, Ticket } from '../../domain/ticket.ts';

// Articles, their versions and pictures.

/** An article and the name that it is given. */
export interface ArticleDraft extends ArticleContent {
  readonly slug: string;
}

/** An article as an import hands it in. */
export interface ImportArticle extends ArticleDraft {
  /** Where it stands, for the report. */
  readonly file: string;
  readonly state: 'published' | 'draft';
  /** Of all of it: the same as long as nothing changed in the file. */
  readonly hash: string;
  /** MD5 of the text, in hex. */
  readonly bodyHash: string;
}

export interface StoredArticle {
  readonly article: LivingArticle;
  /** Sequence of the last event of its audit. */
  readonly sequence: number;
  /** The folder or file it was imported from; null for one that was written in chat. */
  readonly source: string | null;
  /** Of what was imported last. */
  readonly sourceHash: string | null;
  /** Whether a person, and not an import, wrote the published version. */
  readonly editedHere: boolean;
}

export interface ArticleCommit {
  readonly before: LivingArticle;
  readonly after: LivingArticle;
  /** With their sequence numbers, ascending. */
  readonly events: readonly { readonly event: ArticleEvent; readonly sequence: number }[];
  readonly by: Actor;
  /** What was taken out when it was drafted from a ticket. */
  readonly taken: readonly TakenOut[];
  readonly source: string | null;
  readonly sourceHash: string | null;
}

export interface ArticlePicture {
  /** SHA-256 of the bytes, in hex. */
  readonly id: string;
  readonly mimeType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface ArticleVersionRecord {
  readonly version: number;
  readonly state: 'draft' | 'review' | 'published' | 'replaced';
  readonly content: ArticleContent;
  readonly by: PersonId | null;
  readonly at: Instant;
  readonly taken: readonly TakenOut[];
  /** Each time that it was sent back, oldest first. */
  readonly rejections: readonly ArticleRejection[];
}

export interface ArticleRejection {
  readonly by: PersonId | null;
  readonly at: Instant;
  /** Empty once its author was erased. */
  readonly reason: string;
}

/** What an import compares its files with. */
export interface KnownArticle {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly language: string;
  /** MD5 of the text, in hex. */
  readonly bodyHash: string;
  readonly retired: boolean;
  readonly source: string | null;
  readonly sourceHash: string | null;
}

export interface ArticleTx {
  /** Those of these names that exist, locked in the order of their ids. */
  lockArticles(slugs: readonly string[]): Promise<readonly StoredArticle[]>;
  lockArticle(id: string): Promise<StoredArticle | null>;
  /** The name itself, or with the first number that makes it new; stays free for this transaction. */
  freeSlug(wanted: string): Promise<string>;
  /** Writes articles, versions and audit, and marks the messages that ask for a review to be redrawn. */
  commitArticles(commits: readonly ArticleCommit[], at: Instant): Promise<void>;
  savePicture(picture: ArticlePicture, at: Instant): Promise<void>;
}

export interface ArticleReads {
  /** Questions asked since then that no article ended, newest first, with the ticket that they became. */
  questionsWithoutAnswer(
    since: Instant,
  ): Promise<readonly { id: string; text: string; askedAt: Instant; ticket: Ticket | null }[]>;
  /** Published articles that were shown since then, at least so often, and confirmed by nobody; most shown first. */
  shownAndNotConfirmed(
    since: Instant,
    atLeast: number,
  ): Promise<readonly { article: Article; shown: number }[]>;
  /** Published articles whose review date is before that day (yyyy-mm-dd), the longest overdue first. */
  pastReview(day: string): Promise<readonly Article[]>;
  /** Tickets that L1 agents handed on since then, with who did, newest first. */
  handedOnByL1(since: Instant): Promise<readonly { agent: PersonId; ticket: Ticket }[]>;
  articleBySlug(slug: string): Promise<Article | null>;
  articles(ids: readonly string[]): Promise<readonly Article[]>;
  /** By its id or its name. */
  livingArticle(idOrSlug: string): Promise<StoredArticle | null>;
  /** Newest first. */
  articleVersions(id: string): Promise<readonly ArticleVersionRecord[]>;
  /** How often askers confirmed it, refused it, and had it before them. */
  articleFeedback(id: string): Promise<{ confirmed: number; refused: number; shown: number }>;
  /** Published articles that say the same in another language. */
  translationsOf(article: Pick<Article, 'slug' | 'translationOf'>): Promise<readonly Article[]>;
  knownArticles(): Promise<readonly KnownArticle[]>;
  /** All that are not retired, in the order of their names. */
  allArticles(): Promise<readonly Article[]>;
  picture(id: string): Promise<ArticlePicture | null>;
  /** The picture, if a published article for one of these audiences shows it. */
  pictureFor(id: string, audiences: readonly Audience[]): Promise<ArticlePicture | null>;
}
