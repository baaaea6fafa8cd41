import { audiencesAt } from '../domain/access.ts';
import { shownAtFirst } from '../domain/answering.ts';
import { likelyService } from '../domain/catalogue.ts';
import { isHeldOut } from '../domain/holdOut.ts';
import { knownIncident, LIKE_ONE_FROM } from '../domain/knownIncident.ts';
import type { BodyId, PersonId } from '../domain/ticket.ts';
import { languageOf, toPerson } from './address.ts';
import { once } from './once.ts';
import type { AppDeps, KnownIssue, NewDelivery, NewFile, Place, Tx } from './ports.ts';
import { stillReadable } from './readable.ts';

export interface Ask {
  readonly key: string;
  readonly asker: PersonId;
  readonly text: string;
  readonly files: readonly NewFile[];
  /** Where it was kept before, with its files: they come with the question, too. */
  readonly kept: BodyId | null;
  readonly place: Place;
}

const FOUND = 8;

/**
 * An employee asks. The knowledge base is searched before the transaction begins; what is found is checked against
 * PostgreSQL, recorded with the question, and answered where the question was asked. A major incident or known error
 * that the question is probably about comes first.
 */
export async function askQuestion(deps: AppDeps, ask: Ask): Promise<{ question: string }> {
  const policy = await deps.policies.current();
  const audiences = audiencesAt(ask.place.kind, ask.asker, policy);
  const [found, incident] = await Promise.all([
    deps.search.search({ text: ask.text, audiences, limit: FOUND }),
    issueAbout(deps, ask.text, likelyService(policy.services, ask.text)),
  ]);
  const { tier, suggestions } = await stillReadable(deps, found, audiences, ask.text);

  return once(
    deps,
    ask.key,
    async (tx) => {
      const at = deps.now();
      const question = deps.newId();
      const body = deps.newId();
      const heldOut = policy.holdOut !== undefined && isHeldOut(policy.holdOut, question);
      await tx.saveQuestion({
        id: question,
        asker: ask.asker,
        body,
        text: ask.text,
        files: ask.files,
        place: ask.place,
        tier,
        outcome: 'open',
        askedAt: at,
        ticketId: null,
        articleId: null,
        shown: incident ? 0 : shownAtFirst({ tier, heldOut, suggestions }),
        heldOut,
        answering: incident ? { stage: 'known', incident: incident.number } : { stage: 'answers' },
        suggestions,
      });
      if (ask.kept) await tx.shareFiles(ask.kept, body);
      await tx.addNotice(
        {
          key: `question/${question}/suggestions`,
          kind: 'suggestions',
          ticketId: null,
          questionId: question,
          event: null,
          urgent: false,
          data: { side: 'requester', mention: [], language: await languageOf(tx, policy, ask.asker) },
          deliveries: [await whereAsked(tx, ask, question)],
        },
        at,
      );
      await tx.addDue({
        key: `question/${question}/abandoned`,
        kind: 'abandonQuestion',
        data: { question },
        at: at + policy.abandonAfter * 1000,
      });
      return { question };
    },
    { silent: true },
  );
}

async function issueAbout(deps: AppDeps, text: string, service: string | null): Promise<KnownIssue | null> {
  const { reads } = deps.store;
  const issues = await reads.knownIssues();
  const numbers = issues.map(({ number }) => number);
  const said = await reads.saidAbout(numbers, deps.now() - LIKE_ONE_FROM);
  const compared = issues.map((issue) => ({
    ...issue,
    isMajor: issue.major !== null,
    summary: issue.major?.summary ?? '',
    said: said.get(issue.number) ?? [],
  }));
  return knownIncident(compared, { text, service });
}

async function whereAsked(tx: Tx, ask: Ask, question: string): Promise<NewDelivery> {
  const { place } = ask;
  if (place.kind === 'direct') return toPerson(tx, ask.asker, place.workspaceId, question);
  return {
    workspaceId: place.workspaceId,
    conversation: place.conversation,
    thread: place.thread,
    anchor: null,
    person: null,
    account: null,
    lane: `${place.workspaceId}:${place.conversation}:${place.thread ?? ''}`,
  };
}
