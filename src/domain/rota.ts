/** Rotas: who is on call when, exactly, over every clock change. Instants are epoch milliseconds. */

export { dayIn, nextMondayNine } from './rota/localInstant.ts';
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
  nextHandOver,
  nextShiftOf,
  onCall,
  peopleOf,
  type Shift,
  shifts,
  wholeShift,
} from './rota/shifts.ts';
