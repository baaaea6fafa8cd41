import { audiencesOf } from '../domain/access.ts';
import { type Answering, afterClarifying, afterNotQuite } from '../domain/answering.ts';
import { candidateOf } from '../domain/candidate.ts';
import type { Candidate } from '../domain/clarify.ts';
import type { PersonId } from '../domain/ticket.ts';
import { once } from './once.ts';
import type { AppDeps, StoredQuestion, Tx } from './ports.ts';
import { ownQuestion } from './settleQuestion.ts';

export interface NotQuite {
  readonly key: string;
  readonly asker: PersonId;
  readonly question: string;
  /** What was shown when it was pressed: a second press on an old card says nothing of what stands there since. */
  readonly stage: string;
}

/**
 * What is shown does not help: it counts against those articles, and the asker is asked one question back where the
 * others differ, or is shown the others, or is offered the ticket.
 */
export async function notQuite(deps: AppDeps, input: NotQuite): Promise<{ stage: string }> {
  return once(deps, input.key, async (tx) => {
    const question = await ownQuestion(tx, input);
    const { answering, outcome } = question;
    const shown = shownIn(question);
    if (outcome !== 'open' || answering.stage !== input.stage || shown.length === 0)
      return { stage: answering.stage };
    const at = deps.now();
    for (const articleId of shown) {
      await tx.addKbFeedback({ articleId, body: question.body, person: input.asker, helpful: false }, at);
    }
    return goOn(deps, tx, question, afterNotQuite(answering, await candidates(deps, question)));
  });
}

/** The asker's answer to the question back; `option`: its place, or null for none of these. */
export async function clarifyQuestion(
  deps: AppDeps,
  input: { key: string; asker: PersonId; question: string; option: number | null },
): Promise<{ stage: string }> {
  return once(deps, input.key, async (tx) => {
    const question = await ownQuestion(tx, input);
    const { answering, outcome } = question;
    if (outcome !== 'open' || answering.stage !== 'clarifying') return { stage: answering.stage };
    const left = (await candidates(deps, question)).map(({ article }) => article);
    return goOn(deps, tx, question, afterClarifying(answering, input.option, left));
  });
}

async function goOn(deps: AppDeps, tx: Tx, question: StoredQuestion, answering: Answering) {
  await tx.updateQuestion({ ...question, answering }, deps.now());
  return { stage: answering.stage };
}

function shownIn({ answering, shown, suggestions }: StoredQuestion): readonly string[] {
  if (answering.stage === 'answers') return suggestions.slice(0, shown).map(({ articleId }) => articleId);
  return answering.stage === 'others' ? answering.articles : [];
}

/** What was found beyond the first answers and may still be read, best first. */
async function candidates(
  deps: AppDeps,
  { asker, place, shown, suggestions }: StoredQuestion,
): Promise<Candidate[]> {
  const policy = await deps.policies.current();
  const audiences: readonly string[] = place.kind === 'channel' ? ['everyone'] : audiencesOf(asker, policy);
  const left = suggestions.slice(shown);
  const found = await deps.store.reads.articles(left.map(({ articleId }) => articleId));
  return left.flatMap(({ articleId, passage }) => {
    const article = found.find(({ id }) => id === articleId);
    const readable = article?.state === 'published' && audiences.includes(article.audience);
    return article && readable ? [candidateOf(article, passage, policy.services)] : [];
  });
}
