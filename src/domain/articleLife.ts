import { type ArticleVerb, mayDoArticle, mayReadArticle } from './access.ts';
import type { DeskPolicy } from './desk.ts';
import { DomainError } from './errors.ts';
import { type ArticleContent, contentOf, type LivingArticle, sameContent, stateOf } from './knowledge.ts';
import type { Actor, BodyId } from './ticket.ts';

/** What somebody wants of an article. `version` is the one they saw: another may have been written meanwhile. */
export type ArticleCommand =
  | { readonly type: 'draft'; readonly content: ArticleContent }
  | { readonly type: 'submit' }
  | { readonly type: 'publish'; readonly version: number }
  | { readonly type: 'reject'; readonly version: number; readonly reason: BodyId }
  | { readonly type: 'retire' }
  /** It was looked at and is still right; `reviewBy` is when to look again, yyyy-mm-dd. */
  | { readonly type: 'confirmReview'; readonly reviewBy: string };

/** Facts that happened to an article, in the past tense; its audit. */
export type ArticleEvent =
  | { readonly type: 'ArticleDrafted'; readonly version: number; readonly content: ArticleContent }
  | { readonly type: 'ArticleSubmitted'; readonly version: number }
  | { readonly type: 'ArticlePublished'; readonly version: number }
  | { readonly type: 'ArticleRejected'; readonly version: number; readonly reason: BodyId }
  | { readonly type: 'ArticleRetired' }
  | { readonly type: 'ArticleReviewed'; readonly reviewBy: string };

/** Characters. Longer texts are books, and nobody finds the answer in a book. */
export const LONGEST_BODY = 500_000;
export const LONGEST_TITLE = 300;

/** An article before anything happened to it. */
export const newArticle = (id: string, slug: string): LivingArticle => ({
  id,
  slug,
  published: null,
  working: null,
  retired: false,
  lastVersion: 0,
});

/**
 * What a command makes of an article: the events, in order; none if it is so already. Throws a DomainError:
 * `articleUnknown` for who may not read it, `articleNotAllowed`, `articleMoved` when the version is no longer the
 * one under review, `articleEmpty`, `articleTooLong`.
 */
export function decideArticle(
  command: ArticleCommand,
  article: LivingArticle,
  { actor, policy }: { readonly actor: Actor; readonly policy: DeskPolicy },
): readonly ArticleEvent[] {
  requireRight(command, article, actor, policy);
  const { slug, published, working } = article;
  switch (command.type) {
    case 'draft':
      return draft(command.content, article);
    case 'submit':
      return working?.state === 'draft' ? [{ type: 'ArticleSubmitted', version: working.version }] : [];
    case 'publish':
      if (published?.version === command.version && !article.retired) return [];
      if (working?.version !== command.version) throw new DomainError('articleMoved', { article: slug });
      return [{ type: 'ArticlePublished', version: command.version }];
    case 'reject':
      if (working?.version !== command.version) throw new DomainError('articleMoved', { article: slug });
      if (working.state === 'draft') return [];
      return [{ type: 'ArticleRejected', version: command.version, reason: command.reason }];
    case 'retire':
      return article.retired ? [] : [{ type: 'ArticleRetired' }];
    case 'confirmReview': {
      if (!published || article.retired)
        throw new DomainError('articleNotPublished', { article: slug, state: stateOf(article) });
      if (published.content.reviewBy === command.reviewBy) return [];
      return [{ type: 'ArticleReviewed', reviewBy: command.reviewBy }];
    }
    default:
      return command satisfies never;
  }
}

/** The article after an event. */
export function evolveArticle(article: LivingArticle, event: ArticleEvent, by: Actor): LivingArticle {
  const { published, working } = article;
  switch (event.type) {
    case 'ArticleDrafted': {
      const { version, content } = event;
      const author = by === 'desk' ? null : by.person;
      return {
        ...article,
        working: { version, state: 'draft', content, by: author },
        lastVersion: version,
      };
    }
    case 'ArticleSubmitted':
      return { ...article, working: working && { ...working, state: 'review' } };
    case 'ArticleRejected':
      return { ...article, working: working && { ...working, state: 'draft' } };
    case 'ArticlePublished': {
      const content = working?.content;
      if (!content) throw new Error(`nothing of ${article.slug} was there to publish`);
      return { ...article, published: { version: event.version, content }, working: null, retired: false };
    }
    case 'ArticleRetired':
      return { ...article, retired: true };
    case 'ArticleReviewed':
      return {
        ...article,
        published: published && {
          ...published,
          content: { ...published.content, reviewBy: event.reviewBy },
        },
      };
    default:
      return event satisfies never;
  }
}

/**
 * The name that an article carries as `translationOf` when it is said to translate `original`: of a translation its own
 * original, so that all of them are told of each other. Throws `notATranslation` of the article itself, and of one in
 * the same language.
 */
export function translating(original: LivingArticle, content: ArticleContent, slug: string | null): string {
  const { language, translationOf } = contentOf(original);
  const name = translationOf ?? original.slug;
  if (language === content.language || original.slug === slug || name === slug)
    throw new DomainError('notATranslation', { article: original.slug });
  return name;
}

function requireRight(
  { type }: ArticleCommand,
  article: LivingArticle,
  actor: Actor,
  policy: DeskPolicy,
): void {
  // Nobody may read a name that has no version yet, and every agent may write the first.
  if (article.lastVersion > 0 && !mayReadArticle(actor, article, policy))
    throw new DomainError('articleUnknown', { article: article.slug });
  const verb: ArticleVerb = type;
  if (!mayDoArticle[verb](actor, article, policy))
    throw new DomainError('articleNotAllowed', { verb, article: article.slug });
}

function draft(content: ArticleContent, article: LivingArticle): readonly ArticleEvent[] {
  const { slug, published, working, retired } = article;
  if (content.title.trim() === '' || content.body.trim() === '')
    throw new DomainError('articleEmpty', { article: slug });
  if (content.body.length > LONGEST_BODY || content.title.length > LONGEST_TITLE)
    throw new DomainError('articleTooLong', { article: slug, characters: String(LONGEST_BODY) });
  const before = working?.content ?? (retired ? undefined : published?.content);
  if (before && sameContent(before, content)) return [];
  return [{ type: 'ArticleDrafted', version: article.lastVersion + 1, content }];
}
