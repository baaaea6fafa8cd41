import type { Agreement } from '../../domain/desk.ts';
import type { View } from '../view.ts';
import type { ViewContext } from './context.ts';
import { contextBlock, textBlock } from './pieces.ts';

/** To a lead: an agreement was to be reviewed by a date that has passed. */
export function agreementReview({ name, agreedBy }: Agreement, on: string, w: ViewContext): View {
  const { cards } = w.words;
  const sentence = cards.agreementReview({ name: name[w.language], on });
  return {
    fallback: sentence,
    tone: 'warning',
    blocks: [textBlock(sentence), ...(agreedBy ? [contextBlock(cards.agreedBy(agreedBy))] : [])],
  };
}
