import type { Tx } from '../ports.ts';
import type { DeskDueAct } from './deskDue.ts';

const DAY_MS = 24 * 3_600_000;
/** Delivery keys are kept so long with their outcomes (decision 12 of the design). */
const INBOX_KEPT_MS = 30 * DAY_MS;
/** Whoever chose a file for the local chat may take so long to send it. */
const UNSENT_FILES_KEPT_MS = DAY_MS;
/** Whatever ended before that can change nothing that is still to be told. */
const ROTA_CHANGES_KEPT_MS = 30 * DAY_MS;

export const retention: DeskDueAct = async (deps, tx) => {
  const at = deps.now();
  await tx.forgetInbox(at - INBOX_KEPT_MS);
  await tx.forgetFiles(at - UNSENT_FILES_KEPT_MS);
  await tx.endRotaChanges(at - ROTA_CHANGES_KEPT_MS);
  await scheduleRetention(tx, at);
};

/** Retention falls due once a day; to be called at each start, since only the first call of a day has an effect. */
export async function scheduleRetention(tx: Tx, at: number): Promise<void> {
  const next = (Math.floor(at / DAY_MS) + 1) * DAY_MS;
  const day = new Date(next).toISOString().slice(0, 10);
  await tx.addDue({ key: `retention/${day}`, kind: 'retention', data: {}, at: next });
}
