import type { View } from '../view.ts';
import type { ViewContext } from './context.ts';
import { buttonBlock, contextBlock, textBlock } from './pieces.ts';

/** With the button for a new question, the six that Teams lets a card have. */
const CHOICES = 5;

export interface ChooseTicketData {
  /** The most urgent first. */
  readonly tickets: readonly { readonly number: string; readonly title: string }[];
  /** Where what was written is kept meanwhile; comes back with the click as `kept`. */
  readonly kept: string;
}

/** Asks which of several open tickets a message is about, or whether it is something new. */
export function chooseTicket(data: ChooseTicketData, w: ViewContext): View {
  const { cards, buttons } = w.words;
  const choices = data.tickets.slice(0, CHOICES).map(({ number, title }) => ({
    label: `${number} ${title}`,
    verb: 'chooseTicket',
    args: { ticket: number, kept: data.kept },
  }));
  const left = data.tickets.length - choices.length;
  return {
    fallback: cards.chooseTicket,
    blocks: [
      textBlock(cards.chooseTicket),
      ...(left > 0 ? [contextBlock(cards.andMore({ count: left }))] : []),
      ...buttonBlock([
        ...choices,
        { label: buttons.newQuestion, verb: 'newQuestion', args: { kept: data.kept } },
      ]),
    ],
  };
}
