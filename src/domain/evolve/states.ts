import type { Actor, BodyId, HoldSegment, Instant, Ticket, TicketBase, TicketEvent } from '../ticket.ts';
import { asked, endedWith, ending } from './waits.ts';

/** The ticket back in work: a reopening ends the time for which it was resolved. */
export function opened(ticket: Ticket, at: Instant, by: Actor): Ticket {
  // Who reopens their own ticket waits for an answer.
  const asks = by !== 'desk' && by.person === ticket.requester;
  return {
    ...base(ticket),
    status: 'open',
    resolvedSpans: ticket.resolvedSpans.map((span) => ({
      from: span.from,
      to: span.to ?? Math.max(span.from, at),
    })),
    waits: asks ? asked(ticket, at) : ticket.waits,
    reopenCount: ticket.reopenCount + 1,
  };
}

/** On hold for a reason; another reason begins another segment. */
export function held(
  ticket: Ticket,
  { reason, supplier }: Extract<TicketEvent, { type: 'PutOnHold' }>,
  at: Instant,
): Ticket {
  const hold = { from: at, to: null, reason, ...(supplier ? { supplier } : {}) };
  return {
    ...base(ticket),
    status: 'onHold',
    hold: { reason, since: at },
    holds: [...closedHolds(ticket, at), hold],
    escalation: endedWith(ticket, 'supplier'),
  };
}

/** In work again after a hold. */
export function resumed(ticket: Ticket, at: Instant): Ticket {
  const escalation = endedWith(ticket, 'supplier');
  return { ...base(ticket), status: 'open', holds: closedHolds(ticket, at), escalation };
}

/** Resolved: every clock stops, the ladder and an open hold end. */
export function resolved(ticket: Ticket, resolution: BodyId, at: Instant, by: Actor): Ticket {
  return {
    ...nothingKnown(base(ticket)),
    ...everythingStops(ticket, at),
    status: 'resolved',
    resolution,
    resolvedAt: at,
    resolvedBy: by === 'desk' ? (ticket.assignee ?? ticket.requester) : by.person,
    firstRespondedAt: ticket.firstRespondedAt ?? at,
  };
}

/** Closed, cancelled or merged. A ticket closed without a resolution stops its clocks like a resolved one. */
export function ended(
  ticket: Ticket,
  event: Extract<TicketEvent, { type: 'Closed' | 'Cancelled' | 'Merged' }>,
  at: Instant,
): Ticket {
  const rest = nothingKnown(base(ticket));
  if (event.type === 'Closed') {
    const resolution = ticket.status === 'resolved' ? ticket.resolution : null;
    return { ...rest, ...everythingStops(ticket, at), status: 'closed', closedAt: at, resolution };
  }
  if (event.type === 'Cancelled') {
    return { ...rest, ...nothingRuns(ticket, at), status: 'cancelled', cancelledAt: at };
  }
  return { ...rest, ...nothingRuns(ticket, at), status: 'merged', into: event.into, mergedAt: at };
}

/** Nothing runs any more, and the time for which it is resolved begins, unless it lasts. */
function everythingStops(ticket: Ticket, at: Instant) {
  const lasting = ticket.resolvedSpans.some((span) => span.to === null);
  return {
    ...nothingRuns(ticket, at),
    resolvedSpans: lasting ? ticket.resolvedSpans : [...ticket.resolvedSpans, { from: at, to: null }],
  };
}

function nothingRuns(ticket: Ticket, at: Instant) {
  const holds = closedHolds(ticket, at);
  return {
    holds,
    waits: ending(ticket.waits, at),
    handOvers: ending(ticket.handOvers, at),
    escalation: null,
  };
}

/** With its ticket a major incident is over, and a known error. */
function nothingKnown(ticket: TicketBase): TicketBase {
  if (!ticket.major && !ticket.knownError) return ticket;
  const { major: _, knownError: __, ...rest } = ticket;
  return rest;
}

function closedHolds(ticket: Ticket, at: Instant): readonly HoldSegment[] {
  return ending(ticket.holds, at);
}

/** What a ticket has in every state, without what belongs to the present one. */
function base(ticket: Ticket): TicketBase {
  return {
    id: ticket.id,
    number: ticket.number,
    kind: ticket.kind,
    title: ticket.title,
    description: ticket.description,
    service: ticket.service,
    team: ticket.team,
    tier: ticket.tier,
    highestTier: ticket.highestTier,
    impact: ticket.impact,
    urgency: ticket.urgency,
    priority: ticket.priority,
    requester: ticket.requester,
    openedBy: ticket.openedBy,
    assignee: ticket.assignee,
    watchers: ticket.watchers,
    tags: ticket.tags,
    links: ticket.links,
    visibility: ticket.visibility,
    promise: ticket.promise,
    retargetedAt: ticket.retargetedAt,
    openedAt: ticket.openedAt,
    firstRespondedAt: ticket.firstRespondedAt,
    holds: ticket.holds,
    resolvedSpans: ticket.resolvedSpans,
    waits: ticket.waits,
    handOvers: ticket.handOvers,
    priorityChanges: ticket.priorityChanges,
    fired: ticket.fired,
    escalation: ticket.escalation,
    ...(ticket.major ? { major: ticket.major } : {}),
    ...(ticket.knownError ? { knownError: ticket.knownError } : {}),
    reopenCount: ticket.reopenCount,
    rating: ticket.rating,
    lastProgressAt: ticket.lastProgressAt,
    version: ticket.version,
  };
}
