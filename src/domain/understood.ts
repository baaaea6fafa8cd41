import type { Language } from './desk.ts';
import type { Article, SuggestionTier } from './knowledge.ts';

/** What a search found, and the article that it belongs to. */
export interface Find {
  readonly article: Pick<Article, 'slug' | 'language' | 'translationOf'>;
  /** Probability that it answers, 0 to 1. */
  readonly confidence: number;
}

/**
 * Of what was found, best first, what helps somebody who wrote in `language`. An article in the other language gives its
 * place, and how likely it is, to a translation that was found too; it stays only where it is likelier than all of the
 * asker's language: beside the one article that names an error code, others in the right language are no answer.
 */
export function understood<T extends Find>(found: readonly T[], language: Language): readonly T[] {
  const own = found.filter(({ article }) => article.language === language);
  const likely = own.map((each) => {
    const translated = found.filter((other) => original(other) === original(each));
    return { ...each, confidence: Math.max(...translated.map(({ confidence }) => confidence)) };
  });
  const best = Math.max(0, ...likely.map(({ confidence }) => confidence));
  const others = found.filter((each) => each.article.language !== language && each.confidence > best);
  return [...others, ...likely].sort((a, b) => b.confidence - a.confidence);
}

/** Translations of one article share the name of their original. */
function original({ article }: Find): string {
  return article.translationOf ?? article.slug;
}

/**
 * The tier once `gone`, which may not be read any more, are taken out: what is left shares the probability, as if they
 * had never been candidates. Without its best an answer is one of those that may help, if that is likelier than not.
 */
export function tierWithout(
  tier: SuggestionTier,
  gone: readonly number[],
  left: readonly number[],
): SuggestionTier {
  if (left.length === 0) return 'none';
  if (tier === 'none' || Math.max(0, ...gone) <= Math.max(...left)) return tier;
  const sum = (all: readonly number[]) => all.reduce((total, confidence) => total + confidence, 0);
  return sum(left) > (1 - sum(gone)) / 2 ? 'clarify' : 'none';
}
