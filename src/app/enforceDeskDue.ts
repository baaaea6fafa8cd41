import type { AppDeps } from './ports.ts';

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
    await tx.finishDue(key, at);
  });
}
