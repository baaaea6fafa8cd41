import type { StoredFile } from '../../app/ports.ts';
import type { PersonId } from '../../domain/ticket.ts';
import type { View } from '../view.ts';
import type { ViewContext } from './context.ts';
import { contextBlock, excerpt, filesBlock, mentionBlock, textBlock } from './pieces.ts';

export interface SaidData {
  readonly number: string;
  readonly author: PersonId;
  readonly text: string;
  readonly files: readonly StoredFile[];
  /** An internal note: marked as such, and never shown to a requester. */
  readonly internal: boolean;
  readonly mention: readonly PersonId[];
}

/** What a person wrote, word for word, with who wrote it. */
export function said(data: SaidData, w: ViewContext): View {
  const { cards } = w.words;
  const author = cards.wrote({ author: w.mention(data.author).name, number: data.number });
  return {
    fallback: `${author}: ${excerpt(data.text || fileNames(data.files), 150)}`,
    blocks: [
      ...mentionBlock(data.mention, w),
      // A file may come without a word.
      data.text === '' ? textBlock({ bold: author }) : { type: 'quote', author, text: data.text },
      ...filesBlock(data.files, w),
      ...(data.internal ? [contextBlock(cards.internalNote)] : []),
    ],
  };
}

const fileNames = (files: readonly StoredFile[]): string => files.map(({ name }) => name).join(', ');
