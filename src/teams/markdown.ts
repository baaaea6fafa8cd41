import { type Element, words } from './inlines.ts';
import { TEAMS_LIMITS } from './limits.ts';
import { clean, cut, escapeMarkdown, safeLink } from './text.ts';

// In this order: code, image or link, HTML, bold written with underscores, what is left of a link.
const MARK = new RegExp(
  [
    String.raw`(?<ticks>\`+)(?<code>[^\`]+)\k<ticks>`,
    String.raw`!?\[(?<label>[^\]]*)\]\(\s*(?<target>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+[^)]*)?\)`,
    String.raw`(?<tag><\/?(?:a|b|br|code|details|div|em|i|img|kbd|p|span|strong|sub|summary|sup|u)\b[^>]*>)`,
    '__(?<bold>[^_]+)__',
    String.raw`(?<halfLink>\]\()`,
  ].join('|'),
  'gi',
);

/** Code stands as it was typed, also where it looks like HTML; Teams knows no mark for it inside a line. */
function inlineMarkdown(text: string): string {
  return text
    .replace(MARK, (found, ...rest) => {
      const { code, label, target, tag, bold, halfLink } = rest.at(-1) as Record<string, string | undefined>;
      if (code !== undefined) return escapeMarkdown(code);
      if (label !== undefined) return link(label, (target ?? '').replace(/^<|>$/g, ''));
      if (tag !== undefined) return '';
      // What is no link here must not be one in Teams, whose addresses nobody looked at.
      if (halfLink !== undefined) return '\\](';
      return bold === undefined ? found : `**${inlineMarkdown(bold)}**`;
    })
    .replace(/<(?=\s*\/?\s*at\b)/gi, '<\u200b');
}

function link(label: string, target: string): string {
  const url = safeLink(target);
  if (url === null) return inlineMarkdown(label);
  return `[${inlineMarkdown(label) || url}](${url.replace(/\(/g, '%28').replace(/\)/g, '%29')})`;
}

function tableRow(row: string): string {
  return row
    .replace(/^\s*\||\|\s*$/g, '')
    .split('|')
    .map((cell) => cell.trim())
    .join(' · ');
}

function textBlock(text: string, style: object = {}): Element {
  return { type: 'TextBlock', text: cut(text, TEAMS_LIMITS.textChars), wrap: true, ...style };
}

/**
 * Markdown of an article in what a TextBlock knows: bold, italic, links and flat lists. Headings become bold lines,
 * code keeps its spaces, tables become lines; images become links.
 */
export function renderMarkdown(source: string): Element[] {
  const elements: Element[] = [];
  let paragraph: string[] = [];
  let code: string[] | null = null;
  const flush = () => {
    if (paragraph.length > 0) elements.push(textBlock(paragraph.join('\n')));
    paragraph = [];
  };
  for (const raw of clean(source).split('\n')) {
    const fence = /^\s*(?:```|~~~)/.test(raw);
    if (code !== null) {
      if (!fence) code.push(raw);
      else {
        elements.push(words(cut(code.join('\n'), TEAMS_LIMITS.textChars), { fontType: 'Monospace' }));
        code = null;
      }
    } else if (fence) {
      flush();
      code = [];
    } else if (raw.trim() === '' || /^\s*(?:[-*_]\s*){3,}$/.test(raw)) flush();
    else if (/^\s*\|?[\s:|-]*-{3}[\s:|-]*$/.test(raw)) continue;
    else if (/^#{1,6}\s/.test(raw)) {
      flush();
      elements.push(
        textBlock(inlineMarkdown(raw.replace(/^#+\s+/, '').replace(/\s+#+$/, '')), { weight: 'Bolder' }),
      );
    } else if (/^\s*\|/.test(raw)) paragraph.push(`- ${inlineMarkdown(tableRow(raw))}`);
    else {
      const text = inlineMarkdown(raw.replace(/^\s*>\s?/, '').replace(/^\s*[*+-]\s+/, '- ')).trim();
      const item = /^(?:-|\d+[.)])\s/.test(text);
      // A list begins a block of its own: after a line of text Teams would run the first item into it.
      if (item && paragraph.length > 0 && !/^(?:-|\d+[.)])\s/.test(paragraph[0] ?? '')) flush();
      paragraph.push(text);
    }
  }
  if (code !== null)
    elements.push(words(cut(code.join('\n'), TEAMS_LIMITS.textChars), { fontType: 'Monospace' }));
  flush();
  return elements;
}
