import type { PersonId } from '../../domain/ticket.ts';
import type { View } from '../view.ts';
import type { ViewContext } from './context.ts';
import type { FileFacts } from './data.ts';
import { contextBlock, excerpt, filesBlock, mentionBlock } from './pieces.ts';

export interface SaidData {
  readonly number: string;
  readonly author: PersonId;
  readonly text: string;
  readonly files: readonly FileFacts[];
  /** An internal note: marked as such, and never shown to a requester. */
  readonly internal: boolean;
  readonly mention: readonly PersonId[];
}

/** What a person wrote, word for word, with who wrote it. */
export function said(data: SaidData, w: ViewContext): View {
  const { cards } = w.words;
  const author = cards.wrote({ author: w.mention(data.author).name, number: data.number });
  return {
    fallback: `${author}: ${excerpt(data.text, 150)}`,
    blocks: [
      ...mentionBlock(data.mention, w),
      { type: 'quote', author, text: data.text },
      ...filesBlock(data.files),
      ...(data.internal ? [contextBlock(cards.internalNote)] : []),
    ],
  };
}
