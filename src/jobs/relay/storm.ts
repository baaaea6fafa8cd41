import type { TakenDelivery } from '../../app/ports.ts';
import { ChannelError } from '../../chat/channel.ts';
import { postAt, resolvePlace } from './place.ts';
import { afterChannelError } from './refused.ts';
import { listKey, type SendDeps, sendDelivery, stillHeld } from './send.ts';

/**
 * Tells the pages of a storm, all for one place, in one message with a list, which stands for each of them. Only what
 * was never tried before comes here, so no page of it can stand on the platform already. Never rejects.
 */
export async function sendStorm(deps: SendDeps, pages: readonly TakenDelivery[]): Promise<void> {
  const [first, ...rest] = pages;
  if (!first) return;
  if (rest.length === 0) return sendDelivery(deps, first);
  let posted = false;
  try {
    await tellTogether(deps, first, pages, () => {
      posted = true;
    });
  } catch (error) {
    const known =
      error instanceof ChannelError
        ? error
        : new ChannelError('down', String(error), { maybeSent: posted, cause: error });
    if (known !== error) deps.log.error({ err: error }, 'A list of pages failed in Firstline itself');
    for (const page of pages) {
      await afterChannelError(deps, page, known).catch((fault) =>
        deps.log.error({ err: fault, delivery: String(page.id) }, 'A failed delivery could not be recorded'),
      );
    }
  }
}

async function tellTogether(
  deps: SendDeps,
  first: TakenDelivery,
  pages: readonly TakenDelivery[],
  onPosted: () => void,
): Promise<void> {
  const { outbox, owner } = deps;
  const place = await resolvePlace(deps, { ...first, anchor: null, thread: null });
  if (!place) return;
  const { workspaceId, conversation } = place.destination;
  const named = pages.flatMap(({ ticketId, event }) =>
    ticketId && event !== null ? [{ ticketId, event }] : [],
  );
  const mention = [...new Set(pages.flatMap((page) => page.data.mention))];
  const { view, told } = await deps.drawTogether({
    pages: named,
    data: { ...first.data, mention },
    workspaceId,
    stands: false,
  });
  const kept = new Set(told);
  for (const [index, page] of pages.entries()) {
    if (!kept.has(index))
      await outbox.superseded(page.id, owner, 'it was over before it was sent', deps.realNow());
  }
  const telling = pages.filter((_, index) => kept.has(index));
  if (telling.length === 0 || !(await stillHeld(deps, telling))) return;
  const destination = { workspaceId, conversation, thread: null };
  const posted = await postAt(
    deps,
    { ...place, destination },
    view,
    first,
    listKey(first.listedAs ?? first.id),
  );
  onPosted();
  deps.pauses.platformUp(workspaceId);
  const ids = telling.map((page) => page.id);
  const message = { ...posted, workspaceId, drawnVersion: 0, unfinished: false, opensThread: null };
  await outbox.sentTogether(ids, message, deps.realNow());
}
