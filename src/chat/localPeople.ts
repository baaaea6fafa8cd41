import type { AppDeps, LocalAccount } from '../app/ports.ts';
import { isAgent, isLead } from '../domain/access.ts';
import { namedChannels } from '../domain/channels.ts';
import type { DeskPolicy } from '../domain/desk.ts';
import { onCallFor } from '../domain/escalation.ts';
import { TIERS } from '../domain/priority.ts';
import { peopleOf } from '../domain/rota.ts';
import { wordsFor } from './words/words.ts';

/** Whom a visitor of the local chat can be: everybody in desk.yaml, with an account of the local workspace each. */
export async function localPeople(deps: AppDeps, workspaceId: string): Promise<readonly LocalAccount[]> {
  const policy = await deps.policies.current();
  if (seeded.get(deps) !== policy.version) {
    await deps.store.transaction(async (tx) => {
      for (const { key, name, email, language } of policy.people) {
        await tx.saveAccount(
          { workspaceId, externalId: key, person: key, name, email, language, kind: 'member' },
          deps.now(),
        );
      }
    });
    seeded.set(deps, policy.version);
  }
  return policy.people.map((person) => ({
    id: person.key,
    name: person.name,
    email: person.email,
    language: person.language,
    roles: rolesOf(person.key, policy, deps.now()),
    channels: channelsOf(person.key, policy),
  }));
}

/** Which version's people have their accounts, for each set of deps. */
const seeded = new WeakMap<AppDeps, number>();

function rolesOf(person: string, policy: DeskPolicy, now: number): string[] {
  const known = policy.people.find((each) => each.key === person);
  const { language } = known ?? policy;
  const { roles: words } = wordsFor(language).names;
  const roles: string[] = [];
  for (const team of policy.teams) {
    for (const tier of TIERS) {
      const entry = team.tiers[tier];
      const onCall = entry && onCallFor(team, tier, policy, now) === person;
      if (!onCall && !entry?.members.includes(person)) continue;
      const role = `${tier} ${team.name[language]}`;
      roles.push(onCall ? words.onCall({ role }) : role);
    }
  }
  if (isLead(person, policy)) roles.push(words.lead);
  return roles.length > 0 ? roles : [words.employee];
}

function channelsOf(person: string, policy: DeskPolicy): string[] {
  const channels = new Set<string>();
  const leadsAll = policy.people.find((each) => each.key === person)?.lead ?? false;
  for (const team of policy.teams) {
    for (const tier of TIERS) {
      const entry = team.tiers[tier];
      const rota = entry?.rota ? policy.rotas[entry.rota] : undefined;
      const member =
        entry?.members.includes(person) ||
        (rota && peopleOf(rota).includes(person)) ||
        team.lead === person ||
        leadsAll;
      if (entry?.channel.local && member) channels.add(entry.channel.local);
    }
  }
  // Whoever is affected may look in where major incidents are told.
  if (policy.majorIncidents?.channel.local) channels.add(policy.majorIncidents.channel.local);
  if (!isAgent(person, policy)) return [...channels];
  for (const { of, ref } of namedChannels(policy)) if (of !== 'tier' && ref.local) channels.add(ref.local);
  return [...channels];
}
