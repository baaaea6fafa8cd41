import { termsOf } from './likeness.ts';

/** A major incident as a question is compared with it. */
export interface Known {
  readonly service: string;
  readonly title: string;
  readonly summary: string;
  /** Of its ticket. */
  readonly visibility: 'normal' | 'team';
}

/** So many of the words of the shorter text are shared by texts about the same. */
const ALIKE = 0.5;
const LEAST_SHARED = 2;

/**
 * The major incident that a question is probably about: the one of the same service, or else one that says the same in
 * half of its words (at least two); of several the one that shares most. Null if there is none. Of one that only its
 * team may see nobody is told.
 */
export function knownIncident<Incident extends Known>(
  incidents: readonly Incident[],
  question: { readonly text: string; readonly service: string | null },
): Incident | null {
  const asked = new Set(termsOf(question.text));
  let best: { readonly incident: Incident; readonly score: number } | null = null;
  for (const incident of incidents) {
    if (incident.visibility !== 'normal') continue;
    const said = termsOf(`${incident.title}\n${incident.summary}`);
    const shared = said.filter((term) => asked.has(term)).length;
    const share = shared / Math.max(1, Math.min(said.length, asked.size));
    const sameService = incident.service === question.service;
    if (!sameService && (share < ALIKE || shared < LEAST_SHARED)) continue;
    const score = share + (sameService ? 1 : 0);
    if (score > (best?.score ?? 0)) best = { incident, score };
  }
  return best?.incident ?? null;
}
