import { lastHandOver, nextHandOver, tiersOfRota } from '../../domain/rota.ts';
import { addHandOver, planHandOver } from '../rotas/rotasChanged.ts';
import { rotasNow } from '../rotas/rotasNow.ts';
import { tellRota } from '../rotas/tellRota.ts';
import type { DeskDueAct } from './deskDue.ts';

/**
 * Tells the engineer who leaves and the one who comes, if the rota still hands over at that instant; then plans the next
 * one. Of several that came meanwhile, as in a downtime, the last alone is told.
 */
export const handOver: DeskDueAct = async (deps, tx, due) => {
  const { rota: key } = due.data as { rota: string };
  const { policy } = await rotasNow(deps, tx);
  const rota = policy.rotas[key];
  if (!rota || tiersOfRota(key, policy).length === 0) return;
  const now = deps.now();
  const overtakenBy = lastHandOver(rota, due.at, now);
  if (overtakenBy !== null) return addHandOver(tx, key, overtakenBy);
  const change = nextHandOver(rota, due.at - 1);
  if (change?.at === due.at) {
    const { from, to, at } = change;
    const news = { type: 'handOver', rota: key, at, from, to } as const;
    for (const person of [from, to]) {
      if (person !== null) await tellRota(tx, policy, { person, key: due.key, news, at: now });
    }
  }
  await planHandOver(tx, rota, due.at);
};
