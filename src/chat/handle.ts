import { DomainError } from '../domain/errors.ts';
import { storable } from '../domain/storable.ts';
import { type Asker, askerOf, contextFor, privately } from './acts/asker.ts';
import { takeClick } from './acts/click.ts';
import { doCommand } from './acts/command.ts';
import { takeForm } from './acts/form.ts';
import { openForm } from './acts/forms.ts';
import { ask, takeMessage } from './acts/message.ts';
import { parseCommand } from './commands.ts';
import type { ChatDeps } from './deps.ts';
import type { ChatAnswer, ChatRequest } from './request.ts';
import { errorView } from './views/answers.ts';

/**
 * Does what a request asks and gives the answer that only this person sees. What the desk refuses is worded in the
 * person's language; anything else that goes wrong rejects, and is tried again.
 */
export async function handle(deps: ChatDeps, given: ChatRequest): Promise<ChatAnswer> {
  const request = { ...given, what: allStorable(given.what), who: allStorable(given.who) };
  if (request.who.kind === 'bot') return { type: 'nothing' };
  const asker = await askerOf(deps, request);
  try {
    return await act(deps, asker);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { assignee, person } = error.facts;
    const people = [assignee, person].filter((id) => id !== undefined);
    return privately(errorView(error, await contextFor(deps, asker, people)));
  }
}

/** Every text of it as the database can hold it; what one person sends may not fail for what it consists of. */
function allStorable<T>(value: T): T;
function allStorable(value: unknown): unknown {
  if (typeof value === 'string') return storable(value);
  if (Array.isArray(value)) return value.map((each: unknown) => allStorable(each));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, allStorable(each)]));
}

function act(deps: ChatDeps, asker: Asker): Promise<ChatAnswer> {
  const { what } = asker.request;
  switch (what.type) {
    case 'message':
      return takeMessage(deps, asker, what);
    case 'command':
      return what.name === 'ask' && what.text.trim() !== ''
        ? ask(deps, asker, what.text, [])
        : doCommand(deps, asker, parseCommand(what.text), []);
    case 'click':
      return takeClick(deps, asker, what);
    case 'form':
      return takeForm(deps, asker, what);
    case 'shortcut':
      return openForm(deps, asker, { question: null, text: what.text });
    default:
      return what satisfies never;
  }
}
