import type { Language } from '../../domain/desk.ts';
import type { DomainError } from '../../domain/errors.ts';
import type { View } from '../view.ts';
import type { FaultWords } from '../words/sentences.ts';
import { type DoneVerb, wordsFor } from '../words/words.ts';
import type { ViewContext } from './context.ts';
import { plainView } from './pieces.ts';

/** Why the desk says no, and what is possible instead. */
export function errorView(error: DomainError, w: ViewContext): View {
  const { code, facts } = error;
  const { assignee, person, team } = facts;
  return plainView(
    w.words.errors[code]({
      ...facts,
      ...(assignee === undefined ? {} : { assignee: w.mention(assignee).name }),
      // What nobody is known by is a word of the person's own, not an id.
      ...(person === undefined || code === 'personUnknown' ? {} : { person: w.mention(person).name }),
      ...(team === undefined ? {} : { team: w.teamName(team) }),
    }),
    'warning',
  );
}

/** A fault on the desk's side; needs nothing but a language, since the database may be away. */
export function faultView(fault: keyof FaultWords, language: Language): View {
  return plainView(wordsFor(language).faults[fault], 'warning');
}

/** That what was asked is done. */
export function doneView(verb: DoneVerb, number: string, w: ViewContext): View {
  return plainView(w.words.done[verb]({ number }), 'good');
}
