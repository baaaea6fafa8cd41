import { createHash } from 'node:crypto';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { ArticlePicture, ImportArticle } from '../../app/ports.ts';
import { LONGEST_BODY, LONGEST_TITLE } from '../../domain/articleLife.ts';
import { type ArticleContent, contentAlone, tidyContent } from '../../domain/knowledge.ts';
import type { Instant } from '../../domain/ticket.ts';
import { looksLikeConfluence } from './confluenceHtml.ts';
import { isConfluenceXml, readConfluenceXml } from './confluenceXml.ts';
import { readCsv } from './csv.ts';
import {
  type Found,
  type FoundArticle,
  type ImportFault,
  type JsonFile,
  NOTHING_FOUND,
  together,
} from './found.ts';
import { readHtml } from './html.ts';
import { link } from './links.ts';
import { readMarkdown } from './markdown.ts';
import { isPictureFile } from './pictures.ts';
import { isZammad, readZammad } from './zammad.ts';
import { isZendesk, readZendesk } from './zendesk.ts';

export interface ReadFolder {
  /** The folder or file itself, with its links resolved: the same tomorrow. */
  readonly source: string;
  readonly articles: readonly ImportArticle[];
  readonly pictures: readonly ArticlePicture[];
  readonly faults: readonly ImportFault[];
  readonly notes: readonly ImportFault[];
}

/** What is known only when all files were looked at. */
interface Seen {
  /** Folders in which Confluence wrote pages. */
  readonly confluence: Set<string>;
  readonly zendesk: JsonFile[];
  readonly zammad: JsonFile[];
}

/** Bytes. A text file beyond it holds no article, and an export beyond it does not fit into memory. */
const LARGEST_PAGE = 5 * 1024 * 1024;
const LARGEST_EXPORT = 400 * 1024 * 1024;
/** What exports and repositories hold besides articles. */
const BESIDE =
  /\.(?:css|js|properties|txt|pdf|docx?|xlsx?|pptx?|zip|ya?ml|lock|toml)$|(?:^|\/)(?:LICEN[CS]E|attachments\/.*)$/i;

/**
 * Reads all articles below a folder, or in one file: Markdown with front matter, CSV, HTML, and the exports of
 * Confluence (HTML and XML), Zendesk Guide and Zammad, each known by its content. What cannot be understood is reported,
 * and the rest is read all the same. Zammad publishes at an instant, so the state of its answers is that at `now`. Throws
 * only when the folder itself cannot be read.
 */
export async function readFolder(path: string, now: Instant): Promise<ReadFolder> {
  const source = await realpath(path);
  const isFile = (await stat(source)).isFile();
  const root = isFile ? dirname(source) : source;
  const files = isFile ? [basename(source)] : await filesBelow(root);
  const seen: Seen = { confluence: new Set(), zendesk: [], zammad: [] };
  const read: Found[] = [];
  for (const file of files) read.push(await readOne(root, file, seen));
  const found = together([...read, readZendesk(seen.zendesk), readZammad(seen.zammad, now)]);
  const linked = await link(root, withoutIndexes(found.articles, seen.confluence));
  const { articles, faults } = checked(linked.articles);
  return {
    source,
    articles,
    pictures: linked.pictures,
    faults: [...found.faults, ...faults].sort(byPlace),
    notes: [...found.notes, ...linked.notes],
  };
}

/** Paths below a folder, in order; what is hidden (`.git`) and what packages bring is left out. */
async function filesBelow(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((file) => !/(?:^|\/)(?:\.|node_modules\/)/.test(file))
    .sort();
}

async function readOne(root: string, file: string, seen: Seen): Promise<Found> {
  const ending = /\.(\w+)$/.exec(file)?.[1]?.toLowerCase() ?? '';
  const page = ending === 'md' || ending === 'markdown' || ending === 'html' || ending === 'htm';
  if (!page && !['csv', 'json', 'xml'].includes(ending)) {
    if (isPictureFile(file) || BESIDE.test(file)) return NOTHING_FOUND;
    return { ...NOTHING_FOUND, notes: [{ file, reason: 'This kind of file is not known.' }] };
  }
  const content = await textOf(join(root, file), page ? LARGEST_PAGE : LARGEST_EXPORT);
  if ('reason' in content) return { ...NOTHING_FOUND, faults: [{ file, ...content }] };
  const { text } = content;
  switch (ending) {
    case 'md':
    case 'markdown':
      return readMarkdown(file, text);
    case 'csv':
      return readCsv(file, text);
    case 'json':
      return readJson(file, text, seen);
    case 'xml':
      if (isConfluenceXml(text)) return readConfluenceXml(file, text);
      return { ...NOTHING_FOUND, notes: [{ file, reason: 'This XML is no export of Confluence.' }] };
    default:
      if (looksLikeConfluence(text)) seen.confluence.add(dirname(file));
      return readHtml(file, text);
  }
}

function readJson(file: string, text: string, seen: Seen): Found {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = `The file is not JSON: ${error instanceof Error ? error.message : String(error)}.`;
    return { ...NOTHING_FOUND, faults: [{ file, reason }] };
  }
  const files = isZendesk(value) ? seen.zendesk : isZammad(value) ? seen.zammad : null;
  files?.push({ file, value });
  if (files) return NOTHING_FOUND;
  const reason = 'This JSON is no export of Zendesk Guide or Zammad.';
  return { ...NOTHING_FOUND, notes: [{ file, reason }] };
}

async function textOf(path: string, largest: number): Promise<{ text: string } | { reason: string }> {
  try {
    const { size } = await stat(path);
    if (size > largest) return { reason: TOO_LONG };
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path)) };
  } catch (error) {
    if (error instanceof TypeError) return { reason: 'The file is not UTF-8 text.' };
    return { reason: `The file cannot be read: ${error instanceof Error ? error.message : String(error)}.` };
  }
}

const TOO_LONG = `The text is longer than ${LONGEST_BODY.toLocaleString('en')} characters: split it into articles that each answer one question.`;

/** The index that Confluence writes beside its pages holds no article. */
function withoutIndexes(articles: readonly FoundArticle[], confluence: ReadonlySet<string>): FoundArticle[] {
  return articles.filter(({ file }) => !(basename(file) === 'index.html' && confluence.has(dirname(file))));
}

const byPlace = (a: ImportFault, b: ImportFault): number =>
  a.file === b.file ? (a.line ?? 0) - (b.line ?? 0) : a.file < b.file ? -1 : 1;

function checked(found: readonly FoundArticle[]): { articles: ImportArticle[]; faults: ImportFault[] } {
  const bySlug = new Map<string, ImportArticle>();
  const faults: ImportFault[] = [];
  for (const each of found) {
    const { file, slug, state } = each;
    const content = tidyContent(contentAlone(each));
    const other = bySlug.get(slug);
    const complain = (reason: string) => void faults.push({ file, slug, reason });
    if (other) complain(`The name "${slug}" is already taken by ${other.file}.`);
    else if (content.title === '') complain('The article has no title.');
    else if (content.title.length > LONGEST_TITLE)
      complain(`The title is longer than ${LONGEST_TITLE} characters.`);
    else if (content.body === '') complain('The article has no text.');
    else if (content.body.length > LONGEST_BODY) complain(TOO_LONG);
    else bySlug.set(slug, { ...content, file, slug, state, ...hashes(content, state) });
  }
  return { articles: [...bySlug.values()], faults };
}

function hashes(content: ArticleContent, state: string): { hash: string; bodyHash: string } {
  return {
    hash: createHash('sha256')
      .update(JSON.stringify([content, state]))
      .digest('hex'),
    // As PostgreSQL makes it of the text that stands there.
    bodyHash: createHash('md5').update(content.body).digest('hex'),
  };
}
