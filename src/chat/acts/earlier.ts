import type { StoredQuestion } from '../../app/ports.ts';
import type { BodyId } from '../../domain/ticket.ts';
import type { ChatDeps } from '../deps.ts';

const EARLIER_MS = 3_600_000;

/** What the person asked before in the same conversation, without an end: it goes along with the ticket, files too. */
export async function earlierQuestions(
  deps: ChatDeps,
  { id, asker, place, askedAt }: StoredQuestion,
): Promise<readonly { readonly body: BodyId; readonly text: string }[]> {
  const open = await deps.store.reads.openQuestions(asker, place.conversation, askedAt - EARLIER_MS);
  return open.filter((each) => each.id !== id);
}
