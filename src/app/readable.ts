import type { AppDeps, KbHit, StoredSuggestion } from './ports.ts';

/** Of what was found, what PostgreSQL says may be read now; in the language of the text where there is any. */
export async function stillReadable(
  deps: AppDeps,
  hits: readonly KbHit[],
  audiences: readonly string[],
  text: string,
): Promise<StoredSuggestion[]> {
  const articles = await deps.store.reads.articles(hits.map((hit) => hit.articleId));
  const readable = articles.filter((each) => each.state === 'published' && audiences.includes(each.audience));
  const language = /\p{Script=Han}/u.test(text) ? 'zh' : 'en';
  const understood = readable.filter((each) => each.language === language);
  // An answer in the other language helps only where there is none in the asker's.
  const kept = new Set((understood.length > 0 ? understood : readable).map((each) => each.id));
  return hits.filter((hit) => kept.has(hit.articleId));
}
