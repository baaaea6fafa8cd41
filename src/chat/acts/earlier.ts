import type { StoredQuestion } from '../../app/ports.ts';
import type { BodyId } from '../../domain/ticket.ts';
import type { ChatDeps } from '../deps.ts';
import type { WrittenMessage } from '../edge.ts';
import type { Asker } from './asker.ts';

const EARLIER_MS = 3_600_000;
/** One more than go along, so that it shows when there are more. */
const READ = 21;

/** What the person asked before in the same conversation, without an end: it goes along with the ticket, files too. */
export async function earlierQuestions(
  deps: ChatDeps,
  { id, asker, place, askedAt }: StoredQuestion,
): Promise<readonly { readonly body: BodyId; readonly text: string }[]> {
  const open = await deps.store.reads.openQuestions(asker, place.conversation, askedAt - EARLIER_MS);
  return open.filter((each) => each.id !== id);
}

/**
 * The words that go along with a ticket that is opened from a conversation, oldest first: what people wrote in the
 * thread, and the person's own earlier questions.
 */
export async function earlierMessages(
  deps: ChatDeps,
  { request, person }: Asker,
  question: StoredQuestion | null,
): Promise<readonly WrittenMessage[]> {
  const { where, workspaceId } = request;
  const questions = question ? await earlierQuestions(deps, question) : [];
  const asked = questions.map(({ text }) => ({ author: person.name, text }));
  // A question's thread begins with the question where it was asked at the top; a message in none has nothing before it.
  const place = question ? question.place : { ...where, workspaceId };
  if (place.kind !== 'channel' || place.thread === null) return asked;
  const { conversation, thread } = place;
  const before = question ? null : where.message;
  const written = await deps.threadMessages(place.workspaceId, { conversation, thread, before }, READ);
  const inThread = written.filter(({ text }) => text !== question?.text);
  return [...asked.filter(({ text }) => !inThread.some((each) => each.text === text)), ...inThread];
}
