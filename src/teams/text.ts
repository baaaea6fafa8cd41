import { CUT } from './limits.ts';

/** Without the control characters and broken surrogates that Teams refuses; lines and tabs stay. */
export function clean(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\p{Cc}/gu, (character) => (character === '\n' || character === '\t' ? character : ''))
    .replace(/\p{Cs}/gu, '\ufffd');
}

/** At most `max` UTF-16 units; what is longer ends in a mark, and no character is cut in half. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const head = text.slice(0, max - CUT.length).replace(/(?:[\ud800-\udbff]|\u200d|\ufe0f)+$/u, '');
  return `${head}${CUT}`;
}

/** For places where Teams reads Markdown and `<at>`: shows the words as they were written. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_[\]~]/g, '\\$&')
    .replace(/^(\s*)([#>+-])/gm, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/gm, '$1\\$2')
    .replace(/<(?=\s*\/?\s*at\b)/gi, '<\u200b');
}

/** The address if it is one that a button may open, else null. */
export function safeLink(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, href } = new URL(address);
  return protocol === 'https:' || protocol === 'http:' || protocol === 'mailto:' ? href : null;
}
