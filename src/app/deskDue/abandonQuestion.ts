import { settled } from '../../domain/knowledge.ts';
import type { DeskDueAct } from './deskDue.ts';

/** Silence is recorded as silence, never as solved. */
export const abandonQuestion: DeskDueAct = async (deps, tx, due) => {
  const { question: id } = due.data as { question: string };
  const question = await tx.lockQuestion(id);
  if (!question) return;
  const outcome = settled(question.outcome, 'abandoned');
  if (outcome !== question.outcome) await tx.updateQuestion({ ...question, outcome }, deps.now());
};
