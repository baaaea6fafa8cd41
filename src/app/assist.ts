import { comesNear } from '../domain/answering.ts';
import type { DeskPolicy } from '../domain/desk.ts';
import type { Audience } from '../domain/knowledge.ts';
import { termsOf } from '../domain/likeness.ts';
import type { Instant } from '../domain/ticket.ts';
import { tierChannel, toChannel } from './address.ts';
import type { AppDeps, Assistance, StoredQuestion, Tx } from './ports.ts';
import { stillReadable } from './readable.ts';

/** Three of each: each has a button, and a card of Teams shows six. */
const MOST_OF_EACH = 3;

/** What fits a new ticket: articles that its team may read, and earlier tickets with what resolved them. */
export async function findAssistance(
  deps: AppDeps,
  { text, team }: { readonly text: string; readonly team: string },
): Promise<readonly Assistance[]> {
  const audiences: readonly Audience[] = ['everyone', 'agents', `team:${team}`];
  const [found, earlier] = await Promise.all([
    deps.search.search({ text, audiences, limit: MOST_OF_EACH }),
    deps.store.reads.resolvedLike(termsOf(text), team, MOST_OF_EACH),
  ]);
  const best = found.hits[0]?.confidence ?? 0;
  const near = found.hits.filter((hit) => comesNear(hit.confidence, best));
  const { suggestions } = await stillReadable(deps, { ...found, hits: near }, audiences, text);
  return [
    ...suggestions.map((hit): Assistance => ({ type: 'article', ...hit })),
    ...earlier.map(
      ({ ticketId, likeness }): Assistance => ({ type: 'earlier', ticketId, confidence: likeness }),
    ),
  ];
}

/**
 * Offers it quietly in the thread of the ticket's card, if there is anything; what the requester was shown before, and
 * opened a ticket all the same, is left out.
 */
export async function offerAssistance(
  tx: Tx,
  policy: DeskPolicy,
  ticket: { readonly id: string; readonly team: string },
  found: readonly Assistance[],
  question: StoredQuestion | null,
  at: Instant,
): Promise<void> {
  const seen = question ? seenIn(question) : [];
  const offered = found.filter((each) => each.type === 'earlier' || !seen.includes(each.articleId));
  if (offered.length === 0) return;
  await tx.saveAssistance(ticket.id, offered, at);
  const channel = tierChannel(policy, ticket.team, 'L1');
  await tx.addNotice(
    {
      key: `ticket/${ticket.id}/assist`,
      kind: 'assist',
      ticketId: ticket.id,
      questionId: null,
      event: null,
      urgent: false,
      data: { side: 'agents', mention: [], language: channel.language },
      deliveries: await toChannel(tx, channel, 'agents', ticket.id),
    },
    at,
  );
}

function seenIn({ shown, answering, suggestions }: StoredQuestion): readonly string[] {
  const first = suggestions.slice(0, shown).map(({ articleId }) => articleId);
  return answering.stage === 'others' ? [...first, ...answering.articles] : first;
}
