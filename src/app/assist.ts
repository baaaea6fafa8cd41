import type { DeskPolicy } from '../domain/desk.ts';
import type { Audience } from '../domain/knowledge.ts';
import { termsOf } from '../domain/likeness.ts';
import type { Instant } from '../domain/ticket.ts';
import { tierChannel, toChannel } from './address.ts';
import type { AppDeps, Assistance, StoredQuestion, Tx } from './ports.ts';
import { stillReadable } from './readable.ts';

/** Three of each: each has a button, and a card of Teams shows six. */
const MOST_OF_EACH = 3;

/**
 * Nobody asked for it, so an article is offered only if it is right in one case of five at least (its confidence is a
 * probability). A long ticket names many things in passing, and each finds an article that is hardly likely.
 */
const LEAST_CONFIDENCE = 0.2;

interface Described {
  readonly title: string;
  readonly description: string;
}

/** What a ticket says before it goes into detail; the rest tells how to reach somebody, and what else was tried. */
function gist({ title, description }: Described): string {
  const [first = ''] = description.trim().split(/\n\s*\n/);
  return `${title}\n${first}`;
}

/** What fits a new ticket: articles that its team may read, and earlier tickets with what resolved them. */
export async function findAssistance(
  deps: AppDeps,
  ticket: Described & { readonly team: string },
): Promise<readonly Assistance[]> {
  const { title, description, team } = ticket;
  const text = gist(ticket);
  const audiences: readonly Audience[] = ['everyone', 'agents', `team:${team}`];
  const [found, earlier] = await Promise.all([
    deps.search.search({ text, audiences, limit: MOST_OF_EACH }),
    deps.store.reads.resolvedLike(termsOf(`${title}\n${description}`), team, MOST_OF_EACH),
  ]);
  const { suggestions } = await stillReadable(deps, found, audiences, text);
  return [
    ...suggestions
      .filter(({ confidence }) => confidence >= LEAST_CONFIDENCE)
      .map((hit): Assistance => ({ type: 'article', ...hit })),
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
