import type { ChannelRef, DeskPolicy, Platform, Supplier, Team, Tier } from './desk.ts';
import { TIERS } from './priority.ts';

/** A channel that desk.yaml names, and what it is there for. */
export type NamedChannel = { readonly ref: ChannelRef } & (
  | { readonly of: 'duty' }
  | { readonly of: 'tier'; readonly team: Team; readonly tier: Tier }
  | { readonly of: 'supplier'; readonly supplier: Supplier }
  | { readonly of: 'majorIncidents' }
  /** Told by a rung of it, and by nothing else of the desk. */
  | { readonly of: 'ladder'; readonly ladder: string }
);

/** Every channel that desk.yaml names, once for each thing that it is there for. */
export function namedChannels(policy: DeskPolicy): readonly NamedChannel[] {
  const { dutyChannel, teams, suppliers, majorIncidents, ladders } = policy;
  return [
    { of: 'duty', ref: dutyChannel },
    ...teams.flatMap((team) =>
      TIERS.flatMap((tier): NamedChannel[] => {
        const ref = team.tiers[tier]?.channel;
        return ref ? [{ of: 'tier', team, tier, ref }] : [];
      }),
    ),
    ...Object.values(suppliers).flatMap((supplier): NamedChannel[] =>
      supplier.channel ? [{ of: 'supplier', supplier, ref: supplier.channel }] : [],
    ),
    ...(majorIncidents ? [{ of: 'majorIncidents' as const, ref: majorIncidents.channel }] : []),
    ...Object.values(ladders).flatMap(({ key, rungs }) =>
      rungs
        .flatMap(({ targets }) => targets)
        .flatMap((target): NamedChannel[] =>
          target.tell === 'channel' ? [{ of: 'ladder', ladder: key, ref: target.channel }] : [],
        ),
    ),
  ];
}

/** A channel as one platform knows it. */
export interface Room {
  readonly platform: Platform;
  /** Slack's id of the workspace, where desk.yaml names it. */
  readonly workspace: string | null;
  readonly conversation: string;
}

/** What a channel of desk.yaml is on each platform that it names. */
export function roomsOf({ slack, teams, local }: ChannelRef): readonly Room[] {
  const rooms: Room[] = [];
  if (slack) {
    const [first, second] = slack.split('/');
    rooms.push({
      platform: 'slack',
      workspace: second ? (first ?? null) : null,
      conversation: second ?? slack,
    });
  }
  if (teams) rooms.push({ platform: 'teams', workspace: null, conversation: teams.channel });
  if (local) rooms.push({ platform: 'local', workspace: null, conversation: local });
  return rooms;
}
