import { abandonQuestion } from './deskDue/abandonQuestion.ts';
import { agreementReview } from './deskDue/agreementReview.ts';
import type { DeskDueAct } from './deskDue/deskDue.ts';
import { forecast } from './deskDue/forecast.ts';
import { handOver } from './deskDue/handOver.ts';
import { kbWeekly } from './deskDue/kbWeekly.ts';
import { newVersion } from './deskDue/newVersion.ts';
import { recalibration } from './deskDue/recalibration.ts';
import { retention } from './deskDue/retention.ts';
import { swapExpiry } from './deskDue/swapExpiry.ts';
import type { AppDeps } from './ports.ts';

/** Everything that falls due without a ticket, by the kind under which `addDue` records it. */
const ACTS: Readonly<Record<string, DeskDueAct>> = {
  abandonQuestion,
  agreementReview,
  forecast,
  handOver,
  kbWeekly,
  newVersion,
  recalibration,
  retention,
  swapExpiry,
};

/** Acts on what falls due without a ticket; each occurrence once. Throws for a kind that nobody knows. */
export async function enforceDeskDue(deps: AppDeps, key: string): Promise<void> {
  await deps.store.transaction(async (tx) => {
    const due = await tx.takeDue(key);
    if (!due) return;
    const act = ACTS[due.kind];
    if (!act) throw new Error(`nothing is known to do for ${due.kind}, due as ${key}`);
    await act(deps, tx, { key, data: due.data, at: due.at });
    await tx.finishDue(key, deps.now());
  });
}
