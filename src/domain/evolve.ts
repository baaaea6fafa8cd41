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
import { affected, declaredMajor, recordedKnownError, withMajor } from './evolve/major.ts';
import { ended, held, opened, resolved, resumed } from './evolve/states.ts';
import { accepted, asked, endedWith, ending, handedOver } from './evolve/waits.ts';
import { isHigher } from './priority.ts';
import type { PersonId, Ticket, TicketEvent, TimelineEntry } from './ticket.ts';

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
  'KnownErrorRecorded',
  'Resolved',
]);

/**
 * The ticket after an entry of its timeline. `version` counts commits, not events, and is left as it is. Throws if
 * the first entry is not the opening.
 */
export function evolve(ticket: Ticket | null, entry: TimelineEntry): Ticket {
  const after = begunBy(ticket, entry);
  return isProgress(entry) ? { ...after, lastProgressAt: entry.at } : after;
}

/** The ticket that a timeline makes, from its opening on. */
export function replay(entries: readonly TimelineEntry[]): Ticket {
  const ticket = entries.reduce<Ticket | null>(begunBy, null);
  if (ticket === null) throw new Error('a timeline without an entry');
  // Nothing depends on it in between: a copy for each entry would be most of the work of a replay.
  const last = entries.findLast(isProgress);
  return last ? { ...ticket, lastProgressAt: last.at } : ticket;
}

const isProgress = ({ by, event }: TimelineEntry): boolean => by !== 'desk' && PROGRESS.has(event.type);

/** All that an entry changes but the time of the last progress. */
function begunBy(ticket: Ticket | null, entry: TimelineEntry): Ticket {
  if (entry.event.type === 'TicketOpened') return entry.event.ticket;
  if (ticket === null) throw new Error(`${entry.event.type} before TicketOpened`);
  return apply(ticket, entry);
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
      return {
        ...ticket,
        priority: event.priority,
        impact: event.impact,
        urgency: event.urgency,
        priorityChanges: [...ticket.priorityChanges, { at, from: ticket.priority, to: event.priority }],
      };
    case 'ServiceChanged':
      if (event.team === ticket.team) return { ...ticket, service: event.service };
      return {
        ...accepted(ticket, at),
        service: event.service,
        team: event.team,
        tier: 'L1',
        assignee: null,
      };
    case 'AgentReplied':
      return answered(ticket, at);
    case 'NoteAdded':
      return ticket;
    case 'RequesterReplied':
      // What is said of a resolved ticket waits for nothing, unless it is reopened.
      return isWorked(ticket) ? { ...ticket, waits: asked(ticket, at) } : ticket;
    case 'PutOnHold':
      return held(ticket, event, at);
    case 'Resumed':
      return resumed(ticket, at);
    case 'HandedOver':
      return {
        ...handedOver(ticket, event.to, at, by),
        tier: event.to,
        highestTier: isHigher(event.to, ticket.highestTier) ? event.to : ticket.highestTier,
        // Who hands over by hand lets go; the ladder takes the ticket from nobody.
        assignee: by === 'desk' ? ticket.assignee : null,
      };
    case 'HandOverAccepted':
      return accepted(ticket, at);
    case 'Retargeted':
      return {
        ...ticket,
        promise: { deskVersion: event.to, agreement: event.agreement },
        retargetedAt: at,
      };
    case 'Resolved':
      return resolved(ticket, event.resolution, at, by);
    case 'Reopened':
      return opened(ticket, at, by);
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
      return withPaged(
        { ...ticket, escalation: told(ticket.escalation, event, at) },
        event.told.flatMap((target) => (target.to === 'person' ? [target.person] : [])),
      );
    case 'RungEmpty':
      return { ...ticket, escalation: emptied(ticket.escalation, event.rung, at) };
    case 'Acknowledged':
      return { ...ticket, escalation: acknowledgedBy(ticket.escalation, event.by, at) };
    case 'Snoozed':
      return { ...ticket, escalation: snoozed(ticket.escalation, event) };
    case 'SnoozeEnded':
      return { ...ticket, escalation: awoken(ticket.escalation, event.due) };
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
    case 'KnownErrorRecorded':
      return { ...ticket, knownError: recordedKnownError(ticket.knownError, event, at) };
    case 'KnownErrorWithdrawn': {
      const { knownError: _, ...rest } = ticket;
      return rest;
    }
    case 'AcknowledgementWentStale':
      return { ...ticket, escalation: wentStale(ticket.escalation, event.at) };
    default:
      return unknown(event);
  }
}

function withPaged(ticket: Ticket, people: readonly PersonId[]): Ticket {
  if (people.length === 0) return ticket;
  return { ...ticket, paged: [...new Set([...(ticket.paged ?? []), ...people])] };
}

function isWorked({ status }: Ticket): boolean {
  return status === 'open' || status === 'onHold';
}

/** A reply ends the wait, and a ladder that runs because nobody had replied. */
function answered(ticket: Ticket, at: number): Ticket {
  return {
    ...ticket,
    firstRespondedAt: ticket.firstRespondedAt ?? at,
    waits: ending(ticket.waits, at),
    escalation: endedWith(ticket, 'firstResponse', 'nextResponse'),
  };
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
