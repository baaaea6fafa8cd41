import { DomainError } from '../domain/errors.ts';
import type { PersonId } from '../domain/ticket.ts';
import { SHOWN_FIRST } from './askQuestion.ts';
import { once } from './once.ts';
import type { AppDeps, StoredQuestion, Tx } from './ports.ts';

/** The asker says that an article solved it: the question ends, and the article is known to answer it. */
export async function confirmAnswer(
  deps: AppDeps,
  input: { key: string; asker: PersonId; question: string; article: string },
): Promise<{ outcome: string }> {
  return once(deps, input.key, async (tx) => {
    const question = await ownQuestion(tx, input);
    // A ticket that was opened meanwhile, or an earlier confirmation, stands.
    if (question.outcome === 'ticket' || question.outcome === 'confirmed')
      return { outcome: question.outcome };
    const article = question.suggestions.find((each) => each.articleId === input.article);
    if (!article) throw new DomainError('notAllowed', { verb: 'solved' });
    const at = deps.now();
    await tx.updateQuestion({ ...question, outcome: 'confirmed', articleId: article.articleId }, at);
    await tx.addKbFeedback(
      { articleId: article.articleId, body: question.body, person: input.asker, helpful: true },
      at,
    );
    return { outcome: 'confirmed' };
  });
}

/** Shows the next answers under the ones that are shown. */
export async function showMoreAnswers(
  deps: AppDeps,
  input: { key: string; asker: PersonId; question: string },
): Promise<{ shown: number }> {
  return once(deps, input.key, async (tx) => {
    const question = await ownQuestion(tx, input);
    const shown = Math.min(question.shown + SHOWN_FIRST, question.suggestions.length);
    if (shown > question.shown) await tx.updateQuestion({ ...question, shown }, deps.now());
    return { shown };
  });
}

async function ownQuestion(tx: Tx, input: { asker: PersonId; question: string }): Promise<StoredQuestion> {
  const question = await tx.lockQuestion(input.question);
  if (!question || question.asker !== input.asker) throw new DomainError('notAllowed', { verb: 'solved' });
  return question;
}
