import type { Element, ElementContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { SKIP, visit } from 'unist-util-visit';
import { findElement, isNamed, make, treeToMarkdown, wordsOf } from './toMarkdown.ts';

export interface ReadStorage {
  readonly markdown: string;
  /** Names of the macros of which nothing could be kept. */
  readonly lost: readonly string[];
}

/**
 * Confluence's storage format (XHTML with `ac:` and `ri:` elements) as Markdown. Links to pages become `./page/Title`, or
 * `../KEY/page/Title` when they lead to another space, and pictures `./attachment/name`, for whoever knows where these
 * are. Code macros stay code, panels become quotes, tasks a list, and of other macros their text is kept.
 */
export function storageToMarkdown(storage: string): ReadStorage {
  const tree = fromHtml(asHtml(storage), { fragment: true });
  const lost = new Set<string>();
  visit(tree, 'element', (element, index, parent) => {
    const made = replacement(element, lost);
    if (made === undefined || !parent || index === undefined) return;
    parent.children.splice(index, 1, ...made);
    return [SKIP, index + (made[0] === element ? 1 : 0)];
  });
  return { markdown: treeToMarkdown(tree), lost: [...lost] };
}

/** The end of a CDATA section; in `entities.xml` it has a space, since the whole body is in another one. */
const CDATA = /<!\[CDATA\[([\s\S]*?)\]\] ?>(?=\s*<\/ac:)/g;
const VOID = /^(?:area|br|col|embed|hr|img|input|source|track|wbr)$/;

/** HTML knows neither CDATA nor elements that close themselves, but for a few of its own. */
function asHtml(storage: string): string {
  return storage
    .replace(CDATA, (_, text: string) => escaped(text.replace(/\]\] ?><!\[CDATA\[/g, '')))
    .replace(/<([\w:-]+)((?:\s+[\w:-]+="[^"]*")*)\s*\/>/g, (whole, name: string, attributes: string) =>
      VOID.test(name) ? whole : `<${name}${attributes}></${name}>`,
    );
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const PANELS = ['info', 'note', 'tip', 'warning', 'panel'];
/** What says something in a table or a list; smileys do not. */
const EMOTICONS: Readonly<Record<string, string>> = {
  tick: '✅',
  cross: '❌',
  warning: '⚠️',
  information: 'ℹ️',
  question: '❓',
  plus: '➕',
  minus: '➖',
};

function replacement(element: Element, lost: Set<string>): ElementContent[] | undefined {
  switch (element.tagName) {
    case 'ac:image':
      return image(element);
    case 'ac:link':
      return link(element);
    case 'ac:structured-macro':
    case 'ac:macro':
      return macro(element, lost);
    case 'ac:emoticon': {
      const { 'ac:emoji-fallback': fallback, 'ac:name': name } = element.properties;
      const sign = EMOTICONS[String(name)] ?? String(fallback ?? '');
      return sign === '' ? [] : [{ type: 'text', value: sign }];
    }
    case 'ac:task-list':
      return [make('ul', {}, element.children)];
    case 'ac:task':
      return [make('li', {}, element.children)];
    // What only Confluence itself has a use for: numbers and states, and what is to be written over.
    case 'ac:task-id':
    case 'ac:task-uuid':
    case 'ac:task-status':
    case 'ac:placeholder':
    case 'ac:parameter':
    case 'ac:default-parameter':
      return [];
    case 'ac:adf-extension':
      return findElement(element, isNamed('ac:adf-fallback'))?.children ?? [];
    default:
      return element.tagName.startsWith('ac:') ? element.children : undefined;
  }
}

function image(element: Element): ElementContent[] {
  const attachment = findElement(element, isNamed('ri:attachment'));
  const address = findElement(element, isNamed('ri:url'))?.properties['ri:value'];
  const name = attachment?.properties['ri:filename'];
  if (name === undefined && address === undefined) return [];
  const src = name === undefined ? String(address) : `./attachment/${encodeURIComponent(String(name))}`;
  return [make('img', { src, alt: String(element.properties['ac:alt'] ?? name ?? '') })];
}

function link(element: Element): ElementContent[] {
  const { 'ri:content-title': title, 'ri:space-key': space } =
    findElement(element, isNamed('ri:page'))?.properties ?? {};
  const file = findElement(element, isNamed('ri:attachment'))?.properties['ri:filename'];
  const rich = findElement(element, isNamed('ac:link-body'))?.children;
  const words = wordsOf(element) || String(title ?? file ?? '');
  const content = rich ?? [{ type: 'text', value: words } as const];
  if (title === undefined) return content;
  const folder = space === undefined ? '.' : `../${encodeURIComponent(String(space))}`;
  return [make('a', { href: `${folder}/page/${encodeURIComponent(String(title))}` }, content)];
}

function macro(element: Element, lost: Set<string>): ElementContent[] {
  const name = String(element.properties['ac:name'] ?? '');
  const parameter = (wanted: string) => {
    const isIt = (each: Element) => each.tagName === 'ac:parameter' && each.properties['ac:name'] === wanted;
    const own = element.children.find((each) => each.type === 'element' && isIt(each));
    return own?.type === 'element' ? wordsOf(own) : '';
  };
  const isOwn = (wanted: string) => (each: ElementContent) =>
    each.type === 'element' && each.tagName === wanted;
  const plain = element.children.find(isOwn('ac:plain-text-body'));
  if (plain?.type === 'element') {
    const text = plain.children.map((node) => (node.type === 'text' ? node.value : '')).join('');
    const language = parameter('language');
    const className = language === '' ? {} : { className: [`language-${language}`] };
    return [make('pre', {}, [make('code', className, [{ type: 'text', value: text }])])];
  }
  const rich = element.children.find(isOwn('ac:rich-text-body'));
  const title = parameter('title');
  if (rich?.type !== 'element') {
    if (name === 'status' && title !== '') return [{ type: 'text', value: title }];
    if (name !== '') lost.add(name);
    return [];
  }
  const heading = title === '' ? [] : [make('p', {}, [make('strong', {}, [{ type: 'text', value: title }])])];
  const body = [...heading, ...rich.children];
  return PANELS.includes(name) ? [make('blockquote', {}, body)] : body;
}
