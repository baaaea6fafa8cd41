import type { KbChanges, KbDocument, KbFeedback } from '../app/ports.ts';

export interface Portion {
  readonly documents: readonly KbDocument[];
  readonly feedback: readonly KbFeedback[];
}

/** So much is read in well under the time that an asker waits. */
const DOCUMENTS = 50;
const CHARACTERS = 50_000;
const FEEDBACK = 50;

/** Cuts changes, however many, into portions between which the index answers questions. */
export function* portionsOf({
  documents,
  feedback,
}: Pick<KbChanges, 'documents' | 'feedback'>): Generator<Portion> {
  let portion: KbDocument[] = [];
  let characters = 0;
  for (const document of documents) {
    portion.push(document);
    characters += document.title.length + document.body.length;
    if (portion.length < DOCUMENTS && characters < CHARACTERS) continue;
    yield { documents: portion, feedback: [] };
    portion = [];
    characters = 0;
  }
  if (portion.length > 0) yield { documents: portion, feedback: [] };
  for (let at = 0; at < feedback.length; at += FEEDBACK)
    yield { documents: [], feedback: feedback.slice(at, at + FEEDBACK) };
}
