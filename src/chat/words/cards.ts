/** Sentences on cards. Instants and durations come worded already. */
export interface CardWords {
  readonly ticketFallback: (facts: {
    number: string;
    title: string;
    status: string;
    priority: string;
  }) => string;
  readonly clockDue: (facts: { due: string }) => string;
  readonly clockOverdue: (facts: { due: string }) => string;
  readonly clockPaused: string;
  readonly clockMet: string;
  readonly clockLate: (facts: { over: string }) => string;
  readonly onHold: (facts: { reason: string; since: string }) => string;
  readonly mergedInto: (facts: { into: string }) => string;
  readonly solvedBy: string;
  readonly rated: (facts: { score: number }) => string;
  readonly mentionToReply: string;

  readonly answerIntro: string;
  readonly clarifyIntro: string;
  readonly nothingFits: string;
  readonly readWhole: string;
  readonly solvedOutcome: string;
  readonly ticketOutcome: (facts: { number: string }) => string;
  readonly abandonedOutcome: string;
  readonly escalatedOutcome: string;

  readonly wrote: (facts: { author: string; number: string }) => string;
  readonly internalNote: string;
  readonly assignedToYou: (facts: { number: string; by: string }) => string;
  readonly slaWarning: (facts: { number: string; clock: string; left: string }) => string;
  readonly page: (facts: { number: string; clock: string; over: string }) => string;
  readonly pageStep: (facts: { rung: number; run: number }) => string;
  readonly mayBeRepeat: string;
  readonly acknowledgedBy: (facts: { by: string; at: string }) => string;
  readonly ended: (facts: { status: string }) => string;
  readonly acknowledged: (facts: { number: string; by: string }) => string;
  readonly acknowledgedMore: string;
  readonly snoozedBy: (facts: { by: string; until: string }) => string;
  readonly snoozed: (facts: { number: string; by: string; until: string }) => string;
  readonly majorPage: (facts: { number: string }) => string;
  readonly majorTitle: (facts: { number: string; service: string }) => string;
  readonly majorDeclared: (facts: { number: string; service: string }) => string;
  readonly majorUpdated: (facts: { number: string; service: string }) => string;
  readonly majorLastUpdate: string;
  readonly majorNext: (facts: { every: string; next: string }) => string;
  readonly majorUpdateMissed: (facts: { number: string; due: string; affected: number }) => string;
  readonly majorOver: (facts: { number: string }) => string;
  /** Heads the way around it. */
  readonly workaround: string;
  readonly noWorkaround: string;
  readonly isKnownError: string;
  readonly knownError: (facts: { number: string; service: string }) => string;
  readonly knownErrorOver: (facts: { number: string }) => string;
  readonly knownErrorWithdrawn: (facts: { number: string }) => string;
  readonly bundle: (facts: { count: number }) => string;
  readonly bundleHint: string;
  readonly agreementReview: (facts: { name: string; on: string }) => string;
  readonly agreedBy: (facts: { business: string; it: string }) => string;
  readonly acknowledgedAll: (facts: { count: number }) => string;
  readonly acknowledgedNone: string;
  readonly resolution: (facts: { number: string; by: string }) => string;
  readonly resolutionAsk: string;
  readonly autoClose: (facts: { at: string }) => string;
  readonly ratingRequest: (facts: { number: string }) => string;
  readonly ratingScale: string;
  readonly ratingThanks: (facts: { score: number }) => string;

  readonly queueTitle: (facts: { team: string; count: number }) => string;
  readonly queueEmpty: (facts: { team: string }) => string;
  readonly mineRequested: string;
  readonly mineAssigned: string;
  readonly mineNothing: string;
  readonly andMore: (facts: { count: number }) => string;
  readonly chooseTicket: string;
  readonly welcome: string;
  readonly welcomeHint: string;
  /** To a mere thank-you or *ok*. */
  readonly notAtAll: string;
}
