import { tiersOf } from '../access.ts';
import { evolve } from '../evolve.ts';
import type { PersonId, Ticket, TicketEvent } from '../ticket.ts';
import type { DecideContext } from './context.ts';

/** Acts by which somebody of a tier takes on what was handed over to it. */
const TAKES_ON: ReadonlySet<TicketEvent['type']> = new Set([
  'AgentReplied',
  'NoteAdded',
  'PutOnHold',
  'Resumed',
  'PriorityChanged',
  'Acknowledged',
]);

/**
 * These events, and that the hand-over which waited is accepted, if they say so: somebody of the tier has the ticket or
 * acted on it.
 */
export function withAcceptance(
  ticket: Ticket,
  events: readonly TicketEvent[],
  { now, actor, current }: DecideContext,
): readonly TicketEvent[] {
  if (events.length === 0) return events;
  const after = events.reduce((state, event) => evolve(state, { event, at: now, by: actor }), ticket);
  const waiting = after.handOvers.at(-1);
  if (waiting?.to !== null) return events;
  const by = events
    .map((event) => whoTakesOn(event, after, actor))
    .find((person) => person && tiersOf(person, current, after.team).includes(waiting.tier));
  return by ? [...events, { type: 'HandOverAccepted', tier: waiting.tier, by }] : events;
}

function whoTakesOn(event: TicketEvent, after: Ticket, actor: DecideContext['actor']): PersonId | null {
  if (event.type === 'TicketClaimed' || event.type === 'TicketAssigned') return event.assignee;
  // The ladder takes a ticket from nobody: it may be with somebody of that tier already.
  if (event.type === 'HandedOver') return after.assignee;
  return TAKES_ON.has(event.type) && actor !== 'desk' ? actor.person : null;
}
