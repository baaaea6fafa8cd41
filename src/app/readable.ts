import type { SuggestionTier } from '../domain/knowledge.ts';
import { tierWithout, understood } from '../domain/understood.ts';
import type { AppDeps, KbAnswer, StoredSuggestion } from './ports.ts';

/** Of what was found, what PostgreSQL says may be read now and its asker understands; and what tier that makes. */
export async function stillReadable(
  deps: AppDeps,
  { tier, hits }: KbAnswer,
  audiences: readonly string[],
  text: string,
): Promise<{ tier: SuggestionTier; suggestions: readonly StoredSuggestion[] }> {
  if (tier === 'none') return { tier, suggestions: [] };
  const articles = await deps.store.reads.articles(hits.map((hit) => hit.articleId));
  const readable = hits.flatMap((hit) => {
    const article = articles.find((each) => each.id === hit.articleId);
    const mayBeRead = article?.state === 'published' && audiences.includes(article.audience);
    return mayBeRead ? [{ article, ...hit }] : [];
  });
  const gone = hits.filter((hit) => !readable.some(({ articleId }) => articleId === hit.articleId));
  const left = tierWithout(tier, gone.map(confidenceOf), readable.map(confidenceOf));
  const language = /\p{Script=Han}/u.test(text) ? 'zh' : 'en';
  const suggestions = understood(readable, language).map(
    ({ articleId, confidence, passage }): StoredSuggestion => ({ articleId, confidence, passage }),
  );
  return { tier: left, suggestions: left === 'none' ? [] : suggestions };
}

const confidenceOf = ({ confidence }: { readonly confidence: number }): number => confidence;
