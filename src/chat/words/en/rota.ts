import type { RotaWords } from '../rota.ts';

export const enRota: RotaWords = {
  title: 'On call now',
  nobody: 'nobody',
  until: ({ until }) => `until ${until}`,
  next: ({ person }) => `then ${person}`,
  uncovered: ({ from, to }) => `nobody is on call from ${from} to ${to}`,
  none: 'This desk has no rotas.',
  weekTitle: ({ rota }) => `${rota}: on call in the next 7 days`,
  span: ({ from, to }) => `${from} to ${to}`,

  asks: ({ by, rota, span }) => `${by} asks you to take over a shift of ${rota}: ${span}.`,
  exchange: ({ by, span }) => `In exchange ${by} takes yours: ${span}.`,
  answerBy: ({ at }) => `Please answer by ${at}; without an answer nothing changes.`,
  outcome: {
    proposed: () => 'Not answered yet.',
    inForce: () => 'You accepted. The shift is yours.',
    declined: () => 'You declined. Nothing changes.',
    expired: () => 'Not answered in time. Nothing changes.',
    withdrawn: ({ by }) => `Withdrawn by ${by}. Nothing changes.`,
    over: () => 'Over.',
  },
  accepted: ({ person, rota, span }) => `${person} takes over your shift of ${rota}: ${span}.`,
  inExchange: ({ span }) => `In exchange you take: ${span}.`,
  declined: ({ person, rota, span }) =>
    `${person} declined to take over your shift of ${rota}: ${span}. It stays yours.`,
  expired: ({ person, rota, span }) =>
    `${person} did not answer in time about your shift of ${rota}: ${span}. It stays yours.`,
  coveredByYou: ({ by, rota, span }) => `${by} put you on call for ${rota}: ${span}.`,
  covered: ({ by, person, rota, span }) => `${by} put ${person} on call for ${rota} instead of you: ${span}.`,
  withdrawn: ({ by, rota, span }) =>
    `${by} took back the change of ${rota}: ${span}. Whoever had the shift before has it again.`,

  comes: ({ rota }) => `You are on call for ${rota} now.`,
  comesUntil: ({ rota, until }) => `You are on call for ${rota} now, until ${until}.`,
  leaves: ({ rota }) => `You are no longer on call for ${rota}.`,
  before: ({ person }) => `Before you: ${person}.`,
  nobodyBefore: 'Before you nobody was on call.',
  after: ({ person }) => `After you: ${person}.`,
  nobodyAfter: 'After you nobody is on call.',
  waiting: 'Escalated, and not acknowledged yet:',
  nothingWaits: 'No escalation waits for an acknowledgement.',

  forecast: 'Nobody is on call at these times of the next 7 days',
  opened: 'A change leaves nobody on call at these times of the next 7 days',
  gap: ({ rota, span, hours }) => `${rota}: ${span} (${hours})`,
  gapHint: ({ rota, from, to }) => `To put somebody in: "cover ${rota} ${from} ${to} by @name".`,

  doneProposed: ({ person }) => `I asked ${person}. Until there is an answer the shift stays yours.`,
  doneAccepted: 'The shift is yours.',
  doneDeclined: 'Declined. Nothing changes.',
  doneCovered: 'Done. Everybody concerned is told.',
  doneWithdrawn: 'Taken back. Everybody concerned is told.',
  accept: 'Accept',
  decline: 'Decline',
  withdraw: 'Withdraw',
};
