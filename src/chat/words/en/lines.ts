import type { ResolvedTarget } from '../../../domain/escalationState.ts';
import type { LineFacts, LineWords } from '../sentences.ts';
import { enNames } from './names.ts';

const ROLES = {
  onCall: 'on call',
  assignee: 'assignee',
  teamLead: 'team lead',
  requesterManager: "the requester's manager",
} as const;

function told(targets: readonly ResolvedTarget[], facts: LineFacts): string {
  const names = targets.map((target) => {
    if (target.to === 'room') return target.name.en;
    return target.to === 'channel'
      ? `${facts.team(target.team)} ${target.tier}`
      : `${facts.person(target.person)} (${ROLES[target.as]})`;
  });
  return names.join(', ');
}

const clockOf = (name: keyof typeof enNames.clock): string => enNames.clock[name].toLowerCase();

export const enLines: LineWords = {
  agents: (event, facts) => {
    const { by, number } = facts;
    switch (event.type) {
      case 'TicketOpened':
        return `${by} opened ${number}.`;
      case 'TicketClaimed':
        return `${facts.person(event.assignee)} claimed ${number}.`;
      case 'TicketAssigned':
        return event.before
          ? `${by} moved ${number} from ${facts.person(event.before)} to ${facts.person(event.assignee)}.`
          : `${by} assigned ${number} to ${facts.person(event.assignee)}.`;
      case 'TicketUnassigned':
        return `${by} put ${number} back into the queue (was with ${facts.person(event.before)}).`;
      case 'PriorityChanged':
        return `${by} changed the priority of ${number} from ${event.before} to ${event.priority}.`;
      case 'ServiceChanged':
        return `${by} moved ${number} to ${facts.service(event.service)} (${facts.team(event.team)}).`;
      case 'NoteAdded':
        return `${by} left a note on ${number}.`;
      case 'AgentReplied':
        return `${by} replied to the requester of ${number}.`;
      case 'RequesterReplied':
        return `${by} replied on ${number}.`;
      case 'PutOnHold':
        return `${by} put ${number} on hold: ${enNames.holdReason[event.reason]}.`;
      case 'Resumed':
        return event.why === 'requesterReplied'
          ? `The requester answered, so ${number} goes on.`
          : `${by} resumed ${number}.`;
      case 'HandedOver':
        return `${by} handed ${number} over from ${event.from} to ${event.to}.`;
      case 'HandOverAccepted':
        return `${facts.person(event.by)} accepted ${number} for ${event.tier}.`;
      case 'Retargeted':
        return `${by} put ${number} under version ${event.to} of the desk (agreement ${event.agreement}, before: version ${event.from}).`;
      case 'Resolved':
        return `${by} resolved ${number}.`;
      case 'Reopened':
        return `${by} reopened ${number}.`;
      case 'Closed':
        return {
          confirmed: `${by} confirmed the resolution; ${number} is closed.`,
          unanswered: `${number} closed by itself, since no answer came.`,
          agent: `${by} closed ${number}.`,
        }[event.why];
      case 'Cancelled':
        return `${by} cancelled ${number}.`;
      case 'Merged':
        return `${by} merged ${number} into ${event.into}.`;
      case 'Absorbed':
        return `${by} merged ${event.from} into ${number}.`;
      case 'Linked':
        return `${by} linked: ${number} ${enNames.link[event.link.type]} ${event.link.ticket}.`;
      case 'WatcherAdded':
        return `${facts.person(event.person)} watches ${number}.`;
      case 'WatcherRemoved':
        return `${facts.person(event.person)} no longer watches ${number}.`;
      case 'Rated':
        return `${by} rated ${number}: ${event.score} of 5.`;
      case 'SlaWarned':
        return `${Math.round(event.threshold * 100)} % of the time for the ${clockOf(event.clock)} of ${number} is used; due ${facts.instant(event.due)}.`;
      case 'SlaBreached':
        return `The ${clockOf(event.clock)} of ${number} was due ${facts.instant(event.due)} and is breached.`;
      case 'Escalated':
        return `Escalation of ${number}, step ${event.rung + 1}: ${told(event.told, facts)} told.`;
      case 'RungEmpty':
        return event.unreachable
          ? `Escalation of ${number}, step ${event.rung + 1}: none of those told could be reached; going one step higher at once.`
          : `Escalation of ${number}, step ${event.rung + 1} reached nobody (${event.missing.join(', ')}); going one step higher at once.`;
      case 'Acknowledged':
        return `${facts.person(event.by)} acknowledged the escalation of ${number}.`;
      case 'Snoozed':
        return `${facts.person(event.by)} snoozed the escalation of ${number} until ${facts.instant(event.until)}.`;
      case 'SnoozeEnded':
        return `The snooze of ${number} is over; the escalation goes on.`;
      case 'MajorDeclared':
        return `${by} declared ${number} a major incident.`;
      case 'MajorUpdated':
        return `${by} told everybody affected by ${number} how it stands.`;
      case 'MajorUpdateMissed':
        return `An update on the major incident ${number} was due ${facts.instant(event.due)}.`;
      case 'AffectedAdded':
        return `${facts.person(event.person)} is affected by ${number}.`;
      case 'StoodDown':
        return `${by} stood the major incident ${number} down.`;
      case 'KnownErrorRecorded':
        return `${by} recorded ${number} as a known error.`;
      case 'KnownErrorWithdrawn':
        return `${by} withdrew the known error ${number}.`;
      case 'AcknowledgementWentStale':
        return `Nothing happened on ${number} since ${facts.person(event.by)} acknowledged it; the escalation goes on.`;
      default:
        return event satisfies never;
    }
  },
  requester: (event, facts) => {
    const { by, number } = facts;
    switch (event.type) {
      case 'TicketOpened':
        return `We have your ticket ${number}.`;
      case 'TicketClaimed':
        return `${facts.person(event.assignee)} is working on ${number}.`;
      case 'TicketAssigned':
        return `${number} is now with ${facts.person(event.assignee)}.`;
      case 'TicketUnassigned':
        return `${number} is back in the queue and will be picked up by somebody else.`;
      case 'PriorityChanged':
        return `The priority of ${number} is now ${enNames.priority[event.priority]}.`;
      case 'ServiceChanged':
        return `${number} is now with ${facts.team(event.team)}.`;
      case 'AgentReplied':
        return `${by} replied on ${number}.`;
      case 'RequesterReplied':
        return `Your reply on ${number} is with the service desk.`;
      case 'PutOnHold':
        return event.reason === 'requester'
          ? `${number} waits for your answer.`
          : `${number} is on hold: ${enNames.holdReason[event.reason]}.`;
      case 'Resumed':
        return `Work on ${number} goes on.`;
      case 'HandedOver':
        return `${number} is now with specialists (${enNames.tier[event.to]}).`;
      case 'Resolved':
        return `${by} resolved ${number}.`;
      case 'Reopened':
        return `${number} is open again.`;
      case 'Closed':
        return event.why === 'unanswered'
          ? `${number} is closed, since we heard nothing more.`
          : `${number} is closed.`;
      case 'Cancelled':
        return `${number} is cancelled.`;
      case 'Merged':
        return `${number} is the same as ${event.into} and goes on there.`;
      case 'Rated':
        return `Thank you for rating ${number}.`;
      case 'HandOverAccepted':
      case 'Retargeted':
      case 'NoteAdded':
      case 'Absorbed':
      case 'Linked':
      case 'WatcherAdded':
      case 'WatcherRemoved':
      case 'SlaWarned':
      case 'SlaBreached':
      case 'Escalated':
      case 'RungEmpty':
      case 'Acknowledged':
      case 'Snoozed':
      case 'SnoozeEnded':
      case 'MajorDeclared':
      case 'MajorUpdated':
      case 'MajorUpdateMissed':
      case 'AffectedAdded':
      case 'StoodDown':
      case 'KnownErrorRecorded':
      case 'KnownErrorWithdrawn':
      case 'AcknowledgementWentStale':
        return null;
      default:
        return event satisfies never;
    }
  },
};
