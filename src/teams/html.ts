const LINE_BREAKING =
  /<\s*(?:br|hr)\b[^>]*>|<\s*\/\s*(?:p|div|li|tr|h[1-6]|pre|blockquote|table|ul|ol)\s*>/gi;
const LIST_ITEM = /<\s*li\b[^>]*>/gi;
const LINK = /<\s*a\b[^>]*\bhref\s*=\s*"([^"]*)"[^>]*>([\s\S]*?)<\s*\/\s*a\s*>/gi;
const EMOJI = /<\s*(?:emoji|img)\b[^>]*\balt\s*=\s*"([^"]*)"[^>]*>/gi;
/** Only what Teams itself writes: `<!channel>` or `<user>` in somebody's words are words. */
const TAG =
  /<\s*\/?\s*(?:a|at|attachment|b|blockquote|br|code|codeblock|div|em|emoji|font|h[1-6]|hr|i|img|li|ol|p|pre|readonly|s|span|strike|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul|video)\b[^>]*>/gi;

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

function character(entity: string, name: string): string {
  if (!name.startsWith('#')) return NAMED[name.toLowerCase()] ?? entity;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
}

/** The words of a message that Teams sends as HTML or as text with a few tags; links keep their address. */
export function htmlToText(html: string): string {
  return html
    .replace(LINK, (_, address: string, label: string) =>
      label === address ? label : `${label} (${address})`,
    )
    .replace(EMOJI, '$1')
    .replace(LIST_ITEM, '- ')
    .replace(LINE_BREAKING, '\n')
    .replace(TAG, '')
    .replace(/&(#x[0-9a-f]+|#\d+|[a-z]+);/gi, character)
    .replace(/\u00a0/g, ' ')
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
