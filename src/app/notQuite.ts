import { audiencesAt } from '../domain/access.ts';
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
  const found = await candidates(deps, input.question);
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
    return goOn(deps, tx, question, afterNotQuite(answering, notShown(found, question)));
  });
}

/** The asker's answer to the question back; `option`: its place, or null for none of these. */
export async function clarifyQuestion(
  deps: AppDeps,
  input: { key: string; asker: PersonId; question: string; option: number | null },
): Promise<{ stage: string }> {
  const found = await candidates(deps, input.question);
  return once(deps, input.key, async (tx) => {
    const question = await ownQuestion(tx, input);
    const { answering, outcome } = question;
    if (outcome !== 'open' || answering.stage !== 'clarifying') return { stage: answering.stage };
    const left = notShown(found, question).map(({ article }) => article);
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

/** What was found for a question and may still be read, best first; read before its row is locked. */
async function candidates(deps: AppDeps, id: string): Promise<readonly Candidate[]> {
  const [policy, question] = await Promise.all([deps.policies.current(), deps.store.reads.question(id)]);
  if (!question) return [];
  const { asker, place, suggestions } = question;
  const audiences: readonly string[] = audiencesAt(place.kind, asker, policy);
  const articles = await deps.store.reads.articles(suggestions.map(({ articleId }) => articleId));
  return suggestions.flatMap(({ articleId, passage }) => {
    const article = articles.find((each) => each.id === articleId);
    const readable = article?.state === 'published' && audiences.includes(article.audience);
    return article && readable ? [candidateOf(article, passage, policy.services)] : [];
  });
}

function notShown(found: readonly Candidate[], { shown, suggestions }: StoredQuestion): readonly Candidate[] {
  const first = suggestions.slice(0, shown).map(({ articleId }) => articleId);
  return found.filter(({ article }) => !first.includes(article));
}
