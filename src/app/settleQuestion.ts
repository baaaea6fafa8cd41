import { shownAfterMore } from '../domain/answering.ts';
import { DomainError } from '../domain/errors.ts';
import { settled } from '../domain/knowledge.ts';
import type { PersonId } from '../domain/ticket.ts';
import { once } from './once.ts';
import type { AppDeps, StoredQuestion, Tx } from './ports.ts';

/** The asker says that an article solved it: the question ends, and the article is known to answer it. */
export async function confirmAnswer(
  deps: AppDeps,
  input: { key: string; asker: PersonId; question: string; article: string },
): Promise<{ outcome: string }> {
  return once(deps, input.key, async (tx) => {
    const question = await ownQuestion(tx, input);
    const outcome = settled(question.outcome, 'confirmed');
    if (outcome === question.outcome) return { outcome };
    const article = question.suggestions.find((each) => each.articleId === input.article);
    if (!article || question.heldOut) throw new DomainError('notAllowed', { verb: 'solved' });
    const at = deps.now();
    await tx.updateQuestion({ ...question, outcome, articleId: article.articleId }, at);
    await tx.addKbFeedback(
      { articleId: article.articleId, body: question.body, person: input.asker, helpful: true },
      at,
    );
    return { outcome };
  });
}

/** Shows the next answers under the ones that are shown. */
export async function showMoreAnswers(
  deps: AppDeps,
  input: { key: string; asker: PersonId; question: string },
): Promise<{ shown: number }> {
  return once(deps, input.key, async (tx) => {
    const question = await ownQuestion(tx, input);
    // What comes after *Not quite* is not a page of the first answers.
    if (question.answering.stage !== 'answers') return { shown: question.shown };
    const shown = shownAfterMore(question, question.shown);
    if (shown > question.shown) await tx.updateQuestion({ ...question, shown }, deps.now());
    return { shown };
  });
}

/** The question, locked; refuses anybody but who asked it. */
export async function ownQuestion(
  tx: Tx,
  input: { asker: PersonId; question: string },
): Promise<StoredQuestion> {
  const question = await tx.lockQuestion(input.question);
  if (!question || question.asker !== input.asker) throw new DomainError('notAllowed', { verb: 'solved' });
  return question;
}
