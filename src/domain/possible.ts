import { type AccessVerb, mayDo } from './access.ts';
import type { DeskPolicy } from './desk.ts';
import { isAffected, isKnownIssue } from './knownError.ts';
import type { Actor, Ticket, TicketStatus } from './ticket.ts';

const WORKED: readonly TicketStatus[] = ['open', 'onHold'];
const NOT_GONE: readonly TicketStatus[] = ['open', 'onHold', 'resolved', 'closed'];
const ALL: readonly TicketStatus[] = [...NOT_GONE, 'cancelled', 'merged'];

/** In which states a verb changes something. */
export const possibleIn: Readonly<Record<AccessVerb, readonly TicketStatus[]>> = {
  claim: WORKED,
  takeOver: WORKED,
  assign: WORKED,
  unassign: WORKED,
  reply: NOT_GONE,
  note: [...NOT_GONE, 'cancelled'],
  hold: WORKED,
  resume: ['onHold'],
  priority: WORKED,
  service: WORKED,
  escalate: WORKED,
  acknowledge: WORKED,
  snooze: WORKED,
  major: WORKED,
  update: WORKED,
  standDown: WORKED,
  knownError: WORKED,
  retract: WORKED,
  meToo: WORKED,
  affect: WORKED,
  resolve: WORKED,
  confirm: ['resolved'],
  reopen: ['resolved', 'closed'],
  close: ['open', 'onHold', 'resolved'],
  cancel: WORKED,
  merge: ['open', 'onHold', 'resolved'],
  absorb: NOT_GONE,
  link: [...NOT_GONE, 'cancelled'],
  rate: ['resolved', 'closed'],
  watch: ALL,
  unwatch: ALL,
  show: ALL,
  prove: ALL,
};

/** What somebody may do with a ticket as it stands, in the order in which it is offered; `absorb` is part of merge, `affect` of link. */
export function possibleVerbs(ticket: Ticket, actor: Actor, policy: DeskPolicy): readonly AccessVerb[] {
  return verbs.filter(
    (verb) =>
      possibleIn[verb].includes(ticket.status) &&
      mayDo[verb](actor, ticket, policy) &&
      hasUse(verb, ticket, actor),
  );
}

const verbs = (Object.keys(possibleIn) as AccessVerb[]).filter(
  (verb) => verb !== 'absorb' && verb !== 'affect',
);

/** Leaves out what would find nothing to do. */
function hasUse(verb: AccessVerb, ticket: Ticket, actor: Actor): boolean {
  const person = actor === 'desk' ? null : actor.person;
  switch (verb) {
    case 'claim':
      return ticket.assignee === null;
    case 'takeOver':
      return ticket.assignee !== null && ticket.assignee !== person;
    case 'unassign':
      return ticket.assignee !== null;
    case 'acknowledge':
    case 'snooze':
      return ticket.escalation !== null && ticket.escalation.acknowledged === null;
    case 'reply':
      return ticket.status !== 'closed' || person === ticket.requester;
    case 'major':
      return ticket.major === undefined;
    case 'update':
    case 'standDown':
      return ticket.major !== undefined;
    case 'retract':
      return ticket.knownError !== undefined;
    case 'meToo':
      return person !== null && isKnownIssue(ticket) && !isAffected(ticket, person);
    case 'rate':
      return ticket.rating === null;
    case 'watch':
      return person !== null && person !== ticket.requester && !ticket.watchers.includes(person);
    case 'unwatch':
      return person !== null && ticket.watchers.includes(person);
    default:
      return true;
  }
}
