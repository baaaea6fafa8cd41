import { leadsOf, ownerOf } from '../domain/access.ts';
import type { DeskPolicy } from '../domain/desk.ts';
import type { Instant, PersonId } from '../domain/ticket.ts';
import { languageOf, toPerson } from './address.ts';
import type { ArticleCommit, Tx } from './ports.ts';

/** Asks the owner of an article to review its newest version, or the leads where it has no owner. */
export async function askForReview(
  tx: Tx,
  policy: DeskPolicy,
  commit: ArticleCommit,
  workspaceId: string,
  at: Instant,
): Promise<void> {
  const owner = ownerOf(commit.after, policy);
  for (const person of owner ? [owner] : leadsOf(commit.after, policy))
    await tellOfArticle(tx, policy, commit, { person, why: 'review', workspaceId }, at);
}

/**
 * Shows a person an article that they have to do with, in a message that follows it: for `review`, or since their own
 * version was sent back. Where they are in the workspace given, they are told there.
 */
export async function tellOfArticle(
  tx: Tx,
  policy: DeskPolicy,
  { after: article, events }: ArticleCommit,
  told: { person: PersonId; why: 'review' | 'sentBack'; workspaceId: string },
  at: Instant,
): Promise<void> {
  const { person, why, workspaceId } = told;
  const happened = events.at(-1)?.sequence ?? 0;
  await tx.addNotice(
    {
      // The same version may be sent back twice.
      key: `article/${article.id}/${happened}/${why}/${person}`,
      kind: 'articleReview',
      ticketId: null,
      questionId: null,
      event: null,
      urgent: false,
      data: {
        side: 'person',
        mention: [person],
        language: await languageOf(tx, policy, person),
        article: article.id,
      },
      deliveries: [await toPerson(tx, person, workspaceId, article.id)],
    },
    at,
  );
}
