import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import type { ArticleDraft } from '../../app/ports.ts';
import { type FrontMatter, readFrontMatter } from './frontMatter.ts';

/** An article as a Markdown file gives it; it has no id and no state yet. */
export interface ImportedArticle extends FrontMatter {
  /** Path below the imported folder. */
  readonly file: string;
  /** From the front matter, else the name of the file. */
  readonly slug: string;
  /** Markdown, without the front matter. */
  readonly body: string;
}

export interface ImportFault {
  /** Path below the imported folder. */
  readonly file: string;
  /** Counted from 1, where the fault has a place. */
  readonly line?: number;
  /** A sentence. */
  readonly reason: string;
}

export interface ImportedFolder {
  readonly articles: readonly ImportedArticle[];
  readonly faults: readonly ImportFault[];
}

/** Bytes. Longer texts are books, and nobody finds the answer in a book. */
const LARGEST_FILE = 2 * 1024 * 1024;

/**
 * Reads all Markdown files below a folder, in the order of their paths. What cannot be understood is reported with
 * its file and line, and the rest is read all the same. Throws only when the folder itself cannot be read.
 */
export async function readMarkdownFolder(dir: string): Promise<ImportedFolder> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const bySlug = new Map<string, ImportedArticle>();
  const faults: ImportFault[] = [];
  for (const path of paths) {
    const file = relative(dir, path);
    const read = await readArticleFile(path, file);
    if (Array.isArray(read)) {
      faults.push(...read);
      continue;
    }
    const other = bySlug.get(read.slug);
    if (other) faults.push({ file, reason: `The name "${read.slug}" is already taken by ${other.file}.` });
    else bySlug.set(read.slug, read);
  }
  return { articles: [...bySlug.values()], faults };
}

async function readText(path: string): Promise<{ text: string } | { reason: string }> {
  try {
    const { size } = await stat(path);
    if (size > LARGEST_FILE)
      return {
        reason: 'The file is larger than 2 MB: split it into articles that each answer one question.',
      };
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path)) };
  } catch (error) {
    if (error instanceof TypeError) return { reason: 'The file is not UTF-8 text.' };
    return { reason: `The file cannot be read: ${error instanceof Error ? error.message : String(error)}.` };
  }
}

async function readArticleFile(path: string, file: string): Promise<ImportedArticle | ImportFault[]> {
  const content = await readText(path);
  if ('reason' in content) return [{ file, reason: content.reason }];
  const read = readFrontMatter(content.text);
  if ('faults' in read) return read.faults.map((fault) => ({ file, ...fault }));
  const body = read.body.trim();
  if (body === '') return [{ file, reason: 'The article has no text.' }];
  return { ...read.frontMatter, slug: read.frontMatter.slug ?? basename(path, '.md'), file, body };
}

/** What is stored of an imported article. */
export function draftOf(article: ImportedArticle): ArticleDraft {
  const { slug, title, body, language, audience, tags, owner, reviewBy, translationOf } = article;
  return {
    slug,
    title,
    body,
    language,
    audience,
    tags,
    owner: owner ?? null,
    reviewBy: reviewBy ?? null,
    translationOf: translationOf ?? null,
  };
}
