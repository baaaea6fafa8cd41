import { type NamedChannel, namedChannels } from '../../domain/channels.ts';
import type { DeskPolicy, Platform } from '../../domain/desk.ts';

/** Whom a channel is for, by the keys of desk.yaml, such as `network L2`. */
function whose(channel: NamedChannel): string {
  switch (channel.of) {
    case 'tier':
      return `${channel.team.key} ${channel.tier}`;
    case 'supplier':
      return `supplier ${channel.supplier.key}`;
    case 'ladder':
      return `ladder ${channel.ladder}`;
    case 'majorIncidents':
      return 'major incidents';
    case 'duty':
      return 'duty';
  }
}

/** The ids of the channels on one platform, each with those whom it is for. */
export function roomsOn(platform: 'slack' | 'teams', policy: DeskPolicy): ReadonlyMap<string, string> {
  const rooms = new Map<string, Set<string>>();
  for (const channel of namedChannels(policy)) {
    const id = platform === 'slack' ? channel.ref.slack : channel.ref.teams?.channel;
    if (id) rooms.set(id, (rooms.get(id) ?? new Set()).add(whose(channel)));
  }
  return new Map([...rooms].map(([id, those]) => [id, [...those].join(', ')]));
}

/** Those whose channel is on none of the platforms: nobody hears what they are told. */
export function unheard(policy: DeskPolicy, platforms: readonly Platform[]): readonly string[] {
  const deaf = namedChannels(policy).filter(({ ref }) => !platforms.some((platform) => ref[platform]));
  return [...new Set(deaf.map(whose))];
}
