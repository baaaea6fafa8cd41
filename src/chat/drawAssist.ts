import { assistItems } from './assistance.ts';
import type { ChatDeps } from './deps.ts';
import type { Drawn, Said } from './drawn.ts';
import { viewContext } from './viewContext.ts';
import { assist } from './views/assist.ts';

/** What may help the agents of a ticket, from what was offered when it was opened. */
export async function drawAssist(deps: ChatDeps, said: Said): Promise<Drawn> {
  const stored = said.ticketId ? await deps.store.reads.ticketById(said.ticketId) : null;
  if (!stored) return { superseded: 'its ticket is gone' };
  const { items, articles } = await assistItems(deps, stored);
  if (items.length === 0) return { superseded: 'nothing of it may be shown any more' };
  const people = items.flatMap(({ usedBy }) => (usedBy === null ? [] : [usedBy]));
  const { workspaceId } = said;
  const w = await viewContext(deps, { workspaceId, language: said.data.language, people, articles });
  const view = assist(stored.ticket.number, items, w);
  return { view, version: stored.ticket.version, unfinished: false, opensThread: null };
}
