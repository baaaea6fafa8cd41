import type { Inline } from '../chat/view.ts';
import { CUT } from './limits.ts';
import { clean, cut, escapeMarkdown, safeLink } from './text.ts';

export type Element = { readonly type: string } & Readonly<Record<string, unknown>>;

/** A person whom the card notifies. */
export interface CardMention {
  readonly type: 'mention';
  readonly text: string;
  readonly mentioned: { readonly id: string; readonly name: string };
}

type Style = Readonly<Record<string, unknown>>;

/** Words shown exactly as they are: runs of a RichTextBlock are never read as Markdown, HTML or mentions. */
export function words(text: string, style: Style = {}): Element {
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: clean(text), ...style }] };
}

function plain(inline: Inline): string {
  if (typeof inline === 'string') return inline;
  if ('bold' in inline) return inline.bold;
  if ('code' in inline) return inline.code;
  return 'link' in inline ? inline.text : `@${inline.mention.name}`;
}

function run(inline: Inline, text: string, style: Style): Element {
  const base = { type: 'TextRun', text, ...style };
  if (typeof inline === 'string' || 'mention' in inline) return base;
  if ('bold' in inline) return { ...base, weight: 'Bolder' };
  if ('code' in inline) return { ...base, fontType: 'Monospace' };
  const url = safeLink(inline.link);
  return url === null ? base : { ...base, color: 'Accent', selectAction: { type: 'Action.OpenUrl', url } };
}

/** Cuts a line of inlines to `max` characters altogether, on the text that is seen. */
function cutInlines(content: readonly Inline[], max: number): { inline: Inline; text: string }[] {
  let left = max;
  const kept: { inline: Inline; text: string }[] = [];
  for (const inline of content) {
    const text = clean(plain(inline));
    if (text.length <= left) kept.push({ inline, text });
    else {
      kept.push({ inline, text: left > CUT.length ? cut(text, left) : CUT });
      return kept;
    }
    left -= text.length;
  }
  return kept;
}

/** The name inside `<at>…</at>`, without what would end it. */
function mentionText(name: string): string {
  return `<at>${clean(name).replace(/[<>&]/g, '')}</at>`;
}

/** Inlines as Markdown of a TextBlock or FactSet, the only elements in which Teams notifies of mentions. */
export function markdownLine(content: readonly Inline[], max: number, mentions: CardMention[]): string {
  return cutInlines(content, max)
    .map(({ inline, text }) => {
      if (typeof inline === 'string' || 'code' in inline) return escapeMarkdown(text);
      if ('bold' in inline) return text.trim() === '' ? text : `**${escapeMarkdown(text)}**`;
      if ('link' in inline) {
        const url = safeLink(inline.link);
        return url === null
          ? escapeMarkdown(text)
          : `[${escapeMarkdown(text)}](${url.replace(/\(/g, '%28').replace(/\)/g, '%29')})`;
      }
      const { name, externalId } = inline.mention;
      if (externalId === null) return escapeMarkdown(text);
      const mention: CardMention = {
        type: 'mention',
        text: mentionText(name),
        mentioned: { id: externalId, name },
      };
      if (!mentions.some((known) => known.mentioned.id === externalId)) mentions.push(mention);
      return mention.text;
    })
    .join('');
}

/** A line of text; a TextBlock when somebody is mentioned, else a RichTextBlock. */
export function line(
  content: readonly Inline[],
  max: number,
  mentions: CardMention[],
  style: Style = {},
): Element {
  const notifies = content.some(
    (inline) => typeof inline !== 'string' && 'mention' in inline && inline.mention.externalId !== null,
  );
  if (notifies)
    return { type: 'TextBlock', text: markdownLine(content, max, mentions), wrap: true, ...style };
  const runs = cutInlines(content, max).filter(({ text }) => text !== '');
  return { type: 'RichTextBlock', inlines: runs.map(({ inline, text }) => run(inline, text, style)) };
}
