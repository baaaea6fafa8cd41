import type { Outbox, StaleMessage } from '../../app/ports.ts';
import { ChannelError } from '../../chat/channel.ts';
import type { Draw, DrawTogether } from '../../chat/drawn.ts';
import type { Edge } from '../../chat/edge.ts';

export interface RedrawDeps {
  readonly outbox: Outbox;
  readonly draw: Draw;
  readonly drawTogether: DrawTogether;
  readonly edgeOf: (workspaceId: string) => Promise<Edge | null>;
  readonly realNow: () => number;
  /** The platform limits edits for a whole workspace: none is tried there for so long. */
  readonly restEdits: (workspaceId: string, milliseconds: number) => void;
  readonly log: { error(details: object, message: string): void };
}

const RETRY_MS = 5_000;

/** Edits one message in place so that it shows the newest state; an edit tells nobody (decision 5). Never rejects. */
export async function redraw(deps: RedrawDeps, stale: StaleMessage): Promise<void> {
  const { outbox, log } = deps;
  try {
    const drawn = stale.together
      ? { ...(await deps.drawTogether({ ...stale, pages: stale.together, stands: true })), version: 0 }
      : await deps.draw({ ...stale, stands: true, maybeRepeat: false });
    const edge = await deps.edgeOf(stale.workspaceId);
    if ('superseded' in drawn || !edge) {
      await outbox.redrawNever(stale.id);
      return;
    }
    await edge.channel.update(stale.workspaceId, stale, drawn.view);
    await outbox.redrawn(stale.id, drawn.version);
  } catch (error) {
    const lost = error instanceof ChannelError && ['gone', 'forbidden', 'rejected'].includes(error.code);
    const wait = error instanceof ChannelError && error.retryAfterMs ? error.retryAfterMs : RETRY_MS;
    if (!(error instanceof ChannelError))
      log.error({ err: error, message: stale.id }, 'A message was not drawn anew');
    const until = deps.realNow() + wait;
    if (error instanceof ChannelError && !lost) deps.restEdits(stale.workspaceId, wait);
    const recorded = lost ? outbox.redrawNever(stale.id) : outbox.redrawLater(stale.id, until);
    await recorded.catch((fault) =>
      log.error({ err: fault, message: stale.id }, 'A message was not drawn anew'),
    );
  }
}
