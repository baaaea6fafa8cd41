import { type ArticleCommand, decideArticle } from '../domain/articleLife.ts';
import { DomainError } from '../domain/errors.ts';
import type { PersonId } from '../domain/ticket.ts';
import { commitOf } from './commitArticle.ts';
import { once } from './once.ts';
import type { AppDeps, NewBody } from './ports.ts';
import { tellOfArticle } from './tellOfArticle.ts';

export interface WorkArticle {
  readonly key: string;
  readonly actor: PersonId;
  /** Its id. */
  readonly article: string;
  readonly command: Exclude<ArticleCommand, { type: 'draft' | 'submit' }>;
  /** The text that the command refers to by its id. */
  readonly body: NewBody | null;
  /** Where the actor is. */
  readonly workspaceId: string;
}

/**
 * Somebody publishes, rejects, retires or confirms an article. Doing it twice changes nothing and is no error.
 * The author of a version that is sent back hears of it, and why.
 */
export async function workArticle(deps: AppDeps, work: WorkArticle): Promise<{ slug: string }> {
  const policy = await deps.policies.current();
  return once(deps, work.key, async (tx) => {
    const stored = await tx.lockArticle(work.article);
    if (!stored) throw new DomainError('articleUnknown', { article: '' });
    const { article, sequence, source, sourceHash } = stored;
    const by = { person: work.actor };
    const events = decideArticle(work.command, article, { actor: by, policy });
    if (events.length > 0) {
      const base = { before: article, sequence, by, taken: [] };
      const commit = commitOf(base, events, { source, sourceHash });
      const at = deps.now();
      if (work.body) await tx.saveBody(work.body, at);
      await tx.commitArticles([commit], at);
      const author = article.working?.by;
      if (work.command.type === 'reject' && author && author !== work.actor) {
        const told = { person: author, why: 'sentBack', workspaceId: work.workspaceId } as const;
        await tellOfArticle(tx, policy, commit, told, at);
      }
    }
    return { slug: article.slug };
  });
}
