import { ALIKE, shareOf } from './alike.ts';
import { termsOf } from './likeness.ts';

/** A major incident or a known error as a question is compared with it. */
export interface Known {
  readonly service: string;
  readonly title: string;
  /** A major incident hits whoever uses its service; a known error, whoever says the same. */
  readonly isMajor: boolean;
  /** Of a major incident; empty for a known error. */
  readonly summary: string;
  /** Of its ticket. */
  readonly visibility: 'normal' | 'team';
  /** What was asked and written about it within the last `LIKE_ONE_FROM`, word for word. */
  readonly said: readonly string[];
}

/** How long a question stands for what others ask, in milliseconds: an hour. */
export const LIKE_ONE_FROM = 3_600_000;

/**
 * The major incident or known error that a question is probably about: the major incident of the same service, or else
 * what says the same, in its title and summary or in a question of the last hour that belongs to it; of several the one
 * that shares most. Null if there is none. Of one that only its team may see nobody is told.
 */
export function knownIncident<Incident extends Known>(
  incidents: readonly Incident[],
  question: { readonly text: string; readonly service: string | null },
): Incident | null {
  const asked = new Set(termsOf(question.text));
  let best: { readonly incident: Incident; readonly score: number } | null = null;
  for (const incident of incidents) {
    if (incident.visibility !== 'normal') continue;
    const texts = [`${incident.title}\n${incident.summary}`, ...incident.said];
    const share = Math.max(...texts.map((text) => shareOf(asked, termsOf(text))));
    const sameService = incident.service === question.service;
    if (share < ALIKE && !(incident.isMajor && sameService)) continue;
    const score = share + (sameService ? 1 : 0);
    if (score > (best?.score ?? 0)) best = { incident, score };
  }
  return best?.incident ?? null;
}
