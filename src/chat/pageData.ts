import type { TicketEvent } from '../domain/ticket.ts';
import type { TicketCardData } from './views/data.ts';
import type { PageData } from './views/page.ts';

/** What an alert shows of an escalation, as the ticket is now. */
export function pageData(
  card: TicketCardData,
  event: Extract<TicketEvent, { type: 'Escalated' }>,
  mayBeRepeat: boolean,
): PageData {
  const { escalation } = card.ticket;
  const clock = event.clock ?? escalation?.clock ?? 'resolution';
  const due = card.clocks.find((each) => each.name === clock)?.due ?? event.due;
  const major = event.cause === 'major';
  const { rung, run } = event;
  return {
    card,
    clock,
    major,
    due,
    rung,
    run,
    acknowledged: escalation?.acknowledged ?? null,
    snoozed: escalation?.snoozed ?? null,
    mayBeRepeat,
  };
}
