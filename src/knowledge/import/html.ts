import { basename, dirname, extname } from 'node:path/posix';
import type { Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { isChinese, slugOf } from '../../domain/knowledge.ts';
import { isConfluencePage, readConfluencePage } from './confluenceHtml.ts';
import { type Found, type FoundArticle, NOTHING_FOUND, PLAIN } from './found.ts';
import { findElement, isNamed, treeToMarkdown, wordsOf } from './toMarkdown.ts';

/** A page of HTML: one article. A page of a Confluence space export is read as what it is. */
export function readHtml(file: string, text: string): Found {
  const tree = fromHtml(text);
  if (!isConfluencePage(tree)) return { ...NOTHING_FOUND, articles: [page(file, tree)] };
  const { title, body } = readConfluencePage(tree);
  // Most spaces have pages that only hold together those below them.
  if (body === '')
    return {
      ...NOTHING_FOUND,
      notes: [{ file, reason: 'The page has no text of its own, and is left out.' }],
    };
  return { ...NOTHING_FOUND, articles: [article(file, title, slugOf(title), body, languageOf(tree))] };
}

function page(file: string, tree: Root): FoundArticle {
  const body = ['main', 'article', 'body'].map((name) => findElement(tree, isNamed(name))).find(Boolean);
  const heading = findElement(tree, isNamed('h1'));
  const title = wordsOf(findElement(tree, isNamed('title'))) || wordsOf(heading);
  // The title stands above every article: it is not said twice.
  if (heading && wordsOf(heading) === title) Object.assign(heading, { tagName: 'span', children: [] });
  const name = basename(file, extname(file));
  return article(file, title || name, name, body ? treeToMarkdown(body) : '', languageOf(tree));
}

function article(
  file: string,
  title: string,
  name: string,
  body: string,
  language: 'en' | 'zh',
): FoundArticle {
  return {
    ...PLAIN,
    slug: slugOf(name),
    title,
    body,
    language: language === 'zh' || isChinese(title) ? 'zh' : 'en',
    file,
    addresses: [file],
    base: dirname(file),
  };
}

function languageOf(tree: Root): 'en' | 'zh' {
  const lang = findElement(tree, isNamed('html'))?.properties.lang;
  return typeof lang === 'string' && /^zh\b/i.test(lang) ? 'zh' : 'en';
}
