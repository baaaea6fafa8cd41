import type { Language } from './desk.ts';
import type { PersonId } from './ticket.ts';

/** An article of the knowledge base, what a search makes of it, and how a suggestion ended. */

/** The steps of an article's life, after KCS (Consortium for Service Innovation): written, reviewed, in use, retired. */
export type ArticleState = 'draft' | 'review' | 'published' | 'retired';

/** Who may read an article: everybody, agents only, or the agents of one team (`team:network`). */
export type Audience = 'everyone' | 'agents' | `team:${string}`;

/** What is written of an article, and for whom; each version has its own. */
export interface ArticleContent {
  readonly title: string;
  /** Markdown. Other articles are linked as `/kb/slug`, pictures as `/kb/pictures/id`. */
  readonly body: string;
  readonly language: Language;
  readonly audience: Audience;
  readonly tags: readonly string[];
  /** Key of a person, or of a team whose lead is meant. */
  readonly owner: string | null;
  /** Local date, yyyy-mm-dd. */
  readonly reviewBy: string | null;
  /** Slug of the article that this one translates. */
  readonly translationOf: string | null;
}

/** An article as its readers have it: its published version, or the newest one before there was any. */
export interface Article extends ArticleContent {
  readonly id: string;
  /** Stable name within the desk, such as `vpn-drops`; the file name of an imported article. */
  readonly slug: string;
  readonly state: ArticleState;
}

/** A version that is not published yet, beside the published one if there is one. */
export interface WorkingVersion {
  readonly version: number;
  readonly state: 'draft' | 'review';
  readonly content: ArticleContent;
  /** Null: the desk itself, by an import. */
  readonly by: PersonId | null;
}

/** An article with all that decides on its life. */
export interface LivingArticle {
  readonly id: string;
  readonly slug: string;
  /** What readers and the search have of it; kept when it is retired. */
  readonly published: { readonly version: number; readonly content: ArticleContent } | null;
  readonly working: WorkingVersion | null;
  readonly retired: boolean;
  /** The highest number that a version of it has; 0 before the first. */
  readonly lastVersion: number;
}

/** Where an article stands; a new version that is being written beside a published one does not change it. */
export function stateOf(article: LivingArticle): ArticleState {
  if (article.retired) return 'retired';
  if (article.published) return 'published';
  return article.working?.state ?? 'draft';
}

/** What stands of an article now: as readers have it, or as it is being written. Throws before its first version. */
export function contentOf(article: LivingArticle): ArticleContent {
  const content = article.published?.content ?? article.working?.content;
  if (!content) throw new Error(`the article ${article.slug} has no version`);
  return content;
}

/** The content alone, of whatever has more. */
export function contentAlone(of: ArticleContent): ArticleContent {
  const { title, body, language, audience, tags, owner, reviewBy, translationOf } = of;
  return { title, body, language, audience, tags, owner, reviewBy, translationOf };
}

/** Invisible characters that no text of an article needs; tabs and line ends stay. */
const INVISIBLE = /(?![\n\t])[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

/** A content as it is kept: one kind of line end, no control characters, nothing blank around it. */
export function tidyContent(content: ArticleContent): ArticleContent {
  const tidy = (text: string) => text.toWellFormed().replace(/\r\n?/g, '\n').replace(INVISIBLE, '').trim();
  return {
    ...content,
    title: tidy(content.title).replace(/\s+/g, ' '),
    body: tidy(content.body),
    tags: content.tags.map((tag) => tidy(tag).replace(/\s+/g, ' ')).filter((tag) => tag !== ''),
  };
}

/** Whether two contents say the same, for the same readers. */
export function sameContent(one: ArticleContent, other: ArticleContent): boolean {
  return JSON.stringify(contentAlone(one)) === JSON.stringify(contentAlone(other));
}

const PICTURE = /\/kb\/pictures\/([0-9a-f]{64})\b/g;

/** Ids of the pictures that a text shows, each once. */
export function picturesIn(body: string): readonly string[] {
  return [...new Set([...body.matchAll(PICTURE)].map((match) => match[1] ?? ''))];
}

/** A name for an article that has none: letters and digits of its title, Chinese ones too; never empty. */
export function slugOf(title: string): string {
  const slug = title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return [...slug].slice(0, LONGEST_SLUG).join('').replace(/-+$/, '') || 'article';
}

const LONGEST_SLUG = 80;

/** Whether a text is mostly Chinese; for what does not say its language. */
export function isChinese(text: string): boolean {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return han > 0 && han * 2 >= (text.match(/\p{L}/gu)?.length ?? 0);
}

/** The part of an article that answers: its nearest heading and the Markdown of that section. */
export interface Passage {
  readonly heading: string | null;
  readonly text: string;
}

/** `answer`: one article clearly fits; `clarify`: one of these may; `none`: nothing fits, offer the ticket. */
export type SuggestionTier = 'answer' | 'clarify' | 'none';

/**
 * How a question ended, in exactly one way. `confirmed`: the asker said that an article solved it. `ticket`: a ticket was
 * opened for it. `escalated`: it went to people by another way than a ticket of its own, such as by joining a known
 * incident. `abandoned`: silence, never counted as solved.
 */
export type SuggestionOutcome = 'open' | 'confirmed' | 'ticket' | 'abandoned' | 'escalated';

/**
 * The outcome once `next` came, too. A ticket stands, whatever comes later, and takes the place of every other outcome:
 * whoever needs one was not helped. What the asker said stands otherwise; silence stands only until the asker speaks.
 */
export function settled(
  before: SuggestionOutcome,
  next: Exclude<SuggestionOutcome, 'open'>,
): SuggestionOutcome {
  if (next === 'ticket' || before === 'open') return next;
  return before === 'abandoned' ? next : before;
}
