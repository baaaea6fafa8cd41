import { recalibrate, UNSCALED } from '../../domain/calibration.ts';
import type { Instant } from '../../domain/ticket.ts';
import type { Tx } from '../ports.ts';
import type { DeskDueAct } from './deskDue.ts';

const DAY_MS = 24 * 3_600_000;

/**
 * Holds what the search said of its answers against what askers said of them since the last change, and has it say
 * so from now on. With too little to learn from, everything stays as it is.
 */
export const recalibration: DeskDueAct = async (deps, tx) => {
  const at = deps.now();
  const current = await tx.calibration();
  const judged = await tx.judgedAnswers(current?.at ?? 0);
  const next = recalibrate(judged, current?.scaling ?? UNSCALED);
  if (next) await tx.saveCalibration({ ...next, judged: judged.length }, at);
  await scheduleRecalibration(tx, at);
};

/** Once a day; to be called at each start, since only the first call of a day has an effect. */
export async function scheduleRecalibration(tx: Tx, at: Instant): Promise<void> {
  const next = (Math.floor(at / DAY_MS) + 1) * DAY_MS;
  const day = new Date(next).toISOString().slice(0, 10);
  await tx.addDue({ key: `recalibration/${day}`, kind: 'recalibration', data: {}, at: next });
}
