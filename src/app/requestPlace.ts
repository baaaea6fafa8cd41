import type { PersonId } from '../domain/ticket.ts';
import { once } from './once.ts';
import type { AppDeps, Place } from './ports.ts';

/** In the outcome of a request that is answered with something to fill in or to choose from. */
export interface RequestPlace {
  readonly person: PersonId;
  readonly place: Place;
}

/**
 * Keeps where somebody asked for a form, with the request that asked: what comes back with its submission has been in
 * the hands of a client, and may name any place.
 */
export async function keepRequestPlace(deps: AppDeps, key: string, asked: RequestPlace): Promise<void> {
  await once(deps, key, async () => asked);
}

/** Where that person made the request of that key, if it kept its place; null for everybody else's. */
export async function requestPlace(deps: AppDeps, key: string, person: PersonId): Promise<Place | null> {
  const outcome = await deps.store.reads.outcomeOf(key);
  return isRequestPlace(outcome) && outcome.ok.person === person ? outcome.ok.place : null;
}

/** The key may be that of anything that anybody did. */
function isRequestPlace(outcome: unknown): outcome is { readonly ok: RequestPlace } {
  if (typeof outcome !== 'object' || outcome === null || !('ok' in outcome)) return false;
  const { ok } = outcome;
  return typeof ok === 'object' && ok !== null && 'person' in ok && 'place' in ok;
}
