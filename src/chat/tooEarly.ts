import type { ChatDeps } from './deps.ts';
import type { ChatRequest } from './request.ts';

/**
 * A card can be seen and replied to before its platform has told the desk where it stands. What is written in a thread
 * of no known ticket while a card is on its way to that conversation may be such a reply, and is looked at again.
 */
export async function isTooEarly(
  deps: ChatDeps,
  { what, where, workspaceId }: ChatRequest,
): Promise<boolean> {
  const { kind, conversation, thread } = where;
  if (what.type !== 'message' || thread === null) return false;
  return deps.store.reads.mayBeNewCard({ workspaceId, kind, conversation, thread });
}
