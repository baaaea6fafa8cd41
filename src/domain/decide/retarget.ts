import { agreementFor, scopeOf } from '../agreement.ts';
import type { DeskPolicy } from '../desk.ts';
import type { Ticket, TicketEvent } from '../ticket.ts';

/**
 * What applying a version of the desk to a ticket makes: another promise, as the version has it for such a ticket opened
 * at that time. Nothing for a ticket whose clocks have stopped, so that its results stay, nor when it was done before.
 */
export function retarget(ticket: Ticket, to: DeskPolicy): readonly TicketEvent[] {
  const { deskVersion: from } = ticket.promise;
  const running = ticket.status === 'open' || ticket.status === 'onHold';
  if (!running || from === to.version) return [];
  const agreement = agreementFor(to, scopeOf(ticket, to), ticket.openedAt);
  return [{ type: 'Retargeted', from, to: to.version, agreement: agreement.key }];
}
