import type { ChannelRef, DeskPolicy, Language, Platform } from '../domain/desk.ts';
import { TIERS } from '../domain/priority.ts';
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
  const names = channelsOf(policy, policy.dutyChannel.language).filter(({ ref }) => isIt(ref, removed));
  if (names.length === 0) return;
  const { platform, conversation } = removed;
  const key = `removed/${platform}/${conversation}/${Math.floor(deps.now() / HOUR_MS)}`;
  const channels = [...new Set(names.map(({ name }) => name))].join(', ');
  await tellDuty(deps, key, { type: 'removed', channels, platform });
}

function isIt(ref: ChannelRef, { platform, conversation }: Removed): boolean {
  if (platform === 'slack') return ref.slack?.split('/').at(-1) === conversation;
  return platform === 'teams' && [ref.teams?.channel, ref.teams?.team].includes(conversation);
}

/** Every channel that desk.yaml names, as people call it: by its tier, else by its key there. */
function channelsOf(policy: DeskPolicy, language: Language): { ref: ChannelRef; name: string }[] {
  const tiers = policy.teams.flatMap(({ name, tiers: of }) =>
    TIERS.flatMap((tier) => {
      const ref = of[tier]?.channel;
      return ref ? [{ ref, name: `${name[language]} ${tier}` }] : [];
    }),
  );
  const suppliers = Object.values(policy.suppliers).flatMap(({ channel: ref, name }) =>
    ref ? [{ ref, name: name[language] }] : [],
  );
  const major = policy.majorIncidents ? [{ ref: policy.majorIncidents.channel, name: 'majorIncidents' }] : [];
  return [...tiers, ...suppliers, ...major, { ref: policy.dutyChannel, name: 'dutyChannel' }];
}
