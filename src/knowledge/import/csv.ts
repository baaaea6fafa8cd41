import { dirname } from 'node:path/posix';
import { parse } from 'csv-parse/sync';
import { Document, isMap } from 'yaml';
import { slugOf } from '../../domain/knowledge.ts';
import { type Found, type FoundArticle, type ImportFault, together } from './found.ts';
import { readFacts } from './frontMatter.ts';
import { htmlToMarkdown } from './toMarkdown.ts';

/** Other names of columns, as exports of other desks have them. */
const COLUMNS: Readonly<Record<string, string>> = {
  question: 'title',
  subject: 'title',
  标题: 'title',
  问题: 'title',
  answer: 'body',
  content: 'body',
  text: 'body',
  正文: 'body',
  答案: 'body',
  lang: 'language',
  语言: 'language',
  keywords: 'tags',
  标签: 'tags',
};
const HTML = /<(?:p|div|br|ul|ol|h[1-6]|table|span|a|b|strong)\b[^>]*>/i;

/**
 * A table with a line of column names, of which `title` and `body` must be there; an article a line. Tags are separated
 * by commas or semicolons, a body in HTML becomes Markdown.
 */
export function readCsv(file: string, text: string): Found {
  const faults: ImportFault[] = [];
  const names = (header: string[]) => header.map((name) => COLUMNS[name.trim().toLowerCase()] ?? name.trim());
  const rows: { info: { lines: number }; record: Record<string, string> }[] = parse(text, {
    bom: true,
    columns: names,
    info: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    delimiter: [',', ';', '\t'],
    on_skip: (error) => {
      const line = Number(error?.lines ?? 0);
      faults.push({
        file,
        ...(line > 0 ? { line } : {}),
        reason: 'The line does not have one value for each column.',
      });
      return undefined;
    },
  });
  const columns = Object.keys(rows[0]?.record ?? { title: '', body: '' });
  if (!columns.includes('title') || !columns.includes('body'))
    return {
      articles: [],
      faults: [{ file, line: 1, reason: 'The first line must name the columns, among them title and body.' }],
      notes: [],
    };
  return together([
    { articles: [], faults, notes: [] },
    ...rows.map(({ info, record }) => row(file, info.lines, record)),
  ]);
}

function row(file: string, line: number, record: Readonly<Record<string, string>>): Found {
  const { body = '', tags = '', ...rest } = record;
  const given = Object.entries(rest).filter(([, value]) => value.trim() !== '');
  const listed = tags.split(/[,;，；]/).map((tag) => tag.trim());
  const facts = new Document({ ...Object.fromEntries(given), tags: listed.filter((tag) => tag !== '') });
  const faults: ImportFault[] = [];
  if (!isMap(facts.contents)) return together([]);
  const slug = rest.slug?.trim() || slugOf(rest.title ?? '');
  const read = readFacts(facts.contents, (_field, reason) => faults.push({ file, line, reason, slug }));
  if (faults.length > 0) return { articles: [], faults, notes: [] };
  const { owner = null, reviewBy = null, translationOf = null, ...known } = read;
  const article: FoundArticle = {
    ...known,
    slug,
    owner,
    reviewBy,
    translationOf,
    body: HTML.test(body) ? htmlToMarkdown(body) : body.trim(),
    file: `${file}:${line}`,
    addresses: [],
    base: dirname(file),
  };
  return { articles: [article], faults: [], notes: [] };
}
