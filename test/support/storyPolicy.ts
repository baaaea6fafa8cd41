import type { ArticleDraft } from '../../src/app/ports.ts';
import type { ChannelRef, DeskPolicy, Team } from '../../src/domain/desk.ts';
import { deskPolicy, weeklyRota } from './builders.ts';
import type { Room } from './chat.ts';

/**
 * The people of the stories: emma and vic ask, mia is emma's manager; ana and ben are L1 of the network team, eve and
 * eli L2 (eve on call), lou L3, nora leads it; wim is the workplace team.
 */
export const PEOPLE = ['emma', 'vic', 'mia', 'ana', 'ben', 'eve', 'eli', 'lou', 'wim', 'nora', 'lea'];

/** A guest where the platform has guests, with the address of an agent: who says so is not ben. */
export const GUEST = { name: 'gus', email: 'ben@example.com' } as const;

/** The sample desk of the tests with rooms as one platform names them. */
export function storyPolicy(channel: (room: Room) => ChannelRef): DeskPolicy {
  const base = deskPolicy();
  const named = (ref: ChannelRef) => channel((ref.local ?? 'duty') as Room);
  const teams = base.teams.map((team): Team => {
    const tiers = Object.entries(team.tiers).map(([tier, entry]) => [
      tier,
      { ...entry, channel: named(entry.channel) },
    ]);
    return {
      ...team,
      tiers: {
        ...Object.fromEntries(tiers),
        L1: { ...team.tiers.L1, channel: named(team.tiers.L1.channel) },
      },
    };
  });
  return {
    ...base,
    teams,
    dutyChannel: channel('duty'),
    trustedDomains: ['example.com'],
    rotas: { networkL2: weeklyRota('networkL2', ['eve']) },
  };
}

/** The room of the workplace team stands for that of major incidents. */
export function withMajorIncidents(policy: DeskPolicy): DeskPolicy {
  const channel = policy.teams.find(({ key }) => key === 'workplace')?.tiers.L1.channel ?? policy.dutyChannel;
  const rungs = [{ after: 0, targets: [{ tell: 'teamLead' }] as const, moveTo: null, again: null }];
  return {
    ...policy,
    ladders: { ...policy.ladders, major: { key: 'major', staleAfter: null, rungs } },
    majorIncidents: { channel, ladder: 'major', updateEvery: 1800 },
  };
}

/** A few articles, as a small company has them. */
export const ARTICLES: readonly ArticleDraft[] = [
  article(
    'vpn-drops',
    'VPN drops every hour',
    'The VPN client drops when it is out of date.\n\n## Steps\n\n1. Quit the VPN client.\n2. Install the newest client from the portal.\n3. Connect again.',
    ['vpn', 'client'],
  ),
  article(
    'vpn-setup',
    'Set up the VPN on a new laptop',
    '## Steps\n\n1. Open the portal.\n2. Download the VPN client.\n3. Sign in with your account.',
    ['vpn', 'first day'],
  ),
  article(
    'vpn-slow',
    'The VPN connection is slow',
    '## Steps\n\n1. Choose the gateway nearest to you.\n2. Leave the guest Wi-Fi.',
    ['vpn', 'speed'],
  ),
  article('vpn-error', 'VPN error 619', '## Steps\n\n1. Restart the router.\n2. Connect the VPN again.', [
    'vpn',
    'router',
  ]),
  article(
    'vpn-phone',
    'Use the VPN on your phone',
    '## Steps\n\n1. Install the VPN app from the store.\n2. Scan the code.',
    ['vpn', 'mobile'],
  ),
  article(
    'password',
    'Reset your password',
    '## Steps\n\n1. Open the password page.\n2. Choose *Forgot password*.\n3. Follow the link in the message.',
    ['password'],
  ),
  article(
    'printer',
    'The printer prints nothing',
    '## Steps\n\n1. Look whether there is paper.\n2. Turn the printer off and on.',
    ['printer'],
  ),
  article(
    'wifi-zh',
    '无线网络连不上',
    '## 步骤\n\n1. 关闭再打开无线网络。\n2. 选择 office 网络。',
    ['wifi'],
    'zh',
  ),
];

function article(
  slug: string,
  title: string,
  body: string,
  tags: string[],
  language: 'en' | 'zh' = 'en',
): ArticleDraft {
  return {
    slug,
    title,
    body,
    language,
    audience: 'everyone',
    tags,
    owner: null,
    reviewBy: null,
    translationOf: null,
  };
}
