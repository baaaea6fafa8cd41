import type { RotaChangeState } from '../../domain/rota.ts';

/** Sentences on rotas, swaps and covers. Instants and people come worded already. */
export interface RotaWords {
  readonly title: string;
  readonly nobody: string;
  readonly until: (facts: { until: string }) => string;
  readonly next: (facts: { person: string }) => string;
  readonly uncovered: (facts: { from: string; to: string }) => string;
  readonly none: string;
  readonly weekTitle: (facts: { rota: string }) => string;
  readonly span: (facts: { from: string; to: string }) => string;

  readonly asks: (facts: { by: string; rota: string; span: string }) => string;
  readonly exchange: (facts: { by: string; span: string }) => string;
  readonly answerBy: (facts: { at: string }) => string;
  /** What became of a proposal, on the message of the one who was asked. */
  readonly outcome: Record<RotaChangeState, (facts: { by: string }) => string>;
  readonly accepted: (facts: { person: string; rota: string; span: string }) => string;
  readonly inExchange: (facts: { span: string }) => string;
  readonly declined: (facts: { person: string; rota: string; span: string }) => string;
  readonly expired: (facts: { person: string; rota: string; span: string }) => string;
  readonly coveredByYou: (facts: { by: string; rota: string; span: string }) => string;
  readonly covered: (facts: { by: string; person: string; rota: string; span: string }) => string;
  readonly withdrawn: (facts: { by: string; rota: string; span: string }) => string;

  readonly comes: (facts: { rota: string }) => string;
  readonly comesUntil: (facts: { rota: string; until: string }) => string;
  readonly leaves: (facts: { rota: string }) => string;
  readonly before: (facts: { person: string }) => string;
  readonly nobodyBefore: string;
  readonly after: (facts: { person: string }) => string;
  readonly nobodyAfter: string;
  readonly waiting: string;
  readonly nothingWaits: string;

  readonly forecast: string;
  readonly opened: string;
  readonly gap: (facts: { rota: string; span: string; hours: string }) => string;
  readonly gapHint: (facts: { rota: string; from: string; to: string }) => string;

  readonly doneProposed: (facts: { person: string }) => string;
  readonly doneAccepted: string;
  readonly doneDeclined: string;
  readonly doneCovered: string;
  readonly doneWithdrawn: string;
  readonly accept: string;
  readonly decline: string;
  readonly withdraw: string;
}
