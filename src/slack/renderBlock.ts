import type { types } from '@slack/bolt';
import { ChannelError } from '../chat/channel.ts';
import type { Block, Button, Inline } from '../chat/view.ts';
import { articleText } from './articleText.ts';
import { LIMITS } from './limits.ts';
import { isPlain, linkPart, mrkdwn, plain, type RichPart, richParts, textPart } from './richText.ts';
import { cut, oneLine, showable } from './text.ts';

type RichBlock = types.RichTextBlock['elements'][number];

/** One block of a View as blocks of Slack; none when there is nothing to show. `index` makes ids unique in a message. */
export function renderBlock(block: Block, index: number, textLength: number): types.KnownBlock[] {
  switch (block.type) {
    case 'heading': {
      const text = cut(oneLine(block.text), LIMITS.headerText);
      return text === '' ? [] : [{ type: 'header', text: { type: 'plain_text', text, emoji: true } }];
    }
    case 'text':
      return richText(section(richParts(block.content, textLength)));
    case 'markdown':
      return richText(articleText(block.source, textLength));
    case 'quote':
      return richText([
        ...(block.author === null ? [] : section(textPart(oneLine(block.author), { bold: true }))),
        ...quote(textPart(cut(showable(block.text), textLength))),
      ]);
    case 'facts':
      return facts(block.items, textLength);
    case 'list':
      return block.items.length > LIMITS.bulletItems
        ? longList(block.items, textLength)
        : richText(list(block.items.map((item) => richParts(item, textLength))));
    case 'context':
      return context(block.content);
    case 'files':
      return richText(
        list(
          block.files.map(({ name, url, about }) => [
            ...(url === null ? textPart(oneLine(name)) : linkPart(url, name)),
            ...textPart(about === '' ? '' : ` (${oneLine(about)})`),
          ]),
        ),
      );
    case 'divider':
      return [{ type: 'divider' }];
    case 'buttons':
      return pieces(block.buttons, LIMITS.actions).map((buttons, part) => ({
        type: 'actions',
        elements: buttons.map((button, place) =>
          renderButton(button, `${index}.${part * LIMITS.actions + place}`),
        ),
      }));
  }
}

function richText(elements: RichBlock[]): types.KnownBlock[] {
  return elements.length === 0 ? [] : [{ type: 'rich_text', elements }];
}

function section(elements: RichPart[]): RichBlock[] {
  return elements.length === 0 ? [] : [{ type: 'rich_text_section', elements }];
}

function quote(elements: RichPart[]): RichBlock[] {
  return elements.length === 0 ? [] : [{ type: 'rich_text_quote', elements }];
}

function list(items: readonly RichPart[][]): RichBlock[] {
  const elements = items
    .filter((item) => item.length > 0)
    .map((item) => ({ type: 'rich_text_section' as const, elements: item }));
  return elements.length === 0 ? [] : [{ type: 'rich_text_list', style: 'bullet', elements }];
}

function longList(items: readonly (readonly Inline[])[], textLength: number): types.KnownBlock[] {
  return pieces(items, LIMITS.linesTogether).flatMap((piece) => {
    const lines = piece.flatMap((item): Inline[] => ['• ', ...item, '\n']);
    return richText(section(richParts(together(lines), textLength)));
  });
}

/** Plain strings beside each other as one. */
function together(content: readonly Inline[]): readonly Inline[] {
  const joined: Inline[] = [];
  for (const part of content) {
    const last = joined.at(-1);
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part;
    else joined.push(part);
  }
  return joined;
}

/** A table of two columns: label and value, five facts to a section. */
function facts(items: Extract<Block, { type: 'facts' }>['items'], textLength: number): types.KnownBlock[] {
  const most = Math.min(LIMITS.fieldText, textLength);
  return pieces(items, LIMITS.sectionFields / 2).map((piece) => ({
    type: 'section',
    fields: piece.flatMap((item) => [
      { type: 'mrkdwn' as const, text: mrkdwn([{ bold: item.label }], LIMITS.fieldText), verbatim: true },
      textObject(item.value, most),
    ]),
  }));
}

function context(content: readonly Inline[]): types.KnownBlock[] {
  if (plain(content).trim() === '') return [];
  return [{ type: 'context', elements: [textObject(content, LIMITS.contextText)] }];
}

/** Plain text wherever it says all, since nothing in it can come to life. */
function textObject(content: readonly Inline[], max: number): types.PlainTextElement | types.MrkdwnElement {
  if (!isPlain(content)) return { type: 'mrkdwn', text: mrkdwn(content, max), verbatim: true };
  const text = cut(plain(content), max);
  return { type: 'plain_text', text: text.trim() === '' ? '–' : text, emoji: false };
}

/** The verb is in the id and the args in the value: a click brings both back. */
function renderButton(button: Button, place: string): types.Button {
  const value = JSON.stringify(button.args);
  const id = `${button.verb}:${place}`;
  if (value.length > LIMITS.buttonValue || id.length > LIMITS.id) {
    throw new ChannelError('rejected', `args of the button ${button.verb} are too long`);
  }
  return {
    type: 'button',
    text: { type: 'plain_text', text: cut(oneLine(button.label), LIMITS.buttonText), emoji: true },
    action_id: id,
    value,
    ...(button.style === undefined ? {} : { style: button.style }),
  };
}

function pieces<Item>(items: readonly Item[], most: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / most) }, (_, at) =>
    items.slice(at * most, (at + 1) * most),
  );
}
