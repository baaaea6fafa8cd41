import type { TicketCommand } from '../command.ts';
import { isAffected } from '../knownError.ts';
import type { Decision } from './context.ts';

/** Doing it twice is success: whether the ticket already is as the command wants it. */
export function alreadyDone(command: TicketCommand, { ticket, person }: Decision): boolean {
  const worked = ticket.status === 'open' || ticket.status === 'onHold';
  const { escalation } = ticket;
  switch (command.type) {
    case 'claim':
      return worked && ticket.assignee === person;
    case 'takeOver':
      return (
        worked && ticket.assignee === person && (escalation === null || escalation.acknowledged !== null)
      );
    case 'assign':
      return worked && ticket.assignee === command.to;
    case 'unassign':
      return worked && ticket.assignee === null;
    case 'priority':
      return ticket.priority === command.priority;
    case 'service':
      return ticket.service === command.service;
    case 'hold':
      return (
        ticket.status === 'onHold' &&
        ticket.hold.reason === command.reason &&
        (command.supplier === undefined || ticket.holds.at(-1)?.supplier === command.supplier)
      );
    case 'resume':
      return ticket.status === 'open';
    case 'escalate':
      return ticket.tier === command.to;
    case 'resolve':
      return ticket.status === 'resolved';
    case 'confirm':
    case 'close':
      return ticket.status === 'closed';
    case 'reopen':
      return worked;
    case 'cancel':
      return ticket.status === 'cancelled';
    case 'merge':
      return ticket.status === 'merged' && ticket.into === (command.chain.at(-1) ?? command.into);
    case 'link':
      return ticket.links.some(
        (link) => link.type === command.link.type && link.ticket === command.link.ticket,
      );
    case 'watch':
      return person === ticket.requester || ticket.watchers.includes(person);
    case 'unwatch':
      return !ticket.watchers.includes(person);
    case 'rate':
      return ticket.rating?.score === command.score;
    case 'acknowledge':
      return Boolean(escalation?.acknowledged);
    case 'major':
      return ticket.major !== undefined;
    case 'meToo':
      return isAffected(ticket, person);
    case 'affect':
      return isAffected(ticket, command.person);
    case 'standDown':
      return worked && ticket.major === undefined;
    case 'retract':
      return worked && ticket.knownError === undefined;
    case 'open':
    case 'absorb':
    case 'note':
    case 'reply':
    case 'snooze':
    case 'update':
    case 'knownError':
    case 'enforceDue':
    case 'rungUnreachable':
      return false;
    default:
      return unknown(command);
  }
}

function unknown(command: never): never {
  throw new Error(`unknown command ${JSON.stringify(command)}`);
}
