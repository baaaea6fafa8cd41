import type { DeskDueAct } from './deskDue.ts';

/** Silence is recorded as silence, never as solved. */
export const abandonQuestion: DeskDueAct = async (deps, tx, due) => {
  const { question: id } = due.data as { question: string };
  const question = await tx.lockQuestion(id);
  if (question?.outcome === 'open')
    await tx.updateQuestion({ ...question, outcome: 'abandoned' }, deps.now());
};
