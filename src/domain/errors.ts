/**
 * Why the desk says no, with the facts that the sentence needs; worded at the edge, in the person's language.
 * Facts are numbers of tickets, names of people, states and verbs: nothing that a library said.
 */
export type DomainErrorCode =
  | 'ticketUnknown' // facts: number
  | 'notAllowed' // facts: verb, number
  | 'claimedByOther' // facts: number, assignee (person id)
  | 'wrongState' // facts: verb, number, status, possible (verbs, comma separated)
  | 'personUnknown' // facts: person
  | 'notAnAgent' // facts: person, team
  | 'serviceUnknown' // facts: service, known
  | 'priorityUnknown' // facts: priority
  | 'teamUnknown' // facts: given, known
  | 'tierUnknown' // facts: team, tier
  | 'tierNotHigher' // facts: number, tier
  | 'mergeWithItself' // facts: number
  | 'mergeCycle' // facts: number, into
  | 'reopenTooLate' // facts: number
  | 'alreadyRated' // facts: number
  | 'ratingUnknown' // facts: score
  | 'nothingToAcknowledge' // facts: number
  | 'nothingToSnooze' // facts: number
  | 'snoozeOutOfRange' // facts: number
  | 'majorIncidentsNotSet' // facts: number
  | 'notMajor' // facts: number
  | 'textMissing' // facts: verb, what
  | 'titleMissing';

export class DomainError extends Error {
  readonly code: DomainErrorCode;
  readonly facts: Readonly<Record<string, string>>;

  constructor(code: DomainErrorCode, facts: Readonly<Record<string, string>> = {}) {
    super(`${code} ${JSON.stringify(facts)}`);
    this.name = 'DomainError';
    this.code = code;
    this.facts = facts;
  }
}
