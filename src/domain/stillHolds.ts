import type { NoticeKind } from './noticeTypes.ts';
import type { Ticket, TicketEvent } from './ticket.ts';

/**
 * Whether a notice that was recorded some time ago still has to be said, asked directly before it is. Null when it
 * has; else why not. An acknowledgement between the escalation and its page is respected in this way.
 */
export function supersededBy(kind: NoticeKind, event: TicketEvent, ticket: Ticket): string | null {
  const over = ticket.status !== 'open' && ticket.status !== 'onHold';
  switch (kind) {
    case 'page':
      if (over) return `the ticket is ${ticket.status}`;
      if (!ticket.escalation) return 'the escalation has ended';
      if (ticket.escalation.acknowledged) return 'acknowledged before it was sent';
      return ticket.escalation.snoozed ? 'snoozed before it was sent' : null;
    case 'slaWarning':
      if (over) return `the ticket is ${ticket.status}`;
      return event.type === 'SlaWarned' && hasBreached(ticket, event.fingerprint)
        ? 'the deadline has passed since'
        : null;
    case 'assignedToYou':
      return 'assignee' in event && ticket.assignee !== event.assignee ? 'somebody else has it since' : null;
    case 'resolution':
      return ticket.status === 'resolved' ? null : `the ticket is ${ticket.status}`;
    case 'ratingRequest':
      return ticket.rating ? 'rated already' : null;
    case 'majorNews':
      if (event.type !== 'MajorUpdateMissed') return null;
      if (!ticket.major) return 'the major incident is over';
      return ticket.major.lastToldAt >= event.due ? 'the update has come since' : null;
    case 'knownErrorNews':
      return event.type === 'KnownErrorRecorded' && !ticket.knownError ? 'the known error is over' : null;
    case 'majorCard':
    case 'card':
    case 'line':
    case 'said':
    case 'acknowledged':
      return null;
    default:
      return kind satisfies never;
  }
}

/** Whether the same run of the clock has been breached. */
function hasBreached(ticket: Ticket, warning: string): boolean {
  const [run = ''] = warning.split('/');
  return ticket.fired.some((fingerprint) => fingerprint.startsWith(`${run}/breach/`));
}
