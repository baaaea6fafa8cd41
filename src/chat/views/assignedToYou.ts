import type { Actor } from '../../domain/ticket.ts';
import type { View } from '../view.ts';
import type { ViewContext } from './context.ts';
import type { TicketCardData } from './data.ts';
import { textBlock } from './pieces.ts';
import { ticketCard } from './ticketCard.ts';

/** To the new assignee: who gave it, and the card to work with. */
export function assignedToYou(data: TicketCardData, by: Actor, w: ViewContext): View {
  const giver = by === 'desk' ? w.words.names.desk : w.mention(by.person).name;
  const sentence = w.words.cards.assignedToYou({ number: data.ticket.number, by: giver });
  const card = ticketCard(data, 'agents', w);
  return {
    ...card,
    fallback: `${sentence} ${data.ticket.title}`,
    blocks: [textBlock(sentence), ...card.blocks],
  };
}
