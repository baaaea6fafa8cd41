import { ANSWERS_AT_ONCE } from '../domain/answering.ts';
import type { StoredQuestion } from './ports.ts';

/** How many of the suggestions are shown when the answers come; none of those that are held out. */
export function shownAtFirst({
  heldOut,
  suggestions,
}: Pick<StoredQuestion, 'heldOut' | 'suggestions'>): number {
  return heldOut ? 0 : Math.min(ANSWERS_AT_ONCE, suggestions.length);
}
