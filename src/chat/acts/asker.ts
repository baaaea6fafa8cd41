import { identify } from '../../app/identify.ts';
import type { PersonRecord, Place } from '../../app/ports.ts';
import type { Language } from '../../domain/desk.ts';
import type { ChatDeps } from '../deps.ts';
import type { ChatAnswer, ChatRequest } from '../request.ts';
import type { View } from '../view.ts';
import { viewContext } from '../viewContext.ts';
import type { ViewContext } from '../views/context.ts';
import { type AllWords, wordsFor } from '../words/words.ts';

/** Who asks, and where; what every act begins with. */
export interface Asker {
  readonly request: ChatRequest;
  readonly person: PersonRecord;
  readonly language: Language;
  readonly words: AllWords;
  readonly place: Place;
}

/** Finds out who sent a request. The language is the one desk.yaml gives the person, else their platform's. */
export async function askerOf(deps: ChatDeps, request: ChatRequest): Promise<Asker> {
  const { who, where, workspaceId } = request;
  const [policy, person] = await Promise.all([
    deps.policies.current(),
    identify(deps, { ...who, workspaceId }),
  ]);
  const known = policy.people.find((each) => each.key === person.id);
  const language = known?.language ?? person.language ?? who.language ?? policy.language;
  const { kind, conversation, message } = where;
  // A mention opens a thread of its own; in a direct message the desk answers in the conversation.
  const thread = kind === 'channel' ? (where.thread ?? message) : where.thread;
  return {
    request,
    person,
    language,
    words: wordsFor(language),
    place: { workspaceId, kind, conversation, thread },
  };
}

/** The view's context for somebody who is answered alone. */
export function contextFor(
  deps: ChatDeps,
  asker: Asker,
  people: readonly string[] = [],
): Promise<ViewContext> {
  const { language, person, request } = asker;
  return viewContext(deps, { workspaceId: request.workspaceId, language, people: [person.id, ...people] });
}

export const privately = (view: View): ChatAnswer => ({ type: 'private', view });
export const NOTHING: ChatAnswer = { type: 'nothing' };
