import { supersededBy } from '../domain/stillHolds.ts';
import { deskClocks } from './cardData.ts';
import type { ChatDeps } from './deps.ts';
import type { DrawTogether } from './drawn.ts';
import { pageData } from './pageData.ts';
import { peopleOf, viewContext } from './viewContext.ts';
import { type PageData, pageBundle } from './views/page.ts';

/** Draws many pages for one person or channel as one list, so that a storm is one message. */
export function drawingTogether(deps: ChatDeps): DrawTogether {
  return async ({ pages, data, workspaceId, stands }) => {
    const drawn: PageData[] = [];
    const told: number[] = [];
    const people = [...data.mention];
    const found = await deps.store.reads.pages(pages);
    for (const [index, page] of found.entries()) {
      if (page?.entry.event.type !== 'Escalated') continue;
      const { ticket, entry } = page;
      if (!stands && supersededBy('page', page.entry.event, ticket)) continue;
      const clocks = await deskClocks(deps, ticket);
      // A line of a list shows no more of its ticket than the title.
      const card = {
        ticket,
        clocks,
        description: '',
        resolution: null,
        files: [],
        resolutionFiles: [],
        knownError: null,
        mention: [],
        mentionToReply: false,
      };
      drawn.push(pageData(card, page.entry.event, false));
      told.push(index);
      people.push(...peopleOf(ticket, entry));
    }
    const w = await viewContext(deps, { workspaceId, language: data.language, people });
    return { view: pageBundle(drawn, data.mention, w), told };
  };
}
