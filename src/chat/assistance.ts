import type { StoredTicket } from '../app/ports.ts';
import type { Article } from '../domain/knowledge.ts';
import { withAddresses } from './articleAddresses.ts';
import type { ChatDeps } from './deps.ts';
import type { AssistItem } from './views/assist.ts';

/** What was offered for a ticket, as far as it may still be shown to its team, with the articles it is from. */
export async function assistItems(
  deps: ChatDeps,
  { ticket }: StoredTicket,
): Promise<{ readonly items: readonly AssistItem[]; readonly articles: readonly Article[] }> {
  const { reads } = deps.store;
  const offered = await reads.assistance(ticket.id);
  const found = await reads.articles(
    offered.flatMap((each) => ('articleId' in each ? [each.articleId] : [])),
  );
  const audiences: readonly string[] = ['everyone', 'agents', `team:${ticket.team}`];
  const articles = found.filter((each) => each.state === 'published' && audiences.includes(each.audience));
  const items: AssistItem[] = [];
  for (const each of offered) {
    const { rank, usedBy } = each;
    if (each.type === 'article') {
      const article = articles.find(({ id }) => id === each.articleId);
      if (!article) continue;
      // What is for agents alone is never sent to a requester as it stands.
      const forAll = article.audience === 'everyone';
      const text = await withAddresses(deps, each.passage.text, article.audience);
      items.push({ type: 'article', rank, usedBy, article, forAll, text });
      continue;
    }
    const earlier = (await reads.ticketById(each.ticketId))?.ticket;
    if (!earlier || !('resolution' in earlier) || earlier.resolution === null) continue;
    const forAll = earlier.visibility === 'normal';
    if (!forAll && earlier.team !== ticket.team) continue;
    const body = await reads.body(earlier.resolution);
    // Words of somebody who was erased since.
    if (!body || body.text === '') continue;
    const { number, title } = earlier;
    items.push({ type: 'earlier', rank, usedBy, number, title, forAll, text: body.text });
  }
  return { items, articles };
}
