import type { ChannelRef, DeskPolicy } from '../../domain/desk.ts';

/** Every channel that the desk speaks in, with who it is for: `network L2`. Each channel once. */
export function channelsOf(policy: DeskPolicy): readonly { readonly of: string; readonly channel: ChannelRef }[] {
  const all = [
    { of: 'duty', channel: policy.dutyChannel },
    ...policy.teams.flatMap(({ key, tiers }) =>
      Object.entries(tiers).map(([tier, { channel }]) => ({ of: `${key} ${tier}`, channel })),
    ),
  ];
  return all;
}
