import type { Block, Button, FileItem, Inline, View } from '../chat/view.ts';
import { actionData } from './action.ts';
import { type CardMention, type Element, line, markdownLine, words } from './inlines.ts';
import { CUT, TEAMS_LIMITS } from './limits.ts';
import { renderMarkdown } from './markdown.ts';
import { clean, cut, safeLink } from './text.ts';

const CARD = 'application/vnd.microsoft.card.adaptive';

/** Where a card stands. In a dialog every action is a submission of the dialog. */
export type CardPlace = 'message' | 'dialog';

export interface CardAttachment {
  readonly contentType: typeof CARD;
  readonly content: { readonly type: 'AdaptiveCard'; readonly body: readonly Element[] } & Readonly<
    Record<string, unknown>
  >;
}

export interface TeamsMessage {
  readonly type: 'message';
  /** What the notification shows; the card is all that the message itself shows. */
  readonly summary: string;
  readonly attachments: readonly [CardAttachment];
}

/** Counts the buttons of one card, over all its rows. */
interface Drawing {
  readonly nonce: string;
  readonly place: CardPlace;
  readonly mentions: CardMention[];
  buttons: number;
}

const BUTTON_STYLE = { primary: 'positive', danger: 'destructive' } as const;
const CONTAINER_STYLE = { good: 'good', warning: 'warning', alert: 'attention' } as const;

/**
 * An action with `data`. In a message it is an Action.Execute, whose answer Teams shows to the person who clicked and to
 * nobody else, with Action.Submit for clients that do not know it; both carry the same data and so the same key.
 * Only Action.Submit opens a dialog, and dialogs know nothing else.
 */
export function cardAction(
  title: string,
  data: object,
  place: CardPlace,
  opensForm: boolean,
  style: object = {},
): Element {
  const base = { title: cut(clean(title), TEAMS_LIMITS.buttonChars), ...style };
  const submit = { ...base, type: 'Action.Submit' };
  if (place === 'dialog') return { ...submit, data };
  if (opensForm) return { ...submit, data: { ...data, msteams: { type: 'task/fetch' } } };
  return { ...base, type: 'Action.Execute', verb: 'firstline', data, fallback: { ...submit, data } };
}

function buttonRow(buttons: readonly Button[], drawing: Drawing): Element[] {
  const actions: Element[] = [];
  for (const button of buttons) {
    if (drawing.buttons === TEAMS_LIMITS.actionsPerCard) break;
    const data = actionData('click', button.verb, button.args, `${drawing.nonce}.${drawing.buttons}`);
    const style = {
      ...(button.style === undefined ? {} : { style: BUTTON_STYLE[button.style] }),
      ...(drawing.buttons < TEAMS_LIMITS.actionsShown ? {} : { mode: 'secondary' }),
    };
    actions.push(cardAction(button.label, data, drawing.place, button.opensForm === true, style));
    drawing.buttons += 1;
  }
  const rest: Element[] = actions.length < buttons.length ? [words(CUT.trim(), { isSubtle: true })] : [];
  return actions.length === 0 ? rest : [{ type: 'ActionSet', actions }, ...rest];
}

function quote(author: string | null, text: string): Element {
  const items =
    author === null
      ? []
      : [words(cut(author, TEAMS_LIMITS.headingChars), { weight: 'Bolder', size: 'Small' })];
  return {
    type: 'Container',
    style: 'emphasis',
    items: [...items, words(cut(clean(text), TEAMS_LIMITS.textChars))],
  };
}

function fileLine({ name, url, about }: FileItem, drawing: Drawing): Element {
  const link = url === null ? null : safeLink(url);
  return line(
    ['📎 ', link === null ? name : { link, text: name }, about === '' ? '' : ` (${about})`],
    TEAMS_LIMITS.headingChars,
    drawing.mentions,
  );
}

function renderBlock(block: Block, drawing: Drawing): Element[] {
  const { mentions } = drawing;
  switch (block.type) {
    case 'heading':
      return [words(cut(clean(block.text), TEAMS_LIMITS.headingChars), { weight: 'Bolder', size: 'Large' })];
    case 'text':
      return [line(block.content, TEAMS_LIMITS.textChars, mentions)];
    case 'context':
      return [line(block.content, TEAMS_LIMITS.textChars, mentions, { size: 'Small', isSubtle: true })];
    case 'markdown':
      return renderMarkdown(block.source);
    case 'quote':
      return [quote(block.author, block.text)];
    case 'facts':
      return [
        {
          type: 'FactSet',
          facts: block.items.map(({ label, value }) => ({
            title: markdownLine([label], TEAMS_LIMITS.factLabelChars, mentions),
            value: markdownLine(value, TEAMS_LIMITS.factValueChars, mentions),
          })),
        },
      ];
    case 'list': {
      const shown = block.items.slice(0, TEAMS_LIMITS.listItems);
      const lines = shown.map((item) => line(bulleted(item), TEAMS_LIMITS.factValueChars, mentions));
      return shown.length < block.items.length ? [...lines, words(CUT.trim())] : lines;
    }
    case 'files':
      return block.files.map((file) => fileLine(file, drawing));
    case 'divider':
      return [{ type: 'TextBlock', text: ' ', separator: true, spacing: 'Small' }];
    case 'buttons':
      return buttonRow(block.buttons, drawing);
    default:
      return block satisfies never;
  }
}

/** As few pieces as can be: each takes its room in the card. */
function bulleted([first, ...rest]: readonly Inline[]): readonly Inline[] {
  if (typeof first === 'string') return [`• ${first}`, ...rest];
  return first === undefined ? [] : ['• ', first, ...rest];
}

function bytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value), 'utf8');
}

/** Takes away the last elements that nobody can click until the card is small enough, and says so in their place. */
function shrink(body: readonly Element[], overhead: number): Element[] {
  const kept = [...body];
  const mark = words(CUT.trim(), { isSubtle: true });
  let size = overhead + bytes(kept);
  let marked = false;
  while (size > TEAMS_LIMITS.cardBytes) {
    const last = kept.findLastIndex(
      (element) => element.type !== 'ActionSet' && !element.type.startsWith('Input.') && element !== mark,
    );
    if (last < 0) return kept;
    if (marked) kept.splice(last, 1);
    else kept.splice(last, 1, mark);
    marked = true;
    size = overhead + bytes(kept);
  }
  return kept;
}

/** An Adaptive Card around `body`, never larger than Teams takes. */
export function card(
  body: readonly Element[],
  mentions: readonly CardMention[],
  actions: readonly Element[] = [],
): CardAttachment {
  const frame = {
    type: 'AdaptiveCard' as const,
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    msteams: { width: 'Full', ...(mentions.length === 0 ? {} : { entities: mentions }) },
    ...(actions.length === 0 ? {} : { actions }),
  };
  return { contentType: CARD, content: { ...frame, body: shrink(body, bytes(frame) + 10) } };
}

/** Blocks as elements of a card; gathers the people they notify in `mentions`. */
export function renderBlocks(
  blocks: readonly Block[],
  nonce: string,
  place: CardPlace,
  mentions: CardMention[],
): Element[] {
  const drawing: Drawing = { nonce, place, mentions, buttons: 0 };
  return blocks.flatMap((block) => renderBlock(block, drawing));
}

/** A view as an Adaptive Card 1.5. `nonce` has to be new each time the card is drawn (delivery keys, decision 12). */
export function renderCard(view: View, nonce: string, place: CardPlace): CardAttachment {
  const mentions: CardMention[] = [];
  const [first, ...rest] = renderBlocks(view.blocks, nonce, place, mentions);
  if (first === undefined) return card([words(cut(clean(view.fallback), TEAMS_LIMITS.textChars))], []);
  const edged =
    view.tone === undefined || view.tone === 'normal' || first.type === 'ActionSet'
      ? first
      : { type: 'Container', style: CONTAINER_STYLE[view.tone], bleed: true, items: [first] };
  return card([edged, ...rest], mentions);
}

/** A view as a message of Teams, with the card and what its notification says. */
export function renderMessage(view: View, nonce: string): TeamsMessage {
  return {
    type: 'message',
    summary: cut(clean(view.fallback), TEAMS_LIMITS.summaryChars),
    attachments: [renderCard(view, nonce, 'message')],
  };
}
