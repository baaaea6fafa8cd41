import { isPromisedToRequester } from '../../domain/sla.ts';
import type { Ticket } from '../../domain/ticket.ts';
import type { Block, View } from '../view.ts';
import type { Side, ViewContext } from './context.ts';
import type { TicketCardData } from './data.ts';
import { workaroundBlocks } from './knownError.ts';
import {
  buttonBlock,
  clockText,
  contextBlock,
  excerpt,
  fact,
  filesBlock,
  instant,
  mentionBlock,
  personName,
  quoteBlock,
  textBlock,
  ticketFallback,
} from './pieces.ts';
import { ticketButtons } from './ticketButtons.ts';

const EXCERPT = 500;

/** A ticket as one of its sides sees it: what it is, what is promised, and what can be done now. */
export function ticketCard(data: TicketCardData, side: Side, w: ViewContext): View {
  const { ticket } = data;
  const { cards } = w.words;
  return {
    fallback: ticketFallback(ticket, w),
    tone: toneOf(data, side),
    blocks: [
      { type: 'heading', text: `${ticket.number} ${ticket.title}` },
      ...mentionBlock(data.mention, w),
      ticketFacts(data, side, w),
      ...(data.description === '' ? [] : [quoteBlock(excerpt(data.description, EXCERPT))]),
      ...filesBlock(data.files, w),
      ...knownErrorBlocks(data, side, w),
      ...(data.resolution === null ? [] : [textBlock({ bold: cards.solvedBy }), quoteBlock(data.resolution)]),
      ...filesBlock(data.resolutionFiles, w),
      ...(ticket.rating ? [contextBlock(cards.rated({ score: ticket.rating.score }))] : []),
      ...(side === 'agents' && data.mentionToReply && isActive(ticket)
        ? [contextBlock(cards.mentionToReply)]
        : []),
      ...buttonBlock(ticketButtons(ticket, side, w.words)),
    ],
  };
}

/** What is known of it: agents see the cause, too. */
function knownErrorBlocks({ knownError }: TicketCardData, side: Side, w: ViewContext): readonly Block[] {
  if (!knownError) return [];
  const { labels, cards } = w.words;
  const { cause, workaround } = knownError;
  return [
    contextBlock(cards.isKnownError),
    ...(side === 'agents' && cause !== null
      ? [textBlock({ bold: labels.cause }), quoteBlock(excerpt(cause, EXCERPT))]
      : []),
    ...workaroundBlocks(workaround && excerpt(workaround, EXCERPT), w),
  ];
}

/** The facts of a ticket, with the promise for as long as it counts. */
function ticketFacts(data: TicketCardData, side: Side, w: ViewContext): Block {
  const { ticket } = data;
  const { labels, names } = w.words;
  const forAgents = [
    fact(labels.requester, personName(ticket.requester, w)),
    fact(labels.tier, `${w.teamName(ticket.team)}, ${names.tier[ticket.tier]}`),
  ];
  const promise =
    ticket.status === 'cancelled' || ticket.status === 'merged'
      ? []
      : shownClocks(data, side).map((clock) => fact(names.clock[clock.name], clockText(clock, w)));
  return {
    type: 'facts',
    items: [
      fact(labels.status, statusText(ticket, w)),
      fact(labels.priority, names.priority[ticket.priority]),
      fact(labels.service, w.serviceName(ticket.service)),
      fact(labels.assignee, personName(ticket.assignee, w)),
      ...(side === 'agents' ? forAgents : []),
      ...promise,
    ],
  };
}

/** First response and resolution always, the others while they run; a requester sees what was promised to them. */
function shownClocks({ clocks }: TicketCardData, side: Side): TicketCardData['clocks'] {
  return clocks.filter(
    ({ name, stoppedAt }) =>
      (side === 'agents' || isPromisedToRequester(name)) &&
      (name === 'firstResponse' || name === 'resolution' || stoppedAt === null),
  );
}

/** Somebody may still have to do something about it. */
export function isActive(ticket: Ticket): boolean {
  return ticket.status === 'open' || ticket.status === 'onHold';
}

function statusText(ticket: Ticket, w: ViewContext): string {
  const { cards, names } = w.words;
  if (ticket.status === 'onHold') {
    const { reason, since } = ticket.hold;
    return cards.onHold({ reason: names.holdReason[reason], since: instant(since, w) });
  }
  return ticket.status === 'merged' ? cards.mergedInto({ into: ticket.into }) : names.status[ticket.status];
}

function toneOf(data: TicketCardData, side: Side): NonNullable<View['tone']> {
  const { ticket } = data;
  if (ticket.status === 'resolved') return 'good';
  if (!isActive(ticket)) return 'normal';
  const overdue = shownClocks(data, side).some(
    (clock) => clock.state === 'breached' && clock.stoppedAt === null,
  );
  if (overdue) return 'alert';
  return ticket.priority === 'P1' ? 'warning' : 'normal';
}
