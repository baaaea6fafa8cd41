import { rotasNow } from '../rotas/rotasNow.ts';
import { tellOfChange } from '../rotas/tellRota.ts';
import type { DeskDueAct } from './deskDue.ts';

/** A proposal that nobody answered in time changes nothing, and its proposer hears so. */
export const swapExpiry: DeskDueAct = async (deps, tx, due) => {
  const { change: id } = due.data as { change: string };
  const { policy, live } = await rotasNow(deps, tx);
  const before = live.find((each) => each.id === id);
  if (before?.state !== 'proposed') return;
  const change = { ...before, state: 'expired', version: before.version + 1 } as const;
  await tx.saveRotaChange(change);
  await tellOfChange(tx, policy, { change, type: 'expired', to: [change.proposedBy], at: deps.now() });
};
