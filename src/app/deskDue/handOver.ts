import { nextHandOver, tiersOfRota } from '../../domain/rota.ts';
import { planHandOver } from '../rotas/rotasChanged.ts';
import { rotasNow } from '../rotas/rotasNow.ts';
import { tellRota } from '../rotas/tellRota.ts';
import type { DeskDueAct } from './deskDue.ts';

/**
 * Tells the engineer who leaves and the one who comes, if the rota still hands over at that instant and no later
 * hand-over has come since, as after a downtime; then plans the next one.
 */
export const handOver: DeskDueAct = async (deps, tx, due) => {
  const { rota: key } = due.data as { rota: string };
  const { policy } = await rotasNow(deps, tx);
  const rota = policy.rotas[key];
  if (!rota || tiersOfRota(key, policy).length === 0) return;
  const now = deps.now();
  const change = nextHandOver(rota, due.at - 1);
  const later = nextHandOver(rota, due.at);
  if (change?.at === due.at && (!later || later.at > now)) {
    const { from, to, at } = change;
    const news = { type: 'handOver', rota: key, at, from, to } as const;
    for (const person of [from, to]) {
      if (person !== null) await tellRota(tx, policy, { person, key: due.key, news, at: now });
    }
  }
  await planHandOver(tx, rota, due.at);
};
