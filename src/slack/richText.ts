import type { types } from '@slack/bolt';
import type { Inline } from '../chat/view.ts';
import { CUT, cutEscaped, escaped, oneLine, safeLink, showable } from './text.ts';

export type RichPart = types.RichTextElement;

/** Rich text shows its text as it is: no markup, link or mention in it comes to life. At most `max` characters. */
export function richParts(content: readonly Inline[], max: number): RichPart[] {
  return withinRoom(content, max).flatMap(richPart);
}

export function textPart(text: string, style?: types.RichTextText['style']): RichPart[] {
  const shown = showable(text);
  return shown === '' ? [] : [{ type: 'text', text: shown, ...(style === undefined ? {} : { style }) }];
}

/** A link where the address may be linked, else its text. */
export function linkPart(address: string, text: string): RichPart[] {
  const url = safeLink(address);
  if (url === null) return textPart(text);
  const label = oneLine(text);
  return [label === '' ? { type: 'link', url } : { type: 'link', url, text: label }];
}

/** The content as mrkdwn of at most `max` characters, for the places where rich text is not allowed. */
export function mrkdwn(content: readonly Inline[], max: number): string {
  for (let room = max; room > CUT.length; room = Math.floor(room / 2)) {
    const text = withinRoom(content, room).map(mrkdwnPart).join('');
    if (text.length <= max) return text;
  }
  return cutEscaped(plain(content), max);
}

/** The content as plain text. */
export function plain(content: readonly Inline[]): string {
  return showable(content.map(visible).join(''));
}

/** Whether it is text and nothing else, which plain text can show. */
export function isPlain(content: readonly Inline[]): boolean {
  return content.every((part) => typeof part === 'string');
}

function richPart(part: Inline): RichPart[] {
  if (typeof part === 'string') return textPart(part);
  if ('bold' in part) return textPart(part.bold, { bold: true });
  if ('code' in part) return textPart(part.code, { code: true });
  if ('link' in part) return linkPart(part.link, part.text);
  const account = accountOf(part.mention.externalId);
  return account === null ? textPart(`@${part.mention.name}`) : [{ type: 'user', user_id: account }];
}

function mrkdwnPart(part: Inline): string {
  if (typeof part === 'string') return escaped(showable(part));
  if ('bold' in part) return `*${escaped(oneLine(part.bold).replaceAll('*', '∗'))}*`;
  if ('code' in part) return `\`${escaped(oneLine(part.code).replaceAll('`', 'ˋ'))}\``;
  if ('link' in part) {
    const url = safeLink(part.link);
    const text = escaped(oneLine(part.text).replaceAll('|', '¦'));
    return url === null || text === '' ? text : `<${escaped(url).replaceAll('|', '%7C')}|${text}>`;
  }
  const account = accountOf(part.mention.externalId);
  return account === null ? escaped(`@${oneLine(part.mention.name)}`) : `<@${account}>`;
}

/** Slack's account ids are capital letters and digits; anything else would be markup. */
function accountOf(externalId: string | null): string | null {
  return externalId !== null && /^[A-Z0-9]+$/.test(externalId) ? externalId : null;
}

function visible(part: Inline): string {
  if (typeof part === 'string') return part;
  if ('bold' in part) return part.bold;
  if ('code' in part) return part.code;
  return 'link' in part ? part.text : `@${part.mention.name}`;
}

/** The parts if they have at most `max` visible characters, else as much as fits and a visible sign of the cut. */
function withinRoom(content: readonly Inline[], max: number): readonly Inline[] {
  if (content.reduce((sum, part) => sum + visible(part).length, 0) <= max) return content;
  const kept: Inline[] = [];
  let room = max - CUT.length;
  for (const part of content) {
    const length = visible(part).length;
    if (length > room) return [...kept, ...beginning(part, room), CUT];
    kept.push(part);
    room -= length;
  }
  return kept;
}

function beginning(part: Inline, room: number): readonly Inline[] {
  const head = (text: string) => text.slice(0, Math.max(0, room)).replace(/[\uD800-\uDBFF]$/, '');
  if (typeof part === 'string') return [head(part)];
  if ('bold' in part) return [{ bold: head(part.bold) }];
  if ('code' in part) return [{ code: head(part.code) }];
  return 'link' in part ? [{ link: part.link, text: head(part.text) }] : [];
}
