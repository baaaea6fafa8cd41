import { linkPart, type RichPart, textPart } from './richText.ts';
import { safeLink } from './text.ts';

interface Style {
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly strike?: boolean;
  readonly code?: boolean;
}

// In this order: escape, code, image, link, address in angle brackets, bare address, bold, strike, italic.
const MARK = new RegExp(
  [
    String.raw`\\(?<escaped>[\\\`*_{}\[\]()#+\-.!>~|])`,
    String.raw`(?<ticks>\`{1,3})(?<code>[^\`\n]+)\k<ticks>`,
    String.raw`!\[(?<alt>[^\]\n]*)\]\((?<picture>[^()\s]*)(?:\s+"[^"\n]*")?\)`,
    String.raw`\[(?<label>[^\]\n]+)\]\(<?(?<target>[^()<>\s]*(?:\([^()\s]*\)[^()<>\s]*)*)>?(?:\s+"[^"\n]*")?\)`,
    String.raw`<(?<angled>https?:\/\/[^<>\s]+)>`,
    String.raw`(?<bare>https?:\/\/[^\s<>()\[\]"'\`，。；、）]*[^\s<>()\[\]"'\`，。；、）.,;:!?*_~])`,
    String.raw`(?<bolds>\*\*|__)(?=\S)(?<bold>[^\n]+?)(?<=\S)\k<bolds>`,
    String.raw`~~(?=\S)(?<strike>[^\n]+?)(?<=\S)~~`,
    String.raw`(?<![\w*])(?<italics>[*_])(?=[^\s*_])(?<italic>[^\n*_]+?)(?<=\S)\k<italics>(?!\w)`,
  ].join('|'),
  'g',
);

/** One run of Markdown text as parts of rich text; nested emphasis adds up. */
export function inlineParts(source: string, style: Style = {}): RichPart[] {
  const parts: RichPart[] = [];
  let from = 0;
  for (const match of source.matchAll(MARK)) {
    parts.push(...styled(source.slice(from, match.index), style), ...marked(match.groups ?? {}, style));
    from = match.index + match[0].length;
  }
  return [...parts, ...styled(source.slice(from), style)];
}

function marked(groups: Readonly<Record<string, string | undefined>>, style: Style): RichPart[] {
  const { escaped, code, alt, picture, label, target, angled, bare, bold, strike, italic } = groups;
  if (escaped !== undefined) return styled(escaped, style);
  if (code !== undefined) return styled(code, { ...style, code: true });
  // A block with the picture in it is refused, with the whole message, where Slack cannot fetch it.
  if (alt !== undefined) return safeLink(picture ?? '') ? linkPart(picture ?? '', alt) : styled(alt, style);
  if (label !== undefined) return linkPart(target ?? '', label.replace(/[*_`]/g, ''));
  const address = angled ?? bare;
  if (address !== undefined) return linkPart(address, address);
  if (bold !== undefined) return inlineParts(bold, { ...style, bold: true });
  if (strike !== undefined) return inlineParts(strike, { ...style, strike: true });
  return inlineParts(italic ?? '', { ...style, italic: true });
}

function styled(text: string, style: Style): RichPart[] {
  return textPart(text, Object.keys(style).length === 0 ? undefined : style);
}
