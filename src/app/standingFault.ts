import type { DeskFault, WatchedFault } from '../domain/noticeTypes.ts';
import type { AppDeps } from './ports.ts';
import { dutyNotice } from './tellDuty.ts';

/**
 * The duty channel hears of a fault that stands once, whichever process sees it first, and not again before it was
 * over. True if it was told now. `at`: real time.
 */
export async function faultStands(
  deps: AppDeps,
  fault: Extract<DeskFault, { type: WatchedFault }>,
  at: number,
): Promise<boolean> {
  const policy = await deps.policies.current();
  return deps.store.transaction(async (tx) => {
    if (!(await tx.beginFault(fault.type, at))) return false;
    await tx.addNotice(await dutyNotice(tx, policy, `${fault.type}/${at}`, fault), deps.now());
    return true;
  });
}

/** The duty channel hears that a fault is over, if it was told of it. True if it was told now. `at`: real time. */
export async function faultIsOver(deps: AppDeps, what: WatchedFault, at: number): Promise<boolean> {
  const policy = await deps.policies.current();
  return deps.store.transaction(async (tx) => {
    const since = await tx.endFault(what);
    if (since === null) return false;
    const fault: DeskFault = { type: 'over', what, lasted: Math.round((at - since) / 1_000) };
    await tx.addNotice(await dutyNotice(tx, policy, `${what}/${since}/over`, fault), deps.now());
    return true;
  });
}
