import type { InboxRow, InboxStore } from '../app/ports.ts';
import { MOST_ATTEMPTS } from '../chat/intake.ts';

export interface ForgottenDeps {
  readonly inbox: InboxStore;
  readonly realNow: () => number;
  /** Does what was asked and gives the person the answer. */
  readonly process: (row: InboxRow) => Promise<void>;
  /** Tells those on duty of a request that failed for good, and why. */
  readonly tell: (row: InboxRow, problem: string) => Promise<void>;
  readonly log: {
    warn(details: object, message: string): void;
    error(details: object, message: string): void;
  };
}

const LOOK_MS = 1_000;
const LEASE_MS = 30_000;
const LIMIT = 20;

/**
 * Takes up what was acknowledged and never finished, because a process died or the database went away in between
 * (decision 11 of the design). What fails again and again is set aside with its reason; it is not thrown away, and the
 * duty channel hears of it.
 */
export function startForgotten(deps: ForgottenDeps): { stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const look = async () => {
    try {
      const now = deps.realNow();
      const rows = await deps.inbox.takeForgotten(now, LEASE_MS, LIMIT);
      await Promise.all(rows.map(finish));
    } catch (error) {
      deps.log.warn({ err: error }, 'The inbox could not be read; it is tried again');
    }
    if (!stopped) timer = setTimeout(() => (running = look()), LOOK_MS);
  };
  const finish = async (row: InboxRow) => {
    try {
      await deps.process(row);
    } catch (error) {
      deps.log.error({ err: error, key: row.key, attempts: row.attempts }, 'A request could not be finished');
      if (row.attempts < MOST_ATTEMPTS) return;
      const problem = error instanceof Error ? error.message : String(error);
      await deps.tell(row, problem);
      await deps.inbox.fail(row.key, problem, deps.realNow());
    }
  };
  let running = look();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
