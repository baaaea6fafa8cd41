import { dirname } from 'node:path/posix';
import { z } from 'zod';
import { isChinese, slugOf } from '../../domain/knowledge.ts';
import type { Instant } from '../../domain/ticket.ts';
import { type Found, type FoundArticle, type ImportFault, type JsonFile, PLAIN } from './found.ts';
import { htmlToMarkdown } from './toMarkdown.ts';

/**
 * The assets that Zammad gives for its knowledge base, each by its id: `POST /api/v1/knowledge_bases/init`, with the
 * texts if it was asked for `answer_translation_content_ids` (zammad: app/controllers/knowledge_bases_controller.rb).
 */
const records = <T extends z.ZodType>(record: T) => z.record(z.string(), record).default({});
const ASSETS = z.object({
  KnowledgeBaseAnswer: records(
    z.object({
      published_at: z.string().nullish(),
      internal_at: z.string().nullish(),
      archived_at: z.string().nullish(),
      tags: z.array(z.string()).default([]),
    }),
  ),
  KnowledgeBaseAnswerTranslation: records(z.unknown()),
  KnowledgeBaseAnswerTranslationContent: records(z.object({ body: z.string().nullish() })),
  KnowledgeBaseLocale: records(
    z.object({ system_locale_id: z.number(), primary: z.boolean().default(false) }),
  ),
  /** Not among the assets of a knowledge base, but of a session: without it a language is only a number. */
  Locale: records(z.object({ locale: z.string() })),
});
const TRANSLATION = z.object({
  id: z.number(),
  title: z.string().min(1),
  answer_id: z.number(),
  kb_locale_id: z.number(),
  content_id: z.number(),
});
type Assets = z.infer<typeof ASSETS>;
type Answer = Assets['KnowledgeBaseAnswer'][string];
type Translation = z.infer<typeof TRANSLATION>;

/** One answer alone comes with its assets inside. */
const assetsOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'assets' in value ? value.assets : value;

/** Whether a JSON value is a knowledge base of Zammad, or a part of one. */
export function isZammad(value: unknown): boolean {
  const assets = assetsOf(value);
  return typeof assets === 'object' && assets !== null && 'KnowledgeBaseAnswerTranslation' in assets;
}

/**
 * Answers of a Zammad knowledge base, from all its files together: published ones are for everyone, internal ones for
 * agents, those in neither state are drafts; archived ones are left out. A state that begins later than `now` has not
 * begun. The translation in the primary language is the original.
 */
export function readZammad(files: readonly JsonFile[], now: Instant): Found {
  const faults: ImportFault[] = [];
  const notes: ImportFault[] = [];
  const assets: Assets = ASSETS.parse({});
  const translations = new Map<number, Translation & { readonly file: string }>();
  for (const { file, value } of files) {
    const read = ASSETS.safeParse(assetsOf(value));
    if (!read.success) {
      faults.push({ file, reason: `This is no knowledge base of Zammad: ${z.prettifyError(read.error)}` });
      continue;
    }
    for (const [key, given] of Object.entries(read.data.KnowledgeBaseAnswerTranslation)) {
      const each = TRANSLATION.safeParse(given);
      if (each.success) translations.set(each.data.id, { ...each.data, file });
      else
        faults.push({ file: `${file}#${key}`, reason: `This is no answer: ${z.prettifyError(each.error)}` });
    }
    Object.assign(assets.KnowledgeBaseAnswer, read.data.KnowledgeBaseAnswer);
    Object.assign(assets.KnowledgeBaseLocale, read.data.KnowledgeBaseLocale);
    Object.assign(assets.Locale, read.data.Locale);
    const contents = read.data.KnowledgeBaseAnswerTranslationContent;
    Object.assign(assets.KnowledgeBaseAnswerTranslationContent, contents);
  }
  const articles = [...translations.values()].flatMap((translation): FoundArticle[] => {
    const { id, title, answer_id, kb_locale_id, content_id, file } = translation;
    const answer = assets.KnowledgeBaseAnswer[answer_id];
    const content = assets.KnowledgeBaseAnswerTranslationContent[content_id];
    const place = `${file}#${id}`;
    if (!answer || !content) {
      const reason =
        'The export does not hold the text of this answer: ask for it with answer_translation_content_ids, as docs/articles.md shows.';
      faults.push({ file: place, slug: slugIn(translation), reason });
      return [];
    }
    const state = stateAt(answer, now);
    if (state === 'archived') {
      notes.push({ file: place, reason: 'The answer is archived, and left out.' });
      return [];
    }
    const locale = assets.Locale[assets.KnowledgeBaseLocale[kb_locale_id]?.system_locale_id ?? '']?.locale;
    const original = [...translations.values()].find(
      (each) => each.answer_id === answer_id && assets.KnowledgeBaseLocale[each.kb_locale_id]?.primary,
    );
    const isOriginal = original === undefined || original.id === id;
    if (locale !== undefined && !/^(?:en|zh)\b/i.test(locale)) {
      const what = isOriginal ? 'it counts as English' : 'the translation is left out';
      notes.push({ file: place, reason: `The language ${locale} is not known here; ${what}.` });
      if (!isOriginal) return [];
    }
    const isZh = locale === undefined ? isChinese(title) : /^zh\b/i.test(locale);
    return [
      {
        ...PLAIN,
        slug: slugIn(translation),
        title,
        body: htmlToMarkdown(content.body ?? ''),
        language: isZh ? 'zh' : 'en',
        audience: state === 'published' ? 'everyone' : 'agents',
        tags: answer.tags,
        translationOf: isOriginal ? null : slugIn(original),
        state: state === 'draft' ? 'draft' : 'published',
        file: place,
        addresses: [`knowledge-base-answer-${answer_id}`],
        base: dirname(file),
      },
    ];
  });
  return { articles, faults, notes };
}

const slugIn = ({ title, id }: { title: string; id: number }): string => `${slugOf(title)}-${id}`;

/** As Zammad itself finds the state (app/models/concerns/can_be_published.rb). */
function stateAt(answer: Answer, now: Instant): 'archived' | 'published' | 'internal' | 'draft' {
  const hasBegun = (at: string | null | undefined) => typeof at === 'string' && Date.parse(at) < now;
  if (hasBegun(answer.archived_at)) return 'archived';
  if (hasBegun(answer.published_at)) return 'published';
  return hasBegun(answer.internal_at) ? 'internal' : 'draft';
}
