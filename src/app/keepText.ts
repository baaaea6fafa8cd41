import type { PersonId } from '../domain/ticket.ts';
import { once } from './once.ts';
import type { AppDeps, NewFile, Place } from './ports.ts';
import type { RequestPlace } from './requestPlace.ts';

/** Keeps what somebody wrote, and where, until they say what it is about. */
export async function keepText(
  deps: AppDeps,
  input: { key: string; author: PersonId; text: string; files: readonly NewFile[]; place: Place },
): Promise<{ readonly body: string } & RequestPlace> {
  return once(deps, input.key, async (tx) => {
    const body = deps.newId();
    await tx.saveBody({ id: body, author: input.author, text: input.text, files: input.files }, deps.now());
    return { body, person: input.author, place: input.place };
  });
}
