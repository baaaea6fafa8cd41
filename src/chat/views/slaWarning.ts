import type { ClockName } from '../../domain/ticket.ts';
import type { Block, Button, View } from '../view.ts';
import type { ViewContext } from './context.ts';
import type { TicketCardData } from './data.ts';
import { buttonBlock, duration, fact, instant, mentionBlock, personName, textBlock } from './pieces.ts';

/** A deadline nears: which one, whose ticket, and how much working time is left. */
export function slaWarning(data: TicketCardData, clockName: ClockName, w: ViewContext): View {
  const { ticket } = data;
  const { cards, labels, names, buttons } = w.words;
  const clock = data.clocks.find((each) => each.name === clockName);
  const about = { number: ticket.number, clock: names.clock[clockName] };
  // The message stays in the thread when the deadline has passed.
  const sentence =
    clock?.state === 'breached'
      ? cards.page({ ...about, over: duration(clock.overBy, w) })
      : cards.slaWarning({ ...about, left: duration(clock?.remaining ?? 0, w) });
  const facts: Block = {
    type: 'facts',
    items: [
      ...(clock && clock.due !== null ? [fact(labels.due, instant(clock.due, w))] : []),
      fact(labels.priority, names.priority[ticket.priority]),
      fact(labels.requester, personName(ticket.requester, w)),
      fact(labels.assignee, personName(ticket.assignee, w)),
    ],
  };
  const args = { ticket: ticket.number };
  const next: Button =
    ticket.assignee === null
      ? { label: buttons.claim, verb: 'claim', args, style: 'primary' }
      : { label: buttons.reply, verb: 'reply', args, opensForm: true };
  return {
    fallback: `${sentence} ${ticket.title}`,
    tone: 'warning',
    blocks: [
      ...mentionBlock(data.mention, w),
      textBlock({ bold: sentence }),
      textBlock(ticket.title),
      facts,
      ...buttonBlock(ticket.status === 'open' ? [next] : []),
    ],
  };
}
