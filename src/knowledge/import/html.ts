import { basename, dirname, extname } from 'node:path/posix';
import type { Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { isChinese, slugOf } from '../../domain/knowledge.ts';
import { type Found, type FoundArticle, PLAIN } from './found.ts';
import { findElement, hasClass, hasId, isNamed, treeToMarkdown, wordsOf } from './toMarkdown.ts';

/** A page of HTML: one article. A page of a Confluence space export is read as what it is. */
export function readHtml(file: string, text: string): Found {
  const tree = fromHtml(text);
  const article = isConfluencePage(tree) ? confluencePage(file, tree) : page(file, tree);
  return { articles: [article], faults: [], notes: [] };
}

const isConfluencePage = (tree: Root): boolean =>
  findElement(tree, hasId('main-content')) !== undefined &&
  findElement(tree, hasClass('wiki-content')) !== undefined;

/** Whether a text is a page that Confluence wrote; the index that it writes beside them holds no article. */
export const looksLikeConfluence = (text: string): boolean =>
  /id="main-content"[^>]*wiki-content|wiki-content[^>]*id="main-content"/.test(text);

function page(file: string, tree: Root): FoundArticle {
  const body = ['main', 'article', 'body'].map((name) => findElement(tree, isNamed(name))).find(Boolean);
  const heading = findElement(tree, isNamed('h1'));
  const title = wordsOf(findElement(tree, isNamed('title'))) || wordsOf(heading);
  // The title stands above every article: it is not said twice.
  if (heading && wordsOf(heading) === title) Object.assign(heading, { tagName: 'span', children: [] });
  const name = basename(file, extname(file));
  return article(file, title || name, name, body ? treeToMarkdown(body) : '', languageOf(tree));
}

/** `space : title` is what Confluence heads its pages with, and `title_123.html` how it names them. */
function confluencePage(file: string, tree: Root): FoundArticle {
  const content = findElement(tree, hasId('main-content'));
  const heading = wordsOf(findElement(tree, hasId('title-text')));
  const title = heading.includes(' : ') ? heading.slice(heading.indexOf(' : ') + 3) : heading;
  return article(file, title, slugOf(title), content ? treeToMarkdown(content) : '', languageOf(tree));
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
