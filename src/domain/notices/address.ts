import type { ChannelRef, Tier } from '../desk.ts';
import { roomKey } from '../escalation.ts';
import type { Notice, NoticeKind, NoticeTarget, RoomThread } from '../noticeTypes.ts';
import type { PersonId, Ticket } from '../ticket.ts';

/** A notice on the way: whom it is for and what it says; key and event number come last. */
export interface Draft {
  readonly kind: NoticeKind;
  readonly target: NoticeTarget;
  readonly mention: readonly PersonId[];
}

export function toRequester(kind: NoticeKind): Draft {
  return { kind, target: { to: 'requester' }, mention: [] };
}

/** In the thread of the ticket's card, in the channel of the tier that has the ticket. */
export function toAgents(
  kind: NoticeKind,
  ticket: Ticket,
  mention: readonly (PersonId | null)[] = [],
): Draft {
  return {
    kind,
    target: { to: 'agents', team: ticket.team, tier: ticket.tier, thread: true },
    mention: mention.filter((person) => person !== null),
  };
}

/** A card of its own in the channel of a tier. */
export function cardFor(team: string, tier: Tier): Draft {
  return { kind: 'card', target: { to: 'agents', team, tier, thread: false }, mention: [] };
}

export function toPerson(kind: NoticeKind, person: PersonId, ticket: Ticket): Draft {
  return { kind, target: { to: 'person', person, team: ticket.team, tier: ticket.tier }, mention: [] };
}

/** To each of them alone; to the requester where the ticket was asked for. */
export function toEach(kind: NoticeKind, people: readonly PersonId[], ticket: Ticket): readonly Draft[] {
  return people.map((person) =>
    person === ticket.requester ? toRequester(kind) : toPerson(kind, person, ticket),
  );
}

/** A channel that belongs to no tier. */
export function toRoom(kind: NoticeKind, channel: ChannelRef, thread: RoomThread): Draft {
  return { kind, target: { to: 'room', channel, thread }, mention: [] };
}

/** Everybody who watches, but the requester, who is told anyway, and who did it. */
export function toWatchers(kind: NoticeKind, ticket: Ticket, by: PersonId | null): readonly Draft[] {
  return ticket.watchers
    .filter((person) => person !== by && person !== ticket.requester)
    .map((person) => toPerson(kind, person, ticket));
}

/** Makes a draft a notice; `about` is what it is about, when that is more than the event it comes from. */
export function addressed(draft: Draft, ticket: Ticket, sequence: number, about: string | null): Notice {
  const target = targetName(draft.target);
  return {
    ...draft,
    key: `${ticket.number}/${draft.kind}/${about ?? sequence}/${target}`,
    urgent: draft.kind === 'page',
    event: sequence,
  };
}

function targetName(target: NoticeTarget): string {
  switch (target.to) {
    case 'requester':
    case 'duty':
      return target.to;
    case 'agents':
      return `agents/${target.team}/${target.tier}`;
    case 'room':
      return roomKey(target.channel);
    case 'person':
      return `person/${target.person}`;
  }
}
