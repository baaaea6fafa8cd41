import { type AccessVerb, mayDo, maySee } from './access.ts';
import type { TicketCommand } from './command.ts';
import { withAcceptance } from './decide/accept.ts';
import { alreadyDone } from './decide/alreadyDone.ts';
import type { DecideContext, Decision } from './decide/context.ts';
import { absorb, cancel, close, link, merge, reopen, resolve } from './decide/end.ts';
import { enforceDue } from './decide/enforceDue.ts';
import { acknowledge, rungUnreachable, snooze, takeOver } from './decide/ladder.ts';
import { addAffected, declareMajor, recordKnownError, updateMajor } from './decide/major.ts';
import { open } from './decide/open.ts';
import { rate, reply } from './decide/talk.ts';
import { assign, claim, escalate, hold, priority, service } from './decide/work.ts';
import { DomainError } from './errors.ts';
import { possibleIn, possibleVerbs } from './possible.ts';
import type { PersonId, Ticket, TicketEvent } from './ticket.ts';

export type { ActorFacts, DecideContext } from './decide/context.ts';

/**
 * What a command makes of a ticket (null only for `open`): the events, in order; none if it is done already. Throws
 * a DomainError: `ticketUnknown` for who may not see it, `notAllowed`, `wrongState` with what is possible instead,
 * and what the command itself can run into.
 */
export function decide(
  command: TicketCommand,
  ticket: Ticket | null,
  context: DecideContext,
): readonly TicketEvent[] {
  if (command.type === 'open') return open(command, context);
  if (ticket === null) throw new DomainError('ticketUnknown', { number: '' });
  if (command.type === 'enforceDue')
    return withAcceptance(ticket, enforceDue(ticket, command, context), context);
  if (command.type === 'rungUnreachable') return rungUnreachable(command, ticket, context);
  requireRight(command.type, ticket, context);
  const decision: Decision = { ...context, ticket, person: personOf(command.type, ticket, context) };
  if (alreadyDone(command, decision)) return [];
  requireState(command.type, ticket, context);
  return withAcceptance(ticket, changes(command, decision), context);
}

function changes(
  command: Exclude<TicketCommand, { type: 'open' | 'enforceDue' | 'rungUnreachable' }>,
  decision: Decision,
): readonly TicketEvent[] {
  switch (command.type) {
    case 'claim':
      return claim(decision);
    case 'assign':
      return assign(command, decision);
    case 'unassign':
      return decision.ticket.assignee === null
        ? []
        : [{ type: 'TicketUnassigned', before: decision.ticket.assignee }];
    case 'priority':
      return priority(command, decision);
    case 'service':
      return service(command, decision);
    case 'note':
      return [{ type: 'NoteAdded', body: command.body }];
    case 'reply':
      return reply(command, decision);
    case 'hold':
      return hold(command, decision);
    case 'resume':
      return [{ type: 'Resumed', why: 'agent' }];
    case 'escalate':
      return escalate(command, decision);
    case 'resolve':
      return resolve(command);
    case 'confirm':
      return [{ type: 'Closed', why: 'confirmed' }];
    case 'reopen':
      return reopen(command, decision);
    case 'close':
      return close();
    case 'cancel':
      return cancel(command);
    case 'merge':
      return merge(command, decision);
    case 'absorb':
      return absorb(command);
    case 'link':
      return link(command, decision);
    case 'watch':
      return [{ type: 'WatcherAdded', person: decision.person }];
    case 'unwatch':
      return [{ type: 'WatcherRemoved', person: decision.person }];
    case 'rate':
      return rate(command, decision);
    case 'acknowledge':
      return acknowledge(command, decision);
    case 'snooze':
      return snooze(command, decision);
    case 'major':
      return declareMajor(command, decision);
    case 'update':
      return updateMajor(command, decision);
    case 'meToo':
      return addAffected(decision.person, decision);
    case 'affect':
      return addAffected(command.person, decision);
    case 'standDown':
      return [{ type: 'StoodDown', body: command.body }];
    case 'knownError':
      return recordKnownError(command, decision);
    case 'retract':
      return [{ type: 'KnownErrorWithdrawn', body: command.body }];
    case 'takeOver':
      return takeOver(decision);
    default:
      return unknown(command);
  }
}

function requireRight(verb: AccessVerb, ticket: Ticket, { actor, current }: DecideContext): void {
  // Whoever reads of a major incident may say that they are affected, without seeing the ticket.
  const sees = maySee(actor, ticket, current) || (verb === 'meToo' && mayDo.meToo(actor, ticket, current));
  if (!sees) throw new DomainError('ticketUnknown', { number: ticket.number });
  if (!mayDo[verb](actor, ticket, current)) {
    throw new DomainError('notAllowed', { verb, number: ticket.number });
  }
}

function requireState(verb: AccessVerb, ticket: Ticket, { actor, current }: DecideContext): void {
  if (possibleIn[verb].includes(ticket.status)) return;
  throw new DomainError('wrongState', {
    verb,
    number: ticket.number,
    status: ticket.status,
    possible: possibleVerbs(ticket, actor, current).join(','),
  });
}

/** Commands are people's; the desk's own is `enforceDue`. */
function personOf(verb: AccessVerb, ticket: Ticket, { actor }: DecideContext): PersonId {
  if (actor === 'desk') throw new DomainError('notAllowed', { verb, number: ticket.number });
  return actor.person;
}

function unknown(command: never): never {
  throw new Error(`unknown command ${JSON.stringify(command)}`);
}
