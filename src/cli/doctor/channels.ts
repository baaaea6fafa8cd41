import type { ChannelRef, DeskPolicy, Platform } from '../../domain/desk.ts';

/** Every channel in which the desk speaks, with whom it is for, such as `network L2`. */
function channelsOf(policy: DeskPolicy): readonly { readonly of: string; readonly channel: ChannelRef }[] {
  return [
    { of: 'duty', channel: policy.dutyChannel },
    ...policy.teams.flatMap(({ key, tiers }) =>
      Object.entries(tiers).map(([tier, { channel }]) => ({ of: `${key} ${tier}`, channel })),
    ),
  ];
}

/** The ids of the channels on one platform, each with those whom it is for. */
export function roomsOn(platform: 'slack' | 'teams', policy: DeskPolicy): ReadonlyMap<string, string> {
  const rooms = new Map<string, string>();
  for (const { of, channel } of channelsOf(policy)) {
    const id = platform === 'slack' ? channel.slack : channel.teams?.channel;
    if (!id) continue;
    const others = rooms.get(id);
    rooms.set(id, others ? `${others}, ${of}` : of);
  }
  return rooms;
}

/** Those whose channel is on none of the platforms: nobody hears what they are told. */
export function unheard(policy: DeskPolicy, platforms: readonly Platform[]): readonly string[] {
  return channelsOf(policy)
    .filter(({ channel }) => !platforms.some((platform) => channel[platform]))
    .map(({ of }) => of);
}
