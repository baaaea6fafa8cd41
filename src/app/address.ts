import { roomsOf } from '../domain/channels.ts';
import type { ChannelRef, DeskPolicy, Language, Tier } from '../domain/desk.ts';
import type { Notice } from '../domain/noticeTypes.ts';
import type { PersonId, Ticket } from '../domain/ticket.ts';
import type { Account, NewDelivery, NewNotice, NoticeData, Place, Tx } from './ports.ts';

/** What a notice about a ticket is addressed with. */
export interface Addressing {
  readonly tx: Tx;
  readonly policy: DeskPolicy;
  readonly ticket: Ticket;
  readonly origin: Place;
}

/** Resolves whom a notice is for into destinations, at the moment it is committed. */
export async function addressNotice(notice: Notice, to: Addressing): Promise<NewNotice> {
  const { deliveries, ...data } = await destinations(notice, to);
  return {
    key: notice.key,
    kind: notice.kind,
    ticketId: to.ticket.id,
    questionId: null,
    event: notice.event,
    urgent: notice.urgent,
    data: { ...data, mention: notice.mention },
    deliveries,
  };
}

type Addressed = Omit<NoticeData, 'mention'> & { deliveries: readonly NewDelivery[] };

async function destinations(notice: Notice, { tx, policy, ticket, origin }: Addressing): Promise<Addressed> {
  const { target } = notice;
  switch (target.to) {
    case 'requester':
      return {
        side: 'requester',
        language: await languageOf(tx, policy, ticket.requester),
        deliveries: [await toRequester(tx, ticket, origin, notice.kind === 'card')],
      };
    case 'agents': {
      const channel = tierChannel(policy, target.team, target.tier);
      const anchor = target.thread ? 'agents' : null;
      return {
        side: 'agents',
        language: channel.language,
        deliveries: await toChannel(tx, channel, anchor, ticket.id),
      };
    }
    case 'room':
      return {
        side: 'agents',
        language: target.channel.language,
        deliveries: await toChannel(tx, target.channel, target.thread, ticket.id),
      };
    case 'person':
      return {
        side: 'person',
        language: await languageOf(tx, policy, target.person),
        deliveries: [await toPerson(tx, target.person, origin.workspaceId, ticket.id)],
      };
    case 'duty':
      return {
        side: 'duty',
        language: policy.dutyChannel.language,
        deliveries: await toChannel(tx, policy.dutyChannel, null, ticket.id),
      };
  }
}

/** The channel of a tier; the next lower one where a team has no such tier. */
export function tierChannel(policy: DeskPolicy, team: string, tier: Tier): ChannelRef {
  const tiers = policy.teams.find((each) => each.key === team)?.tiers;
  if (!tiers) return policy.dutyChannel;
  if (tier === 'L3') return (tiers.L3 ?? tiers.L2 ?? tiers.L1).channel;
  if (tier === 'L2') return (tiers.L2 ?? tiers.L1).channel;
  return tiers.L1.channel;
}

/** A person's language as desk.yaml says, else their platform, else the desk's. */
export async function languageOf(tx: Tx, policy: DeskPolicy, person: PersonId): Promise<Language> {
  const known = policy.people.find((each) => each.key === person)?.language;
  if (known) return known;
  const told = (await accountsOf(tx, person)).find((account) => account.language !== null);
  return told?.language ?? policy.language;
}

async function toRequester(tx: Tx, ticket: Ticket, origin: Place, isCard: boolean): Promise<NewDelivery> {
  if (origin.kind === 'channel') {
    return {
      workspaceId: origin.workspaceId,
      conversation: origin.conversation,
      thread: origin.thread,
      anchor: null,
      person: null,
      account: null,
      lane: `${origin.workspaceId}:${origin.conversation}:${origin.thread ?? ''}`,
    };
  }
  const direct = await toPerson(tx, ticket.requester, origin.workspaceId, ticket.id);
  return { ...direct, anchor: isCard ? null : 'requester' };
}

/** One delivery for each platform on which the channel exists and the desk is connected. */
export async function toChannel(
  tx: Tx,
  channel: ChannelRef,
  anchor: 'agents' | 'major' | null,
  subject: string,
): Promise<readonly NewDelivery[]> {
  const workspaces = await tx.workspaces();
  return roomsOf(channel).flatMap(({ platform, workspace, conversation }) => {
    const found = workspaces.find(
      ({ platform: on, externalId }) =>
        on === platform && (workspace === null || externalId === null || externalId === workspace),
    );
    if (!found) return [];
    return [
      {
        workspaceId: found.id,
        conversation,
        thread: null,
        anchor,
        person: null,
        account: null,
        lane: `${found.id}:${conversation}:${subject}`,
      },
    ];
  });
}

/** To one person alone: on the platform the ticket came from if they are there, else where they were seen last. */
export async function toPerson(
  tx: Tx,
  person: PersonId,
  workspaceId: string,
  subject: string,
): Promise<NewDelivery> {
  const accounts = await accountsOf(tx, person);
  const account: Account | undefined =
    accounts.find((each) => each.workspaceId === workspaceId) ?? accounts[0];
  return {
    workspaceId: account?.workspaceId ?? null,
    conversation: null,
    thread: null,
    anchor: null,
    person,
    account: account?.externalId ?? null,
    lane: `person:${person}:${subject}`,
  };
}

async function accountsOf(tx: Tx, person: PersonId): Promise<readonly Account[]> {
  return (await tx.accounts([person])).get(person) ?? [];
}

/** Whose accounts a notice may be addressed with. */
export function addressees(notice: Notice, ticket: Ticket): readonly PersonId[] {
  if (notice.target.to === 'requester') return [ticket.requester];
  return notice.target.to === 'person' ? [notice.target.person] : [];
}
