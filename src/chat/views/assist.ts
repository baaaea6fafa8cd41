import type { Article } from '../../domain/knowledge.ts';
import type { PersonId } from '../../domain/ticket.ts';
import type { Block, View } from '../view.ts';
import type { ViewContext } from './context.ts';
import { buttonBlock, contextBlock, excerpt, quoteBlock, textBlock } from './pieces.ts';

/** `text`: what would be sent. `forAll`: it may be sent to a requester. */
export type AssistItem = {
  readonly rank: number;
  readonly usedBy: PersonId | null;
  readonly forAll: boolean;
  readonly text: string;
} & (
  | { readonly type: 'article'; readonly article: Article }
  /** An earlier ticket; the text is what resolved it. */
  | { readonly type: 'earlier'; readonly number: string; readonly title: string }
);

/** It stands under a card and must not be longer than it. */
const SHOWN_OF_EACH = 300;

/** To the agents of a new ticket, quietly: what may help, each with a button that sends it. */
export function assist(ticket: string, items: readonly AssistItem[], w: ViewContext): View {
  const { conversation } = w.words;
  return {
    fallback: conversation.assistIntro,
    blocks: [contextBlock(conversation.assistIntro), ...items.flatMap((item) => itemBlocks(ticket, item, w))],
  };
}

function itemBlocks(ticket: string, item: AssistItem, w: ViewContext): readonly Block[] {
  const { conversation } = w.words;
  const args = { ticket, rank: String(item.rank) };
  const label = conversation.send({ title: titleOf(item) });
  const sendable = item.forAll && item.usedBy === null;
  return [
    headBlock(item, w),
    quoteBlock(excerpt(item.text, SHOWN_OF_EACH)),
    ...(item.usedBy === null ? [] : [contextBlock(conversation.sentBy({ by: w.mention(item.usedBy).name }))]),
    ...buttonBlock(sendable ? [{ label, verb: 'sendAssist', args, opensForm: true }] : []),
  ];
}

function headBlock(item: AssistItem, w: ViewContext): Block {
  const { conversation } = w.words;
  if (item.type === 'earlier')
    return textBlock(conversation.earlier({ number: item.number, title: item.title }));
  const { id, title } = item.article;
  const url = w.articleUrl(id);
  return textBlock(
    url === null ? { bold: title } : { link: url, text: title },
    ...(item.forAll ? [] : [` (${conversation.forAgents})`]),
  );
}

const titleOf = (item: AssistItem): string => (item.type === 'article' ? item.article.title : item.number);
