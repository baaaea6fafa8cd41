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
 * member's and the address is in a domain that desk.yaml trusts; everybody else becomes a person of their own
 * (decision 20 of the design).
 */
export async function identify(deps: AppDeps, seen: SeenAccount): Promise<PersonRecord> {
  const known = await deps.store.reads.personOfAccount(seen.workspaceId, seen.externalId);
  if (known) return known;
  const policy = await deps.policies.current();
  const trusted = mayJoin(policy, seen) ? (seen.email?.toLowerCase() ?? null) : null;
  await deps.store.transaction(async (tx) => {
    const at = deps.now();
    const namesake = trusted === null ? null : await tx.personByEmail(trusted);
    const id = namesake?.id ?? deps.newId();
    // Only an address that may join people is one to be found by.
    const person = { id, name: seen.name, email: trusted, language: seen.language, inPolicy: false };
    if (!namesake) await tx.savePerson(person, at);
    await tx.saveAccount({ ...seen, person: id }, at);
  });
  // Of two first words at once, one made the account: both are by its person.
  const made = await deps.store.reads.personOfAccount(seen.workspaceId, seen.externalId);
  if (!made) throw new Error('an account was not made');
  return made;
}

function mayJoin(policy: DeskPolicy, seen: SeenAccount): boolean {
  const domain = seen.email?.split('@')[1]?.toLowerCase();
  return seen.kind === 'member' && domain !== undefined && policy.trustedDomains.includes(domain);
}
