import { afterKnown, shownAtFirst } from '../domain/answering.ts';
import { decide } from '../domain/decide.ts';
import { settled } from '../domain/knowledge.ts';
import { isKnownIssue } from '../domain/knownError.ts';
import type { PersonId } from '../domain/ticket.ts';
import { commit } from './commit.ts';
import { once } from './once.ts';
import type { AppDeps, StoredQuestion, Tx } from './ports.ts';
import { ownQuestion } from './settleQuestion.ts';

export interface AboutIncident {
  readonly key: string;
  readonly asker: PersonId;
  readonly question: string;
}

/**
 * The asker is hit by the known issue that was shown first, a major incident or a known error, and hears of it until it
 * is over: the question goes to those who work on it. If it is over by now, the answers are shown instead.
 */
export async function joinIncident(
  deps: AppDeps,
  input: AboutIncident & { readonly number: string },
): Promise<{ outcome: string }> {
  const current = await deps.policies.current();
  return once(deps, input.key, async (tx) => {
    const stored = await tx.lockTicket(input.number);
    const question = await ownQuestion(tx, input);
    const { answering } = question;
    const outcome = settled(question.outcome, 'escalated');
    if (outcome === question.outcome || answering.stage !== 'known' || answering.incident !== input.number)
      return { outcome: question.outcome };
    if (!stored || !isKnownIssue(stored.ticket)) return goOn(deps, tx, question);
    const at = deps.now();
    const { ticket } = stored;
    const frozen = await deps.policies.at(ticket.promise.deskVersion);
    const by = { person: input.asker };
    const events = decide({ type: 'meToo' }, ticket, { now: at, actor: by, frozen, current });
    await commit(tx, { ...stored, before: ticket, events, by, at, frozen, current });
    await tx.updateQuestion({ ...question, outcome }, at);
    return { outcome };
  });
}

/** It is about something else than the known issue that was shown first: now the answers. */
export async function somethingElse(deps: AppDeps, input: AboutIncident): Promise<{ outcome: string }> {
  return once(deps, input.key, async (tx) => {
    const question = await ownQuestion(tx, input);
    if (question.outcome !== 'open' || question.answering.stage !== 'known')
      return { outcome: question.outcome };
    return goOn(deps, tx, question);
  });
}

async function goOn(deps: AppDeps, tx: Tx, question: StoredQuestion): Promise<{ outcome: string }> {
  const answering = afterKnown(question.answering);
  await tx.updateQuestion({ ...question, answering, shown: shownAtFirst(question) }, deps.now());
  return { outcome: question.outcome };
}
