import type { DeskPolicy } from './desk.ts';
import type { ResolvedTarget } from './escalationState.ts';
import {
  addressed,
  cardFor,
  type Draft,
  toAgents,
  toPerson,
  toRequester,
  toRoom,
  toWatchers,
} from './notices/address.ts';
import { knownErrorDrafts } from './notices/knownError.ts';
import { majorDrafts } from './notices/major.ts';
import type { Notice } from './noticeTypes.ts';
import type { PersonId, Ticket, TicketEvent, TimelineEntry } from './ticket.ts';

/**
 * What has to be told to whom after an entry of the timeline, `sequence` being its number within the ticket. Every
 * key is unique within the desk; what may be said only once whatever happens (warnings, alerts, the question for a
 * rating) is keyed by what it is about, the rest by its entry. Internal notes go to the agents alone.
 */
export function noticesFor(
  before: Ticket | null,
  entry: TimelineEntry,
  after: Ticket,
  sequence: number,
  policy: DeskPolicy,
): readonly Notice[] {
  const drafts = [
    ...draftsFor(before ?? after, entry, after, policy),
    ...majorDrafts(before ?? after, entry.event, after),
    ...knownErrorDrafts(before ?? after, entry.event, after),
  ];
  return drafts.map((draft) =>
    addressed(draft, after, sequence, draft.kind === 'ratingRequest' ? 'once' : aboutOf(entry.event, after)),
  );
}

function draftsFor(
  before: Ticket,
  { event, by }: TimelineEntry,
  after: Ticket,
  policy: DeskPolicy,
): readonly Draft[] {
  const author = by === 'desk' ? null : by.person;
  const both = [toRequester('line'), toAgents('line', after)];
  switch (event.type) {
    case 'TicketOpened':
      return [toRequester('card'), cardFor(after.team, 'L1')];
    case 'TicketClaimed':
    case 'PriorityChanged':
    case 'PutOnHold':
    case 'Cancelled':
    case 'Merged':
    case 'Resumed':
      return both;
    case 'TicketAssigned':
      return [...both, ...assignment(event.assignee, event.before, author, after)];
    case 'TicketUnassigned':
    case 'Linked':
    case 'Absorbed':
    case 'Rated':
      return [toAgents('line', after)];
    case 'Reopened':
      return [toRequester('line'), toAgents('line', after, [after.assignee])];
    case 'ServiceChanged':
      if (before.team === after.team) return both;
      return [toRequester('line'), toAgents('line', before), cardFor(after.team, 'L1')];
    case 'NoteAdded':
      return [toAgents('said', after)];
    case 'AgentReplied':
      return [
        toRequester('said'),
        ...(event.inThread ? [] : [toAgents('said', after)]),
        ...toWatchers('said', after, author),
      ];
    case 'RequesterReplied':
      return [toAgents('said', after, [after.assignee]), ...toWatchers('said', after, author)];
    case 'HandedOver':
      return [cardFor(after.team, after.tier), toAgents('line', before), toRequester('line')];
    case 'Resolved':
      return [toRequester('resolution'), toAgents('line', after), ...toWatchers('line', after, author)];
    case 'Closed':
      return after.rating === null
        ? [toRequester('ratingRequest'), toAgents('line', after)]
        : [toRequester('line'), toAgents('line', after)];
    case 'SlaWarned':
      return [
        toAgents('slaWarning', after, [after.assignee]),
        ...(after.assignee === null ? [] : [toPerson('slaWarning', after.assignee, after)]),
      ];
    case 'Escalated':
      return event.told.map((target) => alert(target, after));
    case 'RungEmpty':
      return [{ kind: 'line', target: { to: 'duty' }, mention: leadOf(after, policy) }];
    case 'Acknowledged':
      // The lists in which they were told show it; a message for each would be the next storm.
      if (event.together) return [];
      return reliefs(before, after);
    case 'Snoozed':
      return reliefs(before, after);
    case 'HandOverAccepted':
    case 'Retargeted':
      return [];
    case 'AcknowledgementWentStale':
      return [toAgents('line', after, [event.by])];
    case 'MajorDeclared':
    case 'MajorUpdated':
    case 'StoodDown':
    case 'KnownErrorRecorded':
    case 'KnownErrorWithdrawn':
      return [toAgents('line', after)];
    case 'MajorUpdateMissed':
    case 'AffectedAdded':
    case 'WatcherAdded':
    case 'WatcherRemoved':
    case 'SlaBreached':
    case 'SnoozeEnded':
      return [];
    default:
      return unknown(event);
  }
}

/** Who gets the ticket hears of it, and who had it, unless it was their own doing. */
function assignment(
  assignee: PersonId,
  had: PersonId | null,
  by: PersonId | null,
  ticket: Ticket,
): readonly Draft[] {
  const drafts: Draft[] = [];
  if (assignee !== by) drafts.push(toPerson('assignedToYou', assignee, ticket));
  if (had !== null && had !== by && had !== assignee) drafts.push(toPerson('line', had, ticket));
  return drafts;
}

/** In the thread of the card where there is one; a tier that is only told has none. */
function alert(target: ResolvedTarget, ticket: Ticket): Draft {
  if (target.to === 'person') return toPerson('page', target.person, ticket);
  if (target.to === 'room') return toRoom('page', target.channel, null);
  const { team, tier, mention } = target;
  return { kind: 'page', target: { to: 'agents', team, tier, thread: tier === ticket.tier }, mention };
}

/** To everybody who was told. */
function reliefs(before: Ticket, after: Ticket): readonly Draft[] {
  return (before.escalation?.told ?? []).map((target) => relief(target, after));
}

function relief(target: ResolvedTarget, ticket: Ticket): Draft {
  if (target.to === 'person') return toPerson('acknowledged', target.person, ticket);
  if (target.to === 'room') return toRoom('acknowledged', target.channel, 'agents');
  const { team, tier } = target;
  return { kind: 'acknowledged', target: { to: 'agents', team, tier, thread: true }, mention: [] };
}

function leadOf(ticket: Ticket, policy: DeskPolicy): readonly PersonId[] {
  return policy.teams.filter((team) => team.key === ticket.team).map((team) => team.lead);
}

/** What a notice is about when it may be said only once, however often its event came to be. */
function aboutOf(event: TicketEvent, ticket: Ticket): string | null {
  // A clock may run up its ladder again after an answer ended it: each time it began is another.
  const { clock, startedAt } = ticket.escalation ?? {};
  const ladder = `${clock}/${startedAt}/${ticket.reopenCount}`;
  switch (event.type) {
    case 'SlaWarned':
      return event.fingerprint;
    case 'Escalated':
      return `${ladder}/${event.run}/${event.rung}/${event.round}`;
    case 'RungEmpty':
      return `${ladder}/${event.run}/${event.rung}/${ticket.escalation?.round}/empty`;
    default:
      return null;
  }
}

function unknown(event: never): never {
  throw new Error(`unknown event ${JSON.stringify(event)}`);
}
