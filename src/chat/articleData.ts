import type { StoredArticle } from '../app/ports.ts';
import { audiencesOf, isAgent, mayDoArticle, mayReadArticle, personNamed } from '../domain/access.ts';
import { DomainError } from '../domain/errors.ts';
import { contentOf, stateOf } from '../domain/knowledge.ts';
import type { PersonId } from '../domain/ticket.ts';
import { withAddresses } from './articleAddresses.ts';
import type { ChatDeps } from './deps.ts';
import type { ArticleCardData } from './views/article.ts';

/**
 * An article with its life, by its id or its name, for an agent who may read it; readers have its page. Throws
 * `articleUnknown`.
 */
export async function agentsArticle(
  deps: ChatDeps,
  person: PersonId,
  idOrSlug: string,
): Promise<StoredArticle> {
  const [policy, stored] = await Promise.all([
    deps.policies.current(),
    deps.store.reads.livingArticle(idOrSlug),
  ]);
  if (stored && isAgent(person, policy) && mayReadArticle({ person }, stored.article, policy)) return stored;
  throw new DomainError('articleUnknown', { article: idOrSlug });
}

/** What an article's card shows a person. */
export async function articleCardData(
  deps: ChatDeps,
  { article }: StoredArticle,
  person: PersonId,
): Promise<ArticleCardData> {
  const { reads } = deps.store;
  const policy = await deps.policies.current();
  const content = contentOf(article);
  const [feedback, translations, versions] = await Promise.all([
    reads.articleFeedback(article.id),
    reads.translationsOf({ slug: article.slug, translationOf: content.translationOf }),
    reads.articleVersions(article.id),
  ]);
  const actor = { person };
  const audiences: readonly string[] = audiencesOf(person, policy);
  const { working } = article;
  const newest = working?.content ?? content;
  const written = working ? versions.find(({ version }) => version === working.version) : undefined;
  return {
    article,
    text: await withAddresses(deps, newest.body, newest.audience),
    owner: personNamed(newest.owner, policy),
    url:
      stateOf(article) === 'published'
        ? deps.articleUrl({ slug: article.slug, audience: content.audience })
        : null,
    feedback,
    translations: translations.filter(({ audience }) => audiences.includes(audience)),
    taken: written?.taken ?? [],
    sentBack: working?.state === 'draft' ? (written?.rejections.at(-1) ?? null) : null,
    may: {
      publish: mayDoArticle.publish(actor, article, policy),
      confirm: mayDoArticle.confirmReview(actor, article, policy),
      retire: mayDoArticle.retire(actor, article, policy),
    },
  };
}
