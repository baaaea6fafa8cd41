import type { Instant, PersonId } from '../../domain/ticket.ts';
import type { View } from '../view.ts';
import type { ViewContext } from './context.ts';
import type { TicketCardData } from './data.ts';
import {
  buttonBlock,
  contextBlock,
  filesBlock,
  instant,
  mentionBlock,
  quoteBlock,
  textBlock,
  ticketFallback,
} from './pieces.ts';
import { ratingButtons, ticketButtons } from './ticketButtons.ts';

export interface ResolutionData {
  readonly card: TicketCardData;
  readonly by: PersonId;
  /** When it closes without an answer. */
  readonly closesAt: Instant;
}

/** To the requester: how it was solved, and whether it is. The question goes once it has been answered. */
export function resolution(data: ResolutionData, w: ViewContext): View {
  const { ticket, mention } = data.card;
  const { cards } = w.words;
  const sentence = cards.resolution({ number: ticket.number, by: w.mention(data.by).name });
  const asks = ticket.status === 'resolved';
  return {
    fallback: `${sentence} ${ticket.title}`,
    tone: 'good',
    blocks: [
      ...mentionBlock(mention, w),
      textBlock(sentence),
      quoteBlock(data.card.resolution ?? ticket.title),
      ...filesBlock(data.card.resolutionFiles, w),
      ...(asks
        ? [
            textBlock(cards.resolutionAsk),
            contextBlock(cards.autoClose({ at: instant(data.closesAt, w) })),
            ...buttonBlock(ticketButtons(ticket, 'requester', w.words)),
          ]
        : [contextBlock(ticketFallback(ticket, w))]),
    ],
  };
}

/** Asks the requester once for a rating; thanks for it when it has been given. */
export function ratingRequest(data: TicketCardData, w: ViewContext): View {
  const { ticket } = data;
  const { cards } = w.words;
  const question = cards.ratingRequest({ number: ticket.number });
  if (ticket.rating) {
    const thanks = cards.ratingThanks({ score: ticket.rating.score });
    return { fallback: thanks, tone: 'good', blocks: [textBlock(thanks)] };
  }
  return {
    fallback: question,
    blocks: [
      textBlock(question),
      contextBlock(cards.ratingScale),
      ...buttonBlock(ticket.status === 'closed' ? ratingButtons(ticket.number) : []),
    ],
  };
}
