import type { DeskPolicy, Language } from '../domain/desk.ts';
import type { PersonId } from '../domain/ticket.ts';
import type { AppDeps, PersonRecord, Tx } from './ports.ts';

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
  const policy = await deps.policies.current();
  return deps.store.transaction(async (tx) => {
    const account = await tx.account(seen.workspaceId, seen.externalId);
    const person = account ? await known(tx, account.person) : await newcomer(tx, deps, policy, seen);
    return person;
  });
}

async function known(tx: Tx, id: PersonId): Promise<PersonRecord> {
  const person = await tx.person(id);
  if (!person) throw new Error('an account without a person');
  return person;
}

async function newcomer(tx: Tx, deps: AppDeps, policy: DeskPolicy, seen: SeenAccount): Promise<PersonRecord> {
  const at = deps.now();
  const namesake =
    seen.email && mayJoin(policy, seen) ? await tx.personByEmail(seen.email.toLowerCase()) : null;
  const person = namesake ?? {
    id: deps.newId(),
    name: seen.name,
    // Only an address that may join people is one to be found by.
    email: mayJoin(policy, seen) ? (seen.email?.toLowerCase() ?? null) : null,
    language: seen.language,
    inPolicy: false,
  };
  if (!namesake) await tx.savePerson(person, at);
  await tx.saveAccount({ ...seen, person: person.id }, at);
  return person;
}

function mayJoin(policy: DeskPolicy, seen: SeenAccount): boolean {
  const domain = seen.email?.split('@')[1]?.toLowerCase();
  return seen.kind === 'member' && domain !== undefined && policy.trustedDomains.includes(domain);
}
