import { dirname } from 'node:path/posix';
import { z } from 'zod';
import { slugOf } from '../../domain/knowledge.ts';
import { type Found, type FoundArticle, type ImportFault, type JsonFile, PLAIN } from './found.ts';
import { htmlToMarkdown } from './toMarkdown.ts';

/** One language of an article (Zendesk developer reference, "Translations"). */
const TRANSLATION = z.object({
  source_id: z.number(),
  locale: z.string(),
  title: z.string().min(1),
  body: z.string().nullable(),
  html_url: z.string().optional(),
  draft: z.boolean().default(false),
  hidden: z.boolean().default(false),
});
/** What Zendesk's Help Center API gives for `/api/v2/help_center/articles` (developer reference, "Articles"). */
const ARTICLE = z.object({
  id: z.number(),
  title: z.string().min(1),
  body: z.string().nullable(),
  locale: z.string(),
  source_locale: z.string().optional(),
  html_url: z.string().optional(),
  draft: z.boolean().default(false),
  label_names: z.array(z.string()).nullish(),
  /** Null: everybody may read it. */
  user_segment_id: z.number().nullish(),
  /** What plans with several segments an article give instead; empty: everybody may read it. */
  user_segment_ids: z.array(z.number()).nullish(),
  /** There if the articles were asked for with `include=translations`. */
  translations: z.array(z.unknown()).default([]),
});
/** A page of a list, or one article alone. */
const PAGE = z.object({
  articles: z.array(z.unknown()).optional(),
  article: z.unknown().optional(),
  translations: z.array(z.unknown()).default([]),
});
type Article = z.infer<typeof ARTICLE>;

const articlesOf = ({ articles, article }: z.infer<typeof PAGE>): readonly unknown[] =>
  articles ?? (article === undefined ? [] : [article]);

/** Whether a JSON value is a page of the articles, or of the translations, of Zendesk Guide. */
export function isZendesk(value: unknown): boolean {
  const { data } = PAGE.safeParse(value);
  if (!data) return false;
  return (
    articlesOf(data).some((each) => ARTICLE.safeParse(each).success) ||
    data.translations.some((each) => TRANSLATION.safeParse(each).success)
  );
}

/** An article in one language, and where that stands. */
interface Version {
  readonly place: string;
  readonly base: string;
  readonly id: number;
  readonly locale: string;
  readonly title: string;
  readonly body: string | null;
  readonly url: string | undefined;
  readonly isDraft: boolean;
}

/**
 * Articles of Zendesk Guide, from all pages of the list. What only a segment of users may read is for agents here, since
 * the export does not say who is in the segment. An article that stands on two pages is read once.
 */
export function readZendesk(files: readonly JsonFile[]): Found {
  const faults: ImportFault[] = [];
  const articles = new Map<number, Article>();
  const versions = new Map<string, Version>();
  const add = (version: Version) => {
    const key = `${version.id} ${version.locale.toLowerCase()}`;
    if (!versions.has(key)) versions.set(key, version);
  };
  const parsed = <T>(schema: z.ZodType<T>, given: unknown, place: string): T[] => {
    const read = schema.safeParse(given);
    if (read.success) return [read.data];
    faults.push({ file: place, reason: `This is no article: ${z.prettifyError(read.error)}` });
    return [];
  };
  const addTranslation = (given: unknown, place: string, base: string) => {
    for (const { source_id, html_url, draft, hidden, ...rest } of parsed(TRANSLATION, given, place))
      add({ ...rest, place, base, id: source_id, url: html_url, isDraft: draft || hidden });
  };
  for (const { file, value } of files) {
    const page = PAGE.parse(value);
    const base = dirname(file);
    for (const [index, given] of articlesOf(page).entries()) {
      const place = `${file}#${index + 1}`;
      for (const article of parsed(ARTICLE, given, place)) {
        const { id, locale, title, body, html_url, draft } = article;
        if (!articles.has(id)) articles.set(id, article);
        add({ place, base, id, locale, title, body, url: html_url, isDraft: draft });
        for (const each of article.translations) addTranslation(each, place, base);
      }
    }
    for (const [index, given] of page.translations.entries())
      addTranslation(given, `${file}#translation ${index + 1}`, base);
  }
  const found = inLanguages(articles, [...versions.values()]);
  return { ...found, faults: [...faults, ...found.faults] };
}

function inLanguages(articles: ReadonlyMap<number, Article>, versions: readonly Version[]): Found {
  const faults: ImportFault[] = [];
  const notes: ImportFault[] = [];
  const found: FoundArticle[] = [];
  const taken = new Set<string>();
  const originals = versions.filter(({ id, locale }) => isSource(articles.get(id), locale));
  const slugOfOriginal = new Map(originals.map((each) => [each.id, `${slugOf(each.title)}-${each.id}`]));
  for (const version of [...originals, ...versions.filter((each) => !originals.includes(each))]) {
    const { place, base, id, locale, title, body, url, isDraft } = version;
    const article = articles.get(id);
    if (!article) {
      faults.push({
        file: place,
        reason: `The export does not hold the article ${id} that this translates.`,
      });
      continue;
    }
    const isOriginal = originals.includes(version);
    if (!/^(?:en|zh)\b/i.test(locale)) {
      const what = isOriginal ? 'it counts as English' : 'the translation is left out';
      notes.push({ file: place, reason: `The language ${locale} is not known here; ${what}.` });
      if (!isOriginal) continue;
    }
    const plain = `${slugOf(title)}-${id}`;
    const slug = taken.has(plain) ? `${plain}-${locale.toLowerCase()}` : plain;
    taken.add(slug);
    const { label_names, user_segment_id, user_segment_ids } = article;
    const isForSome = typeof user_segment_id === 'number' || (user_segment_ids?.length ?? 0) > 0;
    found.push({
      ...PLAIN,
      slug,
      title,
      body: htmlToMarkdown(body ?? ''),
      language: /^zh\b/i.test(locale) ? 'zh' : 'en',
      audience: isForSome ? 'agents' : 'everyone',
      tags: label_names ?? [],
      translationOf: isOriginal ? null : (slugOfOriginal.get(id) ?? null),
      state: isDraft ? 'draft' : 'published',
      file: place,
      addresses: [...(url ? [url] : []), `/hc/${locale}/articles/${id}`, `/hc/articles/${id}`],
      base,
    });
  }
  return { articles: found, faults, notes };
}

function isSource(article: Article | undefined, locale: string): boolean {
  return article !== undefined && locale === (article.source_locale ?? article.locale);
}
