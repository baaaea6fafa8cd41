import type { StoredQuestion, UnsettledQuestion } from '../../app/ports.ts';
import { areAboutTheSame } from '../../domain/alike.ts';
import type { ChatDeps } from '../deps.ts';
import type { WrittenMessage } from '../edge.ts';
import type { Asker } from './asker.ts';

const EARLIER_MS = 3_600_000;
/** One more than go along, so that it shows when there are more. */
const READ = 21;

/**
 * What goes along with the ticket of a question, files too: what the person asked in its thread, and what they asked
 * elsewhere in the conversation, within the hour before and without an end, about the same. A picture and its words
 * come in two messages, so the question just before goes along, whatever it says, if one of the two brought a file.
 */
export async function earlierQuestions(
  deps: ChatDeps,
  { id, asker, place, askedAt, text }: StoredQuestion,
): Promise<readonly UnsettledQuestion[]> {
  const { services } = await deps.policies.current();
  const open = await deps.store.reads.openQuestions(asker, place.conversation, askedAt - EARLIER_MS);
  const before = open.filter((each) => each.id !== id && each.askedAt <= askedAt);
  const bringsFile = open.some((each) => each.id === id && each.hasFiles);
  const last = before.at(-1);
  return before.filter(
    (each) =>
      (place.thread !== null && each.thread === place.thread) ||
      (each === last && (bringsFile || each.hasFiles)) ||
      areAboutTheSame(services, text, each.text),
  );
}

/**
 * The words that go along with a ticket that is opened from a conversation, oldest first: what people wrote in the
 * thread, and the person's own earlier questions about the same.
 */
export async function earlierMessages(
  deps: ChatDeps,
  { request, person }: Asker,
  question: StoredQuestion | null,
): Promise<readonly WrittenMessage[]> {
  const { where, workspaceId } = request;
  const questions = question ? await earlierQuestions(deps, question) : [];
  const asked = questions.flatMap(({ text }) => (text.trim() ? [{ author: person.name, text }] : []));
  // A question's thread begins with the question where it was asked at the top; a message in none has nothing before it.
  const place = question ? question.place : { ...where, workspaceId };
  if (place.kind !== 'channel' || place.thread === null) return asked;
  const { conversation, thread } = place;
  const before = question ? null : where.message;
  const written = await deps.threadMessages(place.workspaceId, { conversation, thread, before }, READ);
  const inThread = written.filter(({ text }) => text !== question?.text);
  return [...asked.filter(({ text }) => !inThread.some((each) => each.text === text)), ...inThread];
}
