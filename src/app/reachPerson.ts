import type { PersonId } from '../domain/ticket.ts';
import type { SeenAccount } from './identify.ts';
import type { AppDeps } from './ports.ts';

/** Looks an e-mail address up in a platform's directory. */
export type FindAccount = (email: string) => Promise<SeenAccount | null>;

/**
 * Finds an account for somebody who has none yet, by the e-mail address in desk.yaml, and keeps it. Null when no
 * platform knows the address.
 */
export async function reachPerson(
  deps: AppDeps,
  person: PersonId,
  directories: readonly FindAccount[],
): Promise<{ workspaceId: string; account: string } | null> {
  const policy = await deps.policies.current();
  const email = policy.people.find((each) => each.key === person)?.email;
  if (!email) return null;
  for (const find of directories) {
    const seen = await find(email);
    // A guest or a bot is nobody of desk.yaml, whatever its address.
    if (seen?.kind !== 'member') continue;
    await deps.store.transaction((tx) => tx.saveAccount({ ...seen, person }, deps.now()));
    return { workspaceId: seen.workspaceId, account: seen.externalId };
  }
  return null;
}
