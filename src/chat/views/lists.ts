import type { Block, Inline, View } from '../view.ts';
import type { ViewContext } from './context.ts';
import type { TicketListItem } from './data.ts';
import { buttonBlock, contextBlock, instant, personName, plainView, textBlock } from './pieces.ts';

/** Longer lists are cut, and say by how much. */
const LISTED = 20;
const CLAIM_BUTTONS = 5;

/** The open tickets of a team, most pressing first as given; those that nobody has can be claimed at once. */
export function queueList(team: string, items: readonly TicketListItem[], w: ViewContext): View {
  const { cards, buttons } = w.words;
  const name = w.teamName(team);
  if (items.length === 0) return plainView(cards.queueEmpty({ team: name }), 'good');
  const title = cards.queueTitle({ team: name, count: items.length });
  const free = items
    .slice(0, LISTED)
    .filter(({ ticket }) => ticket.status === 'open' && ticket.assignee === null);
  const claims = free.slice(0, CLAIM_BUTTONS).map(({ ticket }) => ({
    label: buttons.claimOne({ number: ticket.number }),
    verb: 'claim',
    args: { ticket: ticket.number },
  }));
  return {
    fallback: title,
    blocks: [{ type: 'heading', text: title }, ...ticketList(items, w), ...buttonBlock(claims)],
  };
}

/** A person's own tickets: those asked for, and those worked on. */
export function mineList(
  mine: { readonly requested: readonly TicketListItem[]; readonly assigned: readonly TicketListItem[] },
  w: ViewContext,
): View {
  const { cards } = w.words;
  const parts = [
    { title: cards.mineAssigned, items: mine.assigned },
    { title: cards.mineRequested, items: mine.requested },
  ].filter((part) => part.items.length > 0);
  if (parts.length === 0) return plainView(cards.mineNothing);
  return {
    fallback: parts.map((part) => `${part.title}: ${part.items.length}`).join(', '),
    blocks: parts.flatMap((part) => [textBlock({ bold: part.title }), ...ticketList(part.items, w)]),
  };
}

function ticketList(items: readonly TicketListItem[], w: ViewContext): readonly Block[] {
  const list: Block = { type: 'list', items: items.slice(0, LISTED).map((item) => ticketLine(item, w)) };
  const left = items.length - LISTED;
  return left > 0 ? [list, contextBlock(w.words.cards.andMore({ count: left }))] : [list];
}

function ticketLine({ ticket, due, overdue }: TicketListItem, w: ViewContext): readonly Inline[] {
  const { cards, names } = w.words;
  const at = due === null ? null : { due: instant(due, w) };
  const facts = [
    ticket.priority,
    names.status[ticket.status],
    personName(ticket.assignee, w),
    ...(at === null ? [] : [overdue ? cards.clockOverdue(at) : cards.clockDue(at)]),
  ];
  return [{ bold: ticket.number }, ` ${ticket.title} · ${facts.join(' · ')}`];
}
