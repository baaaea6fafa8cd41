import type { Element, ElementContent, Nodes, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { defaultSchema, sanitize } from 'hast-util-sanitize';
import { toMdast } from 'hast-util-to-mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import { CONTINUE, SKIP, visit } from 'unist-util-visit';

/**
 * HTML becomes Markdown. What could run (scripts, event handlers, `javascript:` addresses, frames, forms) is taken out
 * by an allow list before, so that nothing of it reaches an article.
 */
export function htmlToMarkdown(html: string): string {
  return treeToMarkdown(fromHtml(html, { fragment: true }));
}

const SCHEMA = {
  ...defaultSchema,
  // Fields and what is drawn to be filled in mean nothing in a text.
  tagNames: (defaultSchema.tagNames ?? []).filter((name) => name !== 'input' && name !== 'picture'),
  strip: ['script', 'style', 'template', 'noscript', 'iframe', 'object', 'svg', 'title'],
};

/** A tree of HTML, or a part of one, as Markdown; what could run is taken out. */
export function treeToMarkdown(tree: Nodes): string {
  const clean = sanitize(tree, SCHEMA);
  visit(clean, 'element', (element, index, parent) => {
    // Whose address was taken out leads nowhere and shows nothing.
    const { href, src } = element.properties;
    if (element.tagName === 'a' && !href) element.tagName = 'span';
    if (element.tagName !== 'img' || src || !parent || index === undefined) return;
    parent.children.splice(index, 1);
    return [SKIP, index];
  });
  visit(clean, (node, index, parent) => {
    // A space that does not break is a trap in a command that somebody copies.
    if (node.type === 'text') node.value = node.value.replaceAll('\u00a0', ' ');
    if (node.type !== 'element' || !EMPHASIS.has(node.tagName) || !parent || index === undefined) return;
    const around = spacesOutside(node);
    parent.children.splice(index, 1, ...around);
    return [CONTINUE, index + around.length];
  });
  const markdown = toMarkdown(toMdast(clean), {
    extensions: [gfmToMarkdown()],
    bullet: '-',
    listItemIndent: 'one',
    rule: '-',
  });
  return markdown.trim();
}

const EMPHASIS: ReadonlySet<string> = new Set(['strong', 'b', 'em', 'i', 'del', 's']);

/** `**word **` is no emphasis in Markdown: spaces at the edges go before and behind it. */
function spacesOutside(emphasis: Element): ElementContent[] {
  const first = emphasis.children[0];
  const last = emphasis.children.at(-1);
  const begins = first?.type === 'text' && /^\s/.test(first.value);
  const ends = last?.type === 'text' && /\s$/.test(last.value);
  if (begins) first.value = first.value.trimStart();
  if (ends) last.value = last.value.trimEnd();
  const space: ElementContent = { type: 'text', value: ' ' };
  return [...(begins ? [space] : []), emphasis, ...(ends ? [{ ...space }] : [])];
}

/** The first element for which that holds; undefined if there is none. */
export function findElement(tree: Root | Element, holds: (element: Element) => boolean): Element | undefined {
  let found: Element | undefined;
  visit(tree, 'element', (element) => {
    if (found || !holds(element)) return found ? false : undefined;
    found = element;
    return SKIP;
  });
  return found;
}

/** All words of an element, with single spaces. */
export function wordsOf(element: Nodes | undefined): string {
  let words = '';
  if (element)
    visit(element, 'text', (text) => {
      words += text.value;
    });
  return words.replace(/\s+/g, ' ').trim();
}

export function make(
  tagName: string,
  properties: Element['properties'],
  children: ElementContent[] = [],
): Element {
  return { type: 'element', tagName, properties, children };
}

export const hasId = (id: string) => (element: Element) => element.properties.id === id;
export const isNamed = (name: string) => (element: Element) => element.tagName === name;
export function hasClass(name: string) {
  return (element: Element) => {
    const { className } = element.properties;
    return Array.isArray(className) && className.includes(name);
  };
}
