import { dirname } from 'node:path/posix';
import { z } from 'zod';
import { slugOf } from '../../domain/knowledge.ts';
import { type Found, type FoundArticle, type ImportFault, PLAIN } from './found.ts';
import { htmlToMarkdown } from './toMarkdown.ts';

/** The assets that Zammad gives for its knowledge base (`POST /api/v1/knowledge_bases/init`), each by its id. */
const records = <T extends z.ZodType>(record: T) => z.record(z.string(), record).default({});
const EXPORT = z.object({
  KnowledgeBaseAnswer: records(
    z.object({
      published_at: z.string().nullable().default(null),
      internal_at: z.string().nullable().default(null),
      archived_at: z.string().nullable().default(null),
      tags: z.array(z.string()).default([]),
    }),
  ),
  KnowledgeBaseAnswerTranslation: records(z.unknown()),
  KnowledgeBaseAnswerTranslationContent: records(z.object({ body: z.string().nullable() })),
  KnowledgeBaseLocale: records(
    z.object({ system_locale_id: z.number(), primary: z.boolean().default(false) }),
  ),
  Locale: records(z.object({ locale: z.string() })),
});
const TRANSLATION = z.object({
  id: z.number(),
  title: z.string().min(1),
  answer_id: z.number(),
  kb_locale_id: z.number(),
  content_id: z.number(),
});

/** Whether a JSON value is a knowledge base of Zammad. */
export const isZammad = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'KnowledgeBaseAnswerTranslation' in value;

/**
 * Answers of a Zammad knowledge base: published ones are for everyone, internal ones for agents, those in neither state
 * are drafts; archived ones are left out. The translation in the primary language is the original.
 */
export function readZammad(file: string, value: unknown): Found {
  const read = EXPORT.safeParse(value);
  if (!read.success)
    return {
      articles: [],
      faults: [{ file, reason: `This is no knowledge base of Zammad: ${z.prettifyError(read.error)}` }],
      notes: [],
    };
  const base = read.data;
  const faults: ImportFault[] = [];
  const notes: ImportFault[] = [];
  const translations = Object.entries(base.KnowledgeBaseAnswerTranslation).flatMap(([key, given]) => {
    const each = TRANSLATION.safeParse(given);
    if (each.success) return [each.data];
    faults.push({ file: `${file}#${key}`, reason: `This is no answer: ${z.prettifyError(each.error)}` });
    return [];
  });
  const isPrimary = (translation: z.infer<typeof TRANSLATION>) =>
    base.KnowledgeBaseLocale[translation.kb_locale_id]?.primary ?? false;
  const slugIn = ({ title, id }: { title: string; id: number }) => `${slugOf(title)}-${id}`;
  const articles = translations.flatMap((translation): FoundArticle[] => {
    const answer = base.KnowledgeBaseAnswer[translation.answer_id];
    const place = `${file}#${translation.id}`;
    const content = base.KnowledgeBaseAnswerTranslationContent[translation.content_id];
    if (!answer || !content) {
      faults.push({ file: place, reason: 'The export does not hold the text of this answer.' });
      return [];
    }
    if (answer.archived_at) {
      notes.push({ file: place, reason: 'The answer is archived, and left out.' });
      return [];
    }
    const locale = base.Locale[base.KnowledgeBaseLocale[translation.kb_locale_id]?.system_locale_id ?? ''];
    const original = translations.find((each) => each.answer_id === translation.answer_id && isPrimary(each));
    return [
      {
        ...PLAIN,
        slug: slugIn(translation),
        title: translation.title,
        body: htmlToMarkdown(content.body ?? ''),
        language: locale?.locale.toLowerCase().startsWith('zh') ? 'zh' : 'en',
        audience: answer.published_at ? 'everyone' : 'agents',
        tags: answer.tags,
        translationOf: original && original.id !== translation.id ? slugIn(original) : null,
        state: answer.published_at || answer.internal_at ? 'published' : 'draft',
        file: place,
        addresses: [`knowledge-base-answer-${translation.answer_id}`],
        base: dirname(file),
      },
    ];
  });
  return { articles, faults, notes };
}
