import type { StoredFile } from '../../app/ports.ts';
import type { ClockName, Instant, PersonId, Ticket } from '../../domain/ticket.ts';

/** One clock of a ticket, as it is shown. */
export interface ClockFacts {
  readonly name: ClockName;
  readonly due: Instant | null;
  readonly state: 'running' | 'paused' | 'met' | 'breached';
  readonly stoppedAt: Instant | null;
  /** Working seconds left; 0 once breached. */
  readonly remaining: number;
  /** Working seconds beyond the target; 0 unless breached. */
  readonly overBy: number;
}

/** A ticket with the texts and clocks that its cards show. */
export interface TicketCardData {
  readonly ticket: Ticket;
  readonly description: string;
  /** Null until it is resolved. */
  readonly resolution: string | null;
  readonly clocks: readonly ClockFacts[];
  readonly files: readonly StoredFile[];
  /** What came with the text of its resolution. */
  readonly resolutionFiles: readonly StoredFile[];
  /** Null for what is no known error; both texts as they were written. */
  readonly knownError: { readonly cause: string | null; readonly workaround: string | null } | null;
  /** Who is mentioned so that they are notified. */
  readonly mention: readonly PersonId[];
  /** The place hears replies only when the desk is mentioned in them. */
  readonly mentionToReply: boolean;
}

/** A ticket in a list. */
export interface TicketListItem {
  readonly ticket: Ticket;
  /** The next deadline; null when none runs. */
  readonly due: Instant | null;
  readonly overdue: boolean;
}
