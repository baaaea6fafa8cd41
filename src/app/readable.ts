import type { AppDeps, KbHit, StoredSuggestion } from './ports.ts';

/** What is so much less likely than the best only fills places. */
const LEAST_SHARE_OF_BEST = 0.02;

/**
 * Of what was found, what comes near the best and PostgreSQL says may be read now; in the language of the text where
 * there is any.
 */
export async function stillReadable(
  deps: AppDeps,
  hits: readonly KbHit[],
  audiences: readonly string[],
  text: string,
): Promise<StoredSuggestion[]> {
  const best = hits[0]?.confidence ?? 0;
  const near = hits.filter((hit) => hit.confidence >= LEAST_SHARE_OF_BEST * best);
  const articles = await deps.store.reads.articles(near.map((hit) => hit.articleId));
  const readable = articles.filter((each) => each.state === 'published' && audiences.includes(each.audience));
  const language = /\p{Script=Han}/u.test(text) ? 'zh' : 'en';
  const understood = readable.filter((each) => each.language === language);
  // An answer in the other language helps only where there is none in the asker's.
  const kept = new Set((understood.length > 0 ? understood : readable).map((each) => each.id));
  return near.filter((hit) => kept.has(hit.articleId));
}
