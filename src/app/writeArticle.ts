import { mayReadArticle } from '../domain/access.ts';
import { decideArticle, evolveArticle, newArticle, translating } from '../domain/articleLife.ts';
import type { DeskPolicy } from '../domain/desk.ts';
import { DomainError } from '../domain/errors.ts';
import { type ArticleContent, contentOf, slugOf, tidyContent } from '../domain/knowledge.ts';
import type { TakenOut } from '../domain/redact.ts';
import type { PersonId } from '../domain/ticket.ts';
import { commitOf } from './commitArticle.ts';
import { once } from './once.ts';
import type { AppDeps, StoredArticle, Tx } from './ports.ts';
import { askForReview } from './tellOfArticle.ts';

export interface WriteArticle {
  readonly key: string;
  readonly actor: PersonId;
  /** Its id; null for a new one. */
  readonly article: string | null;
  readonly content: ArticleContent;
  /** What was taken out of the ticket that it comes from. */
  readonly taken: readonly TakenOut[];
  /** Where the author is: who reviews it is told there, if they are there too. */
  readonly workspaceId: string;
}

/**
 * An agent writes a new article, or a new version of one, and hands it over for review: its owner is asked, or the leads
 * where it has none. What readers see of it stays as it is until then.
 */
export async function writeArticle(deps: AppDeps, write: WriteArticle): Promise<{ slug: string }> {
  const policy = await deps.policies.current();
  const tidy = tidyContent(write.content);
  const content = { ...tidy, translationOf: await translated(deps, policy, write) };
  return once(deps, write.key, async (tx) => {
    const stored = await articleFor(deps, tx, write.article, content.title);
    const by = { person: write.actor };
    const drafted = decideArticle({ type: 'draft', content }, stored.article, { actor: by, policy });
    const written = drafted.reduce((each, event) => evolveArticle(each, event, by), stored.article);
    const events = [...drafted, ...decideArticle({ type: 'submit' }, written, { actor: by, policy })];
    if (events.length === 0) return { slug: written.slug };
    const at = deps.now();
    const { sequence, source, sourceHash } = stored;
    const base = { before: stored.article, sequence, by, taken: write.taken };
    const commit = commitOf(base, events, { source, sourceHash });
    await tx.commitArticles([commit], at);
    // Who is asked already sees the newest version in the same message.
    if (stored.article.working?.state !== 'review')
      await askForReview(tx, policy, commit, write.workspaceId, at);
    return { slug: written.slug };
  });
}

/** What it translates, by its name, as far as its author may know of it. What an import said before is left as it is. */
async function translated(deps: AppDeps, policy: DeskPolicy, write: WriteArticle): Promise<string | null> {
  const { translationOf } = write.content;
  if (translationOf === null) return null;
  const { reads } = deps.store;
  const own = write.article === null ? null : ((await reads.livingArticle(write.article))?.article ?? null);
  if (own && (own.working?.content ?? contentOf(own)).translationOf === translationOf) return translationOf;
  const original = (await reads.livingArticle(translationOf))?.article;
  if (!original || !mayReadArticle({ person: write.actor }, original, policy))
    throw new DomainError('articleUnknown', { article: translationOf });
  return translating(original, write.content, own?.slug ?? null);
}

async function articleFor(
  deps: AppDeps,
  tx: Tx,
  id: string | null,
  title: string,
): Promise<Pick<StoredArticle, 'article' | 'sequence' | 'source' | 'sourceHash'>> {
  if (id === null) {
    const article = newArticle(deps.newId(), await tx.freeSlug(slugOf(title)));
    return { article, sequence: 0, source: null, sourceHash: null };
  }
  const stored = await tx.lockArticle(id);
  if (!stored) throw new DomainError('articleUnknown', { article: '' });
  return stored;
}
