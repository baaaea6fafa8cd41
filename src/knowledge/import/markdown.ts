import { basename, dirname } from 'node:path/posix';
import { slugOf } from '../../domain/knowledge.ts';
import type { Found } from './found.ts';
import { readFrontMatter, SLUG } from './frontMatter.ts';

/** A Markdown file with front matter: one article, named by its front matter or else by its file. */
export function readMarkdown(file: string, text: string): Found {
  const name = basename(file, '.md');
  // The page that greets the visitors of a repository answers nobody's question.
  const isReadme = /^readme$/i.test(name) && !text.trimStart().startsWith('---');
  if (isReadme) return { articles: [], faults: [], notes: [{ file, reason: 'A README is no article.' }] };
  const read = readFrontMatter(text);
  if ('faults' in read) {
    const slug = /^slug:\s*["']?([^\s"']+)/m.exec(text.slice(0, 4_000))?.[1] ?? name;
    return { articles: [], faults: read.faults.map((fault) => ({ file, slug, ...fault })), notes: [] };
  }
  const { owner = null, reviewBy = null, translationOf = null, ...facts } = read.frontMatter;
  const slug = facts.slug ?? (SLUG.test(name) ? name : slugOf(name));
  const article = {
    ...facts,
    slug,
    owner,
    reviewBy,
    translationOf,
    body: read.body.trim(),
    file,
    addresses: [file],
    base: dirname(file),
  };
  return { articles: [article], faults: [], notes: [] };
}
