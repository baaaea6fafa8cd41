import { isAgent } from '../access.ts';
import { agreementFor } from '../agreement.ts';
import type { TicketCommand } from '../command.ts';
import { DomainError } from '../errors.ts';
import { priorityOf } from '../priority.ts';
import type { TicketEvent } from '../ticket.ts';
import type { DecideContext } from './context.ts';

/** A ticket as it begins: at L1 of the team that owns the service, promised what is in force now. */
export function open(
  command: Extract<TicketCommand, { type: 'open' }>,
  { now, actor, current }: DecideContext,
): readonly TicketEvent[] {
  const openedBy = actor === 'desk' ? command.requester : actor.person;
  if (openedBy !== command.requester && !isAgent(openedBy, current)) {
    throw new DomainError('notAllowed', { verb: 'open', number: command.number });
  }
  const service = current.services.find((entry) => entry.key === command.service);
  if (!service) {
    const known = current.services.map((entry) => entry.key).join(',');
    throw new DomainError('serviceUnknown', { service: command.service, known });
  }
  if (command.title.trim() === '') throw new DomainError('titleMissing');
  const priority = priorityOf(current, command.impact, command.urgency);
  const groups = command.requesterGroups;
  const agreement = agreementFor(current, { service: service.key, kind: command.kind, groups }, now);
  return [
    {
      type: 'TicketOpened',
      ticket: {
        id: command.id,
        number: command.number,
        kind: command.kind,
        title: command.title.trim(),
        description: command.description,
        service: service.key,
        team: service.team,
        tier: 'L1',
        highestTier: 'L1',
        impact: command.impact,
        urgency: command.urgency,
        priority,
        requester: command.requester,
        openedBy,
        assignee: null,
        watchers: [],
        tags: [],
        links: [],
        visibility: command.visibility,
        promise: { deskVersion: current.version, agreement: agreement.key },
        retargetedAt: null,
        openedAt: now,
        firstRespondedAt: null,
        holds: [],
        resolvedSpans: [],
        waits: [],
        handOvers: [],
        priorityChanges: [],
        fired: [],
        escalation: null,
        reopenCount: 0,
        rating: null,
        lastProgressAt: now,
        version: 1,
        status: 'open',
      },
    },
  ];
}
