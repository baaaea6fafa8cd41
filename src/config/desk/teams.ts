import type { z } from 'zod';
import type {
  ChannelRef,
  Language,
  Priority,
  ServiceEntry,
  Team,
  TeamTier,
  Tier,
  Words,
} from '../../domain/desk.ts';
import { checkReference, type Entries } from './entries.ts';
import type { People } from './people.ts';
import type { Rotas } from './rotas.ts';
import type { service } from './shapes/agreements.ts';
import type { team } from './shapes/people.ts';
import type { settings } from './shapes/settings.ts';
import type { Path, Report } from './source.ts';

export type Teams = Entries<z.infer<typeof team>>;
export type Services = Entries<z.infer<typeof service>>;
type Channel = z.infer<typeof settings.dutyChannel>;

/** What teams are made of, and in which language they are addressed unless they say so. */
export interface TeamParts {
  readonly people: People;
  readonly rotas: Rotas;
  readonly language: Language;
}

export function compileTeams(teams: Teams, parts: TeamParts, report: Report): readonly Team[] {
  return [...teams.all].map(([key, { name, lead, tiers }]) => {
    const path = ['teams', key];
    checkReference(lead, [...path, 'lead'], parts.people, report);
    const { L1, L2, L3 } = tiers;
    const compile = (tier: Tier, entry: typeof L1) =>
      compileTier(entry, [...path, 'tiers', tier], parts, report);
    return {
      key,
      name: bothWords(name),
      lead,
      tiers: {
        L1: compile('L1', L1),
        ...(L2 && { L2: compile('L2', L2) }),
        ...(L3 && { L3: compile('L3', L3) }),
      },
    };
  });
}

type TierShape = z.infer<typeof team>['tiers']['L1'];

function compileTier(entry: TierShape, path: Path, parts: TeamParts, report: Report): TeamTier {
  const { members = [], rota = null } = entry;
  for (const [index, member] of members.entries()) {
    checkReference(member, [...path, 'members', index], parts.people, report);
  }
  if (rota !== null) checkReference(rota, [...path, 'rota'], parts.rotas, report);
  if (members.length === 0 && rota === null) report(path, 'has nobody: name members or a rota');
  return {
    channel: compileChannel(entry.channel, [...path, 'channel'], parts.language, report),
    members,
    rota,
  };
}

export function compileChannel(channel: Channel, path: Path, language: Language, report: Report): ChannelRef {
  const { local, slack, teams } = channel;
  if (!local && !slack && !teams) {
    report(path, 'names no channel: name one of local, slack and teams, such as { slack: C0123ABCD }');
  }
  return {
    ...(local && { local }),
    ...(slack && { slack }),
    ...(teams && { teams }),
    language: channel.language ?? language,
  };
}

export function compileServices(
  services: Services,
  { teams, ladders }: { readonly teams: Teams; readonly ladders: Entries<unknown> },
  report: Report,
): readonly ServiceEntry[] {
  return [...services.all].map(([key, { name, team: owner, kind, keywords = [], ladder }]) => {
    checkReference(owner, ['services', key, 'team'], teams, report);
    const entry = { key, name: bothWords(name), team: owner, kind, keywords };
    if (ladder === undefined) return entry;
    checkLadderNames(ladder, ['services', key, 'ladder'], ladders, report);
    return { ...entry, ladder: ladderNames(ladder) };
  });
}

/** Written as one name for all priorities, or as one for each. */
export type WrittenLadder = string | Readonly<Record<Priority, string>>;

export function ladderNames(ladder: WrittenLadder): Readonly<Record<Priority, string>> {
  return typeof ladder === 'string' ? { P1: ladder, P2: ladder, P3: ladder, P4: ladder } : ladder;
}

export function checkLadderNames(
  ladder: WrittenLadder,
  path: Path,
  ladders: Entries<unknown>,
  report: Report,
): void {
  if (typeof ladder === 'string') checkReference(ladder, path, ladders, report);
  else {
    for (const [priority, name] of Object.entries(ladder)) {
      checkReference(name, [...path, priority], ladders, report);
    }
  }
}

export function bothWords(words: string | Words): Words {
  return typeof words === 'string' ? { en: words, zh: words } : words;
}
