import type { AppDeps, Tx } from './ports.ts';

const DAY_MS = 24 * 3_600_000;
/** Delivery keys are kept so long with their outcomes (decision 12 of the design). */
const INBOX_KEPT_MS = 30 * DAY_MS;

/** Acts on what falls due without a ticket; each occurrence once. */
export async function enforceDeskDue(deps: AppDeps, key: string): Promise<void> {
  await deps.store.transaction(async (tx) => {
    const due = await tx.takeDue(key);
    if (!due) return;
    const at = deps.now();
    if (due.kind === 'abandonQuestion') {
      const { question: id } = due.data as { question: string };
      const question = await tx.lockQuestion(id);
      // Silence is recorded as silence, never as solved.
      if (question?.outcome === 'open') await tx.updateQuestion({ ...question, outcome: 'abandoned' }, at);
    }
    if (due.kind === 'retention') {
      await tx.forgetInbox(at - INBOX_KEPT_MS);
      await scheduleRetention(tx, at);
    }
    await tx.finishDue(key, at);
  });
}

/** Retention falls due once a day; to be called at each start, since only the first call of a day has an effect. */
export async function scheduleRetention(tx: Tx, at: number): Promise<void> {
  const next = (Math.floor(at / DAY_MS) + 1) * DAY_MS;
  const day = new Date(next).toISOString().slice(0, 10);
  await tx.addDue({ key: `retention/${day}`, kind: 'retention', data: {}, at: next });
}
