import {
  acknowledgedBy,
  awoken,
  breached,
  declared,
  emptied,
  snoozed,
  stoodDown,
  told,
  warned,
  wentStale,
} from './evolve/ladder.ts';
import { affected, declaredMajor, withMajor } from './evolve/major.ts';
import { ended, held, opened, resolved, resumed } from './evolve/states.ts';
import { isHigher } from './priority.ts';
import type { Ticket, TicketEvent, TimelineEntry } from './ticket.ts';

/** Events of agents that count as progress: an acknowledgement does not go stale while they come. */
const PROGRESS: ReadonlySet<TicketEvent['type']> = new Set([
  'TicketClaimed',
  'TicketAssigned',
  'PriorityChanged',
  'ServiceChanged',
  'NoteAdded',
  'AgentReplied',
  'PutOnHold',
  'Resumed',
  'HandedOver',
  'MajorUpdated',
  'Resolved',
]);

/**
 * The ticket after an entry of its timeline. `version` counts commits, not events, and is left as it is. Throws if
 * the first entry is not the opening.
 */
export function evolve(ticket: Ticket | null, entry: TimelineEntry): Ticket {
  if (entry.event.type === 'TicketOpened') return entry.event.ticket;
  if (ticket === null) throw new Error(`${entry.event.type} before TicketOpened`);
  const after = apply(ticket, entry);
  const progress = entry.by !== 'desk' && PROGRESS.has(entry.event.type);
  return progress ? { ...after, lastProgressAt: entry.at } : after;
}

/** The ticket that a timeline makes, from its opening on. */
export function replay(entries: readonly TimelineEntry[]): Ticket {
  const ticket = entries.reduce<Ticket | null>(evolve, null);
  if (ticket === null) throw new Error('a timeline without an entry');
  return ticket;
}

function apply(ticket: Ticket, { event, at, by }: TimelineEntry): Ticket {
  switch (event.type) {
    case 'TicketOpened':
      return event.ticket;
    case 'TicketClaimed':
    case 'TicketAssigned':
      return { ...ticket, assignee: event.assignee };
    case 'TicketUnassigned':
      return { ...ticket, assignee: null };
    case 'PriorityChanged':
      return { ...ticket, priority: event.priority, impact: event.impact, urgency: event.urgency };
    case 'ServiceChanged':
      if (event.team === ticket.team) return { ...ticket, service: event.service };
      return { ...ticket, service: event.service, team: event.team, tier: 'L1', assignee: null };
    case 'AgentReplied':
      return answered(ticket, at);
    case 'NoteAdded':
    case 'RequesterReplied':
      return ticket;
    case 'PutOnHold':
      return held(ticket, event.reason, at);
    case 'Resumed':
      return resumed(ticket, at);
    case 'HandedOver':
      return {
        ...ticket,
        tier: event.to,
        highestTier: isHigher(event.to, ticket.highestTier) ? event.to : ticket.highestTier,
        // Who hands over by hand lets go; the ladder takes the ticket from nobody.
        assignee: by === 'desk' ? ticket.assignee : null,
      };
    case 'Resolved':
      return resolved(ticket, event.resolution, at, by);
    case 'Reopened':
      return opened(ticket, at);
    case 'Closed':
    case 'Cancelled':
    case 'Merged':
      return ended(ticket, event, at);
    case 'Absorbed':
      return {
        ...affected(ticket, [event.requester, ...event.watchers]),
        watchers: [...new Set([...ticket.watchers, event.requester, ...event.watchers])].filter(
          (person) => person !== ticket.requester,
        ),
        links: linked(ticket, [...event.links, { type: 'relates', ticket: event.from }]),
      };
    case 'Linked':
      return { ...ticket, links: linked(ticket, [event.link]) };
    case 'WatcherAdded':
      return {
        ...affected(ticket, [event.person]),
        watchers: [...new Set([...ticket.watchers, event.person])],
      };
    case 'WatcherRemoved':
      return { ...ticket, watchers: ticket.watchers.filter((person) => person !== event.person) };
    case 'Rated':
      return { ...ticket, rating: { score: event.score, at } };
    case 'SlaWarned':
      return {
        ...ticket,
        fired: [...ticket.fired, event.fingerprint],
        escalation: event.escalates ? warned(ticket.escalation, event.clock, at) : ticket.escalation,
      };
    case 'SlaBreached':
      return {
        ...ticket,
        fired: [...ticket.fired, event.fingerprint],
        escalation: breached(ticket.escalation, event.clock, event.due),
      };
    case 'Escalated':
      return { ...ticket, escalation: told(ticket.escalation, event, at) };
    case 'RungEmpty':
      return { ...ticket, escalation: emptied(ticket.escalation, event.rung, at) };
    case 'Acknowledged':
      return { ...ticket, escalation: acknowledgedBy(ticket.escalation, event.by, at) };
    case 'Snoozed':
      return { ...ticket, escalation: snoozed(ticket.escalation, event) };
    case 'SnoozeEnded':
      return { ...ticket, escalation: awoken(ticket.escalation, at) };
    case 'MajorDeclared':
      return { ...ticket, major: declaredMajor(event, at), escalation: declared(ticket.escalation, at) };
    case 'MajorUpdated':
      return withMajor(ticket, { lastUpdate: event.body, lastToldAt: at, remindedAt: null });
    case 'MajorUpdateMissed':
      return withMajor(ticket, { remindedAt: at });
    case 'AffectedAdded':
      return affected(ticket, [event.person]);
    case 'StoodDown': {
      const { major: _, ...rest } = ticket;
      return { ...rest, escalation: stoodDown(ticket.escalation) };
    }
    case 'AcknowledgementWentStale':
      return { ...ticket, escalation: wentStale(ticket.escalation, at) };
    default:
      return unknown(event);
  }
}

/** The first reply ends a ladder that runs because nobody had replied; that of a major incident goes on. */
function answered(ticket: Ticket, at: number): Ticket {
  const ends = ticket.escalation?.clock === 'firstResponse';
  const escalation = ends ? goesOnForMajor(ticket) : ticket.escalation;
  return { ...ticket, firstRespondedAt: ticket.firstRespondedAt ?? at, escalation };
}

function goesOnForMajor({ major, escalation }: Ticket): Ticket['escalation'] {
  return major && escalation ? { ...escalation, cause: 'major' } : null;
}

function linked(ticket: Ticket, more: Ticket['links']): Ticket['links'] {
  const links = [...ticket.links];
  for (const link of more) {
    const known = links.some((each) => each.type === link.type && each.ticket === link.ticket);
    if (!known && link.ticket !== ticket.number) links.push(link);
  }
  return links;
}

function unknown(event: never): never {
  throw new Error(`unknown event ${JSON.stringify(event)}`);
}
