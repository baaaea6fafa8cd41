import type { DueWork, InboxStore, Outbox } from '../app/ports.ts';
import type { DeskFault } from '../domain/noticeTypes.ts';

export interface WatchdogDeps {
  readonly due: DueWork;
  readonly outbox: Outbox;
  readonly inbox: InboxStore;
  readonly deskNow: () => number;
  readonly realNow: () => number;
  /** Records what the duty channel is told, once for each key however many processes watch. */
  readonly tell: (key: string, fault: DeskFault) => Promise<void>;
  readonly log: { error(details: object, message: string): void };
}

export interface Watchdog {
  /** Seconds by which the oldest deadline, delivery and request are late; 0 when they are not. */
  health(): Record<Watched, number> & { readonly databaseAway: boolean };
  stop(): void;
}

type Watched = 'overdueDeadlines' | 'overdueDeliveries' | 'overdueRequests';

const LOOK_MS = 10_000;
const LATE_MS = 60_000;

/**
 * Watches the watchers, in web processes too: anything due or to be told that is late by a minute, at two looks in a
 * row (so that a clock which was moved on raises no false alarm), turns /healthz red and is told to the duty channel.
 */
export function startWatchdog(deps: WatchdogDeps): Watchdog {
  const late: Record<Watched, number> = { overdueDeadlines: 0, overdueDeliveries: 0, overdueRequests: 0 };
  const looks: Record<Watched, number> = { overdueDeadlines: 0, overdueDeliveries: 0, overdueRequests: 0 };
  let databaseAway = false;

  const judge = async (type: Watched, waiting: { count: number; since: number } | null, now: number) => {
    const lateMs = waiting ? now - waiting.since : 0;
    looks[type] = lateMs > LATE_MS ? looks[type] + 1 : 0;
    const oldest = Math.round(lateMs / 1000);
    late[type] = looks[type] >= 2 ? oldest : 0;
    if (looks[type] !== 2 || !waiting) return;
    deps.log.error({ seconds: oldest, count: waiting.count }, type);
    await deps.tell(`${type}/${waiting.since}`, { type, count: waiting.count, oldest });
  };

  const look = async () => {
    try {
      await judge('overdueDeadlines', await deps.due.overdue(deps.deskNow()), deps.deskNow());
      await judge('overdueDeliveries', await deps.outbox.waiting(), deps.realNow());
      await judge('overdueRequests', await deps.inbox.waiting(), deps.realNow());
      databaseAway = false;
    } catch {
      databaseAway = true;
    }
  };
  const timer = setInterval(() => void look(), LOOK_MS);
  timer.unref();
  void look();
  return { health: () => ({ ...late, databaseAway }), stop: () => clearInterval(timer) };
}
