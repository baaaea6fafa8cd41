import type { DeskPolicy } from '../../domain/desk.ts';
import { gapsBetween, nextMondayNine } from '../../domain/rota.ts';
import type { Instant } from '../../domain/ticket.ts';
import type { Tx } from '../ports.ts';
import { FORECAST_MS } from '../rotas/rotasChanged.ts';
import { rotasNow } from '../rotas/rotasNow.ts';
import { tellGaps } from '../rotas/tellRota.ts';
import type { DeskDueAct } from './deskDue.ts';

/** On Mondays at nine, the desk's time, the leads hear of hours in the next days for which nobody is on call. */
export const forecast: DeskDueAct = async (deps, tx, due) => {
  const { policy } = await rotasNow(deps, tx);
  const now = deps.now();
  // The desk may have moved to another zone since it was planned.
  if (nextMondayNine(policy.timeZone, due.at - 1) === due.at) {
    const gaps = gapsBetween(policy, now, now + FORECAST_MS);
    await tellGaps(tx, policy, { gaps, type: 'forecast', cause: due.key, at: now });
  }
  await planForecast(tx, policy, now);
};

export async function planForecast(tx: Tx, policy: DeskPolicy, now: Instant): Promise<void> {
  const at = nextMondayNine(policy.timeZone, now);
  await tx.addDue({ key: `forecast/${new Date(at).toISOString()}`, kind: 'forecast', data: {}, at });
}
