import type { TakenKind } from '../../domain/redact.ts';

/** Sentences about articles of the knowledge base. Instants and days come worded already. */
export interface ArticleWords {
  readonly symptoms: string;
  readonly cause: string;
  readonly steps: string;

  readonly formTitle: string;
  readonly formSubmit: string;
  readonly title: string;
  readonly body: string;
  readonly bodyHint: string;
  readonly moreBody: string;
  readonly audience: string;
  readonly language: string;
  readonly tags: string;
  readonly tagsHint: string;
  readonly reviewBy: string;
  readonly reviewByHint: string;
  readonly nobodyOwns: string;
  readonly teamOwns: (facts: { team: string }) => string;
  readonly translationOf: string;
  readonly translationOfHint: string;

  readonly rejectTitle: string;
  readonly rejectSubmit: string;
  readonly rejectReason: string;
  readonly rejectHint: string;

  readonly reviewAsk: (facts: { author: string; title: string }) => string;
  readonly sentBack: (facts: { title: string }) => string;
  readonly sentBackBy: (facts: { by: string; at: string }) => string;
  readonly import: string;
  readonly state: string;
  readonly owner: string;
  readonly version: string;
  readonly feedback: string;
  readonly feedbackCount: (facts: { confirmed: number; refused: number; shown: number }) => string;
  readonly translations: string;
  readonly waiting: (facts: { state: string; version: number }) => string;
  readonly taken: string;
  readonly takenKind: Record<TakenKind, string>;
  readonly secretLength: (facts: { length: string }) => string;
  readonly changes: (facts: { version: number }) => string;
  readonly moreChanges: (facts: { count: number }) => string;
  readonly history: (facts: { title: string }) => string;
  readonly historyLine: (facts: { version: number; by: string; at: string; state: string }) => string;
  readonly versionState: Record<'draft' | 'review' | 'published' | 'replaced', string>;

  readonly edit: string;
  readonly publish: string;
  readonly reject: string;
  readonly retire: string;
  readonly stillRight: string;
  readonly versions: string;
  readonly draftOne: string;

  readonly submitted: (facts: { title: string }) => string;
  readonly published: (facts: { article: string }) => string;
  readonly rejected: (facts: { article: string }) => string;
  readonly retired: (facts: { article: string }) => string;
  readonly reviewed: (facts: { article: string; until: string }) => string;

  readonly gapsTitle: string;
  readonly gap: (facts: { asked: number; tickets: number; worked: string }) => string;
  readonly unconfirmedTitle: string;
  readonly unconfirmed: (facts: { shown: number }) => string;
  readonly pastReviewTitle: string;
  readonly pastReview: (facts: { due: string }) => string;

  readonly trainingTitle: string;
  readonly trainingNothing: string;
  readonly trainingFor: (facts: { agent: string }) => string;
  readonly trainingArticle: (facts: { title: string; count: number; number: string }) => string;
}
