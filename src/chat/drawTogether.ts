import { supersededBy } from '../domain/stillHolds.ts';
import { cardData } from './cardData.ts';
import type { ChatDeps } from './deps.ts';
import type { DrawTogether } from './drawn.ts';
import { pageData } from './pageData.ts';
import { peopleOf, viewContext } from './viewContext.ts';
import { type PageData, pageBundle } from './views/page.ts';

/** Draws many pages for one person or channel as one list, so that a storm is one message. */
export function drawingTogether(deps: ChatDeps): DrawTogether {
  return async ({ pages, data, workspaceId, stands }) => {
    const { reads } = deps.store;
    const drawn: PageData[] = [];
    const told: number[] = [];
    const people = [...data.mention];
    for (const [index, { ticketId, event: sequence }] of pages.entries()) {
      const stored = await reads.ticketById(ticketId);
      const entry = (await reads.timeline(ticketId)).find((each) => each.sequence === sequence);
      if (!stored || entry?.event.type !== 'Escalated') continue;
      if (!stands && supersededBy('page', entry.event, stored.ticket)) continue;
      const card = await cardData(deps, stored, { mention: [], mentionToReply: false });
      drawn.push(pageData(card, entry.event, false));
      told.push(index);
      people.push(...peopleOf(stored.ticket, entry));
    }
    const w = await viewContext(deps, { workspaceId, language: data.language, people });
    return { view: pageBundle(drawn, data.mention, w), told };
  };
}
