import { type NamedChannel, namedChannels, roomsOf } from '../domain/channels.ts';
import type { ChannelRef, Language, Platform } from '../domain/desk.ts';
import type { AppDeps } from './ports.ts';
import { tellDuty } from './tellDuty.ts';

export interface Removed {
  readonly platform: Platform;
  /** The channel, or the team of Teams with all of its channels. */
  readonly conversation: string;
}

const HOUR_MS = 3_600_000;

/**
 * The desk was taken out of a channel, or the channel deleted: the duty channel hears of it at once, not only when the
 * next page cannot be delivered. Of channels that desk.yaml does not name nobody has to hear. A platform may tell of one
 * removal in several events: within the hour it is said once.
 */
export async function tellRemoved(deps: AppDeps, removed: Removed): Promise<void> {
  const policy = await deps.policies.current();
  const known = namedChannels(policy).filter(({ ref }) => isIt(ref, removed));
  if (known.length === 0) return;
  const { platform, conversation } = removed;
  const key = `removed/${platform}/${conversation}/${Math.floor(deps.now() / HOUR_MS)}`;
  const { language } = policy.dutyChannel;
  const channels = [...new Set(known.map((each) => nameOf(each, language)))].join(', ');
  await tellDuty(deps, key, { type: 'removed', channels, platform });
}

function isIt(ref: ChannelRef, { platform, conversation }: Removed): boolean {
  const wholeTeam = platform === 'teams' && ref.teams?.team === conversation;
  return (
    wholeTeam || roomsOf(ref).some((room) => room.platform === platform && room.conversation === conversation)
  );
}

/** As people call it: by its tier or supplier, else by its key in desk.yaml. */
function nameOf(channel: NamedChannel, language: Language): string {
  switch (channel.of) {
    case 'tier':
      return `${channel.team.name[language]} ${channel.tier}`;
    case 'supplier':
      return channel.supplier.name[language];
    case 'ladder':
      return `ladders.${channel.ladder}`;
    case 'majorIncidents':
      return 'majorIncidents';
    case 'duty':
      return 'dutyChannel';
  }
}
