import type { BodyId, Instant, PersonId, Ticket } from './ticket.ts';

/**
 * What is known of a ticket that is not solved yet: its cause, or a way around it (ITIL 4: a known error is a problem
 * that has been analysed but not resolved). It ends with its ticket.
 */
export interface KnownError {
  /** For agents alone. */
  readonly cause: BodyId | null;
  /** For everybody. */
  readonly workaround: BodyId | null;
  readonly recordedAt: Instant;
  /** Everybody who hears of it. */
  readonly affected: readonly PersonId[];
}

type WhatIsKnown = Pick<Ticket, 'major' | 'knownError'>;

/** Whether others who are hit by the same may say so, and hear when it is over. */
export function isKnownIssue({ major, knownError }: WhatIsKnown): boolean {
  return major !== undefined || knownError !== undefined;
}

/** Whether somebody hears of it, as a major incident and as a known error. */
export function isAffected({ major, knownError }: WhatIsKnown, person: PersonId): boolean {
  const known = [major, knownError].filter((each) => each !== undefined);
  return known.length > 0 && known.every(({ affected }) => affected.includes(person));
}

/** Everybody who hears of it, each once. */
export function allAffected({ major, knownError }: WhatIsKnown): readonly PersonId[] {
  return [...new Set([...(major?.affected ?? []), ...(knownError?.affected ?? [])])];
}
