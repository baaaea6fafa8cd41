import type { PersonId } from '../domain/ticket.ts';
import { once } from './once.ts';
import type { AppDeps, Place } from './ports.ts';

interface FormPlace {
  readonly person: PersonId;
  readonly place: Place;
}

/**
 * Keeps where somebody opened a form, with the request that opened it: what comes back with a submission has been in
 * the hands of a client, and may name any place.
 */
export async function keepFormPlace(deps: AppDeps, key: string, opened: FormPlace): Promise<void> {
  await once(deps, key, async () => opened);
}

/** Where that person opened the form with the request of that key; null if they opened none with it. */
export async function formPlace(deps: AppDeps, key: string, person: PersonId): Promise<Place | null> {
  const outcome = await deps.store.reads.outcomeOf(key);
  return isFormPlace(outcome) && outcome.ok.person === person ? outcome.ok.place : null;
}

/** The key may be that of anything that anybody did. */
function isFormPlace(outcome: unknown): outcome is { readonly ok: FormPlace } {
  if (typeof outcome !== 'object' || outcome === null || !('ok' in outcome)) return false;
  const { ok } = outcome;
  return typeof ok === 'object' && ok !== null && 'person' in ok && 'place' in ok;
}
