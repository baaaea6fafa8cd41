import { type ArticleEvent, evolveArticle } from '../domain/articleLife.ts';
import type { LivingArticle } from '../domain/knowledge.ts';
import type { Actor } from '../domain/ticket.ts';
import type { ArticleCommit } from './ports.ts';

/** What a commit of an article begins with. */
export type ArticleBase = Pick<ArticleCommit, 'before' | 'by' | 'taken'> & { readonly sequence: number };

/** The article after its events, with all that is stored of them. */
export function commitOf(
  { before, sequence, by, taken }: ArticleBase,
  events: readonly ArticleEvent[],
  origin: Pick<ArticleCommit, 'source' | 'sourceHash'>,
): ArticleCommit {
  return {
    before,
    after: evolveAll(before, events, by),
    events: events.map((event, index) => ({ event, sequence: sequence + index + 1 })),
    by,
    taken,
    ...origin,
  };
}

const evolveAll = (article: LivingArticle, events: readonly ArticleEvent[], by: Actor): LivingArticle =>
  events.reduce((each, event) => evolveArticle(each, event, by), article);
