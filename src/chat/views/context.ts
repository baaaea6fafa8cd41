import type { StoredFile } from '../../app/ports.ts';
import type { Language } from '../../domain/desk.ts';
import type { Instant, PersonId } from '../../domain/ticket.ts';
import type { AllWords } from '../words/words.ts';

/** What every view needs besides its data: the reader's language and what stands behind ids and keys. */
export interface ViewContext {
  readonly language: Language;
  /** IANA name; the desk's. */
  readonly timeZone: string;
  readonly now: Instant;
  readonly words: AllWords;
  /** Name and account on the platform that draws the view; for an id nobody knows, the id as the name. */
  mention(person: PersonId): { readonly name: string; readonly externalId: string | null };
  /** Where an article can be read whole; null if nowhere. */
  articleUrl(articleId: string): string | null;
  /** Where the desk's copy of a file is opened. */
  fileUrl(file: Pick<StoredFile, 'id' | 'name'>): string;
  /** Names in the reader's language; for an unknown key, the key. */
  serviceName(key: string): string;
  teamName(key: string): string;
}

/** On which side of a ticket the reader is. */
export type Side = 'requester' | 'agents';
