import type { DeskPolicy, Language } from '../domain/desk.ts';
import type { AppDeps, PersonRecord } from './ports.ts';

/** Somebody as a platform shows them. */
export interface SeenAccount {
  readonly workspaceId: string;
  readonly externalId: string;
  readonly name: string;
  readonly email: string | null;
  readonly language: Language | null;
  readonly kind: 'member' | 'guest' | 'bot';
}

/**
 * Who an account is. An account seen for the first time joins the person with the same e-mail address only if it is a
 * member's and the address is in a domain that desk.yaml trusts; everybody else becomes a person of their own,
 * until their platform tells such an address (decision 20 of the design). Who has become a guest is no longer the
 * person of desk.yaml that they were as a member.
 */
export async function identify(deps: AppDeps, seen: SeenAccount): Promise<PersonRecord> {
  const known = await deps.store.reads.personOfAccount(seen.workspaceId, seen.externalId);
  if (known?.inPolicy && seen.kind === 'guest') return partFrom(deps, known, seen);
  if (known && (known.inPolicy || known.email !== null)) return known;
  const policy = await deps.policies.current();
  const trusted = mayJoin(policy, seen) ? (seen.email?.toLowerCase() ?? null) : null;
  if (known && trusted === null) return known;
  await deps.store.transaction(async (tx) => {
    const at = deps.now();
    // The platform may not have told the address when the account was first seen.
    if (known && trusted !== null && !(await tx.learnAddress({ ...seen, person: known.id }, trusted))) return;
    const namesake = trusted === null ? null : await tx.personByEmail(trusted);
    // Only an address that may join people is one to be found by.
    const person = { name: seen.name, email: trusted, language: seen.language, inPolicy: false };
    const newcomer = { id: deps.newId(), ...person };
    if (!namesake) await tx.savePerson(newcomer, at);
    // Of two who come with the same address at once, one is saved.
    const owner = namesake ?? (trusted === null ? newcomer : await tx.personByEmail(trusted)) ?? newcomer;
    if (known) await tx.joinPeople(known.id, owner.id);
    else await tx.saveAccount({ ...seen, person: owner.id }, at);
  });
  // Of two first words at once, one made the account: both are by its person.
  return ownerOf(deps, seen);
}

async function ownerOf(deps: AppDeps, seen: SeenAccount): Promise<PersonRecord> {
  const owner = await deps.store.reads.personOfAccount(seen.workspaceId, seen.externalId);
  if (!owner) throw new Error('an account was not made');
  return owner;
}

/** Tickets and words stay with the person of desk.yaml; the guest begins anew. */
async function partFrom(deps: AppDeps, known: PersonRecord, seen: SeenAccount): Promise<PersonRecord> {
  const guest = { id: deps.newId(), name: seen.name, email: null, language: seen.language, inPolicy: false };
  await deps.store.transaction(async (tx) => {
    if (await tx.partAccount({ ...seen, person: known.id }, guest.id)) await tx.savePerson(guest, deps.now());
  });
  return ownerOf(deps, seen);
}

function mayJoin(policy: DeskPolicy, seen: SeenAccount): boolean {
  const domain = seen.email?.split('@')[1]?.toLowerCase();
  return seen.kind === 'member' && domain !== undefined && policy.trustedDomains.includes(domain);
}
