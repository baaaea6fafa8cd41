/** Rotas: who is on call when, exactly, over every clock change. Instants are epoch milliseconds. */

export {
  answerBy,
  type ChangedSpan,
  decided,
  endOf,
  mayWithdraw,
  proposedSwap,
  putCover,
  putIn,
  putInBy,
  type RotaChange,
  type RotaChangeState,
  startOf,
  withdrawn,
} from './rota/change.ts';
export { nextMondayNine } from './rota/localInstant.ts';
export { dayOf, momentOf, momentText, shiftNamed } from './rota/moment.ts';
export {
  type Gap,
  gapsBetween,
  leadsOfRota,
  openedGaps,
  type PutIn,
  tiersOfRota,
  withPutIn,
} from './rota/policy.ts';
export {
  type HandOver,
  lastHandOver,
  nextHandOver,
  nextShiftOf,
  onCall,
  peopleOf,
  type Shift,
  shifts,
  wholeShift,
} from './rota/shifts.ts';
