import { dirname } from 'node:path/posix';
import { z } from 'zod';
import { slugOf } from '../../domain/knowledge.ts';
import { type Found, type FoundArticle, type ImportFault, PLAIN } from './found.ts';
import { htmlToMarkdown } from './toMarkdown.ts';

/** What Zendesk's Help Center API gives for `/api/v2/help_center/articles` (Zendesk developer reference, "Articles"). */
const EXPORT = z.object({ articles: z.array(z.unknown()) });
const ARTICLE = z.object({
  id: z.number(),
  title: z.string().min(1),
  body: z.string().nullable(),
  locale: z.string(),
  source_locale: z.string().optional(),
  html_url: z.string().optional(),
  draft: z.boolean().default(false),
  label_names: z.array(z.string()).default([]),
  /** Null: everybody may read it. */
  user_segment_id: z.number().nullable().default(null),
});

/** Whether a JSON value is an export of the articles of Zendesk Guide. */
export function isZendesk(value: unknown): boolean {
  const read = EXPORT.safeParse(value);
  return read.success && read.data.articles.some((each) => ARTICLE.safeParse(each).success);
}

/**
 * Articles of Zendesk Guide. What only a segment of users may read is for agents here, since the export does not say
 * who is in the segment.
 */
export function readZendesk(file: string, value: unknown): Found {
  const faults: ImportFault[] = [];
  const notes: ImportFault[] = [];
  const articles: FoundArticle[] = [];
  const slugs = new Map<number, string>();
  for (const [index, given] of EXPORT.parse(value).articles.entries()) {
    const place = `${file}#${index + 1}`;
    const read = ARTICLE.safeParse(given);
    if (!read.success) {
      faults.push({ file: place, reason: `This is no article: ${z.prettifyError(read.error)}` });
      continue;
    }
    const { id, title, body, locale, source_locale, html_url, draft, label_names, user_segment_id } =
      read.data;
    const language = locale.toLowerCase().startsWith('zh') ? 'zh' : 'en';
    if (language === 'en' && !/^en\b/i.test(locale))
      notes.push({ file: place, reason: `The language ${locale} is not known here; it counts as English.` });
    const original = slugs.get(id);
    const slug = `${slugOf(title)}-${id}`;
    const isTranslation = source_locale !== undefined && source_locale !== locale;
    if (!isTranslation) slugs.set(id, slug);
    articles.push({
      ...PLAIN,
      slug,
      title,
      body: htmlToMarkdown(body ?? ''),
      language,
      audience: user_segment_id === null ? 'everyone' : 'agents',
      tags: label_names,
      translationOf: isTranslation ? (original ?? null) : null,
      state: draft ? 'draft' : 'published',
      file: place,
      addresses: [...(html_url ? [html_url] : []), `/hc/${locale}/articles/${id}`, `/hc/articles/${id}`],
      base: dirname(file),
    });
  }
  return { articles, faults, notes };
}
