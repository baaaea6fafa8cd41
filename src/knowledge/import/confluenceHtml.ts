import type { Element, Root } from 'hast';
import { SKIP, visit } from 'unist-util-visit';
import { findElement, hasClass, hasId, isNamed, make, treeToMarkdown, wordsOf } from './toMarkdown.ts';

/** Whether a page is one of a Confluence space that was exported as HTML. */
export const isConfluencePage = (tree: Root): boolean =>
  findElement(tree, hasId('main-content')) !== undefined &&
  findElement(tree, hasClass('wiki-content')) !== undefined;

/** Whether a text is a page that Confluence wrote; the index that it writes beside them holds no article. */
export const looksLikeConfluence = (text: string): boolean =>
  /id="main-content"[^>]*wiki-content|wiki-content[^>]*id="main-content"/.test(text);

/** Title and text of such a page, without what stands around the text: path, author, list of attachments, comments. */
export function readConfluencePage(tree: Root): { readonly title: string; readonly body: string } {
  const content = findElement(tree, hasId('main-content'));
  if (content) tidy(content);
  return { title: titleOf(tree), body: content ? treeToMarkdown(content) : '' };
}

/** A page is headed `space : title`, and in a space without a name by its title alone; its path begins with the space. */
function titleOf(tree: Root): string {
  const heading = wordsOf(findElement(tree, hasId('title-text')));
  const path = findElement(tree, hasId('breadcrumbs'));
  const space = path ? wordsOf(findElement(path, isNamed('li'))) : null;
  if (space !== null) return heading.startsWith(`${space} : `) ? heading.slice(space.length + 3) : heading;
  return heading.includes(' : ') ? heading.slice(heading.indexOf(' : ') + 3) : heading;
}

/** Turns what Confluence draws with classes of its own into what HTML has a name for. */
function tidy(content: Element): void {
  visit(content, 'element', (element, index, parent) => {
    if (!parent || index === undefined) return;
    if (hasClass('toc-macro')(element)) {
      parent.children.splice(index, 1);
      return [SKIP, index];
    }
    if (hasClass('confluence-information-macro')(element)) element.tagName = 'blockquote';
    else if (element.tagName === 'pre') nameLanguage(element);
    else if (element.tagName === 'img') {
      const { alt, dataEmojiFallback, dataImageSrc } = element.properties;
      if (hasClass('emoticon')(element))
        parent.children.splice(index, 1, { type: 'text', value: String(dataEmojiFallback ?? alt ?? '') });
      // Beside a smaller one lies the picture itself.
      else if (String(dataImageSrc ?? '').startsWith('attachments/'))
        element.properties.src = String(dataImageSrc);
    }
  });
}

/** `brush: java` is how the highlighter of Confluence names the language of a code macro. */
function nameLanguage(pre: Element): void {
  const brush = /brush:\s*([\w#+-]+)/.exec(String(pre.properties.dataSyntaxhighlighterParams ?? ''))?.[1];
  if (brush === undefined) return;
  pre.children = [make('code', { className: [`language-${brush}`] }, pre.children as Element['children'])];
}
