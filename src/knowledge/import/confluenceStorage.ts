import type { Element, ElementContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { SKIP, visit } from 'unist-util-visit';
import { findElement, isNamed, treeToMarkdown, wordsOf } from './toMarkdown.ts';

/**
 * Confluence's storage format (XHTML with `ac:` and `ri:` elements) as Markdown. Links to pages become `./page/Title`
 * and pictures `./attachment/name`, for whoever knows where these are; code macros stay code, panels become quotes, and of
 * other macros their text is kept.
 */
export function storageToMarkdown(storage: string): string {
  // HTML knows neither elements that close themselves nor CDATA.
  const html = storage
    .replace(/<((?:ac|ri):[\w-]+)((?:\s+[\w:-]+="[^"]*")*)\s*\/>/g, '<$1$2></$1>')
    .replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, text: string) => escaped(text));
  const tree = fromHtml(html, { fragment: true });
  visit(tree, 'element', (element, index, parent) => {
    const made = replacement(element);
    if (made === undefined || !parent || index === undefined) return;
    parent.children.splice(index, 1, ...made);
    return [SKIP, index + (made[0] === element ? 1 : 0)];
  });
  return treeToMarkdown(tree);
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const PANELS = ['info', 'note', 'tip', 'warning', 'panel'];

function replacement(element: Element): ElementContent[] | undefined {
  switch (element.tagName) {
    case 'ac:image': {
      const attachment = findElement(element, isNamed('ri:attachment'));
      const address = findElement(element, isNamed('ri:url'))?.properties['ri:value'];
      const name = attachment?.properties['ri:filename'];
      if (name === undefined && address === undefined) return [];
      const alt = String(element.properties['ac:alt'] ?? name ?? '');
      return [
        make('img', { src: name === undefined ? String(address) : addressOf('attachment', name), alt }),
      ];
    }
    case 'ac:link': {
      const title = findElement(element, isNamed('ri:page'))?.properties['ri:content-title'];
      const words = wordsOf(element) || String(title ?? '');
      const text = { type: 'text', value: words } as const;
      return title === undefined ? [text] : [make('a', { href: addressOf('page', title) }, [text])];
    }
    case 'ac:structured-macro':
      return macro(element);
    case 'ac:parameter':
      return [];
    default:
      return element.tagName.startsWith('ac:') ? element.children : undefined;
  }
}

function macro(element: Element): ElementContent[] {
  const name = String(element.properties['ac:name'] ?? '');
  if (name === 'code' || name === 'noformat') {
    const body = findElement(element, isNamed('ac:plain-text-body'));
    const text = body?.children.map((node) => (node.type === 'text' ? node.value : '')).join('') ?? '';
    return [make('pre', {}, [make('code', {}, [{ type: 'text', value: text }])])];
  }
  const body = findElement(element, isNamed('ac:rich-text-body'))?.children ?? [];
  return PANELS.includes(name) ? [make('blockquote', {}, body)] : body;
}

/** Relative, since an address of a kind of its own would be taken out. */
const addressOf = (kind: 'page' | 'attachment', name: unknown): string =>
  `./${kind}/${encodeURIComponent(String(name))}`;

function make(tagName: string, properties: Element['properties'], children: ElementContent[] = []): Element {
  return { type: 'element', tagName, properties, children };
}
