import type { PersonId, Ticket, TicketEvent } from '../ticket.ts';
import { type Draft, toAgents, toEach, toPerson, toRoom } from './address.ts';

/**
 * What everybody affected by a major incident hears: that it is one, each update, and that it is over. Whoever comes
 * to be affected hears at once how it stands. Those who work on it are reminded of an update that did not come.
 */
export function majorDrafts(before: Ticket, event: TicketEvent, after: Ticket): readonly Draft[] {
  const { major } = after;
  if (event.type === 'MajorDeclared' && major) {
    return [toRoom('majorCard', major.channel, null), ...toAffected(after, major.affected)];
  }
  if (before.major && !major) {
    // The requester hears of the resolution itself.
    const told = before.major.affected.filter(
      (person) => event.type === 'StoodDown' || person !== after.requester,
    );
    return [toRoom('majorNews', before.major.channel, 'major'), ...toAffected(after, told)];
  }
  if (!major) return [];
  if (event.type === 'MajorUpdated') {
    return [toRoom('majorNews', major.channel, 'major'), ...toAffected(after, major.affected)];
  }
  if (event.type === 'MajorUpdateMissed') {
    const reminder = toAgents('majorNews', after, [after.assignee]);
    return after.assignee === null ? [reminder] : [reminder, toPerson('majorNews', after.assignee, after)];
  }
  const known = before.major?.affected ?? [];
  return toAffected(
    after,
    major.affected.filter((person) => !known.includes(person)),
  );
}

function toAffected(ticket: Ticket, people: readonly PersonId[]): readonly Draft[] {
  return toEach('majorNews', people, ticket);
}
