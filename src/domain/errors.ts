/**
 * Why the desk says no, with the facts that the sentence needs; worded at the edge, in the person's language.
 * Facts are numbers of tickets, names of people, states and verbs: nothing that a library said.
 */
export type DomainErrorCode =
  | 'ticketUnknown' // facts: number
  | 'notAllowed' // facts: verb; number, unless it is about a question
  | 'claimedByOther' // facts: number, assignee (person id)
  | 'wrongState' // facts: verb, number, status, possible (verbs, comma separated)
  | 'personUnknown' // facts: person
  | 'notAnAgent' // facts: person, team
  | 'serviceUnknown' // facts: service, known
  | 'supplierMissing' // facts: number, known
  | 'supplierUnknown' // facts: supplier, known
  | 'teamUnknown' // facts: given, known
  | 'tierUnknown' // facts: team, tier
  | 'tierNotHigher' // facts: number, tier
  | 'mergeWithItself' // facts: number
  | 'linkWithItself' // facts: number
  | 'mergeCycle' // facts: number, into
  | 'reopenTooLate' // facts: number
  | 'alreadyRated' // facts: number
  | 'ratingUnknown' // facts: score
  | 'nothingToAcknowledge' // facts: number
  | 'nothingToSnooze' // facts: number
  | 'snoozeOutOfRange' // facts: number
  | 'majorIncidentsNotSet' // facts: number
  | 'notMajor' // facts: number
  | 'knownErrorEmpty' // facts: number
  | 'textMissing' // facts: verb
  | 'titleMissing'
  | 'agentsOnly' // facts: verb
  | 'leadsOnly' // facts: verb
  | 'rotaUnknown' // facts: given, known
  | 'dateUnknown' // facts: given
  | 'noShift' // facts: rota, person, date (or `next`)
  | 'shiftBegun' // facts: rota
  | 'swapWithSelf'
  | 'swapNotYours'
  | 'swapDecided' // facts: state
  | 'swapOutdated' // facts: rota
  | 'coverEmpty' // facts: from, to
  | 'coverOver' // facts: to
  | 'nothingToWithdraw' // facts: rota, date
  | 'articleUnknown' // facts: article
  | 'articleNotAllowed' // facts: verb, article
  | 'articleNotPublished' // facts: article, state
  | 'articleMoved' // facts: article
  | 'reasonMissing'
  | 'notATranslation' // facts: article
  | 'articleTooLongToEdit' // facts: article
  | 'dayUnknown' // facts: day
  | 'notResolved' // facts: number, status
  | 'trainingForLeads'
  | 'articleEmpty' // facts: article
  | 'articleTooLong'; // facts: article, characters

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
