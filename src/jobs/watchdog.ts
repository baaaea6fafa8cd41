import type { DueWork, InboxStore, Outbox, SweepSign } from '../app/ports.ts';
import type { DeskFault, WatchedFault } from '../domain/noticeTypes.ts';

export interface WatchdogDeps {
  readonly due: DueWork;
  readonly outbox: Outbox;
  readonly inbox: InboxStore;
  readonly sweepSign: SweepSign;
  readonly deskNow: () => number;
  readonly realNow: () => number;
  /** Faults that the duty channel has been told of. */
  readonly standing: () => Promise<readonly string[]>;
  /** Tell the duty channel, once however many processes watch; true in the one that did. */
  readonly stands: (fault: Extract<DeskFault, { type: WatchedFault }>, at: number) => Promise<boolean>;
  readonly isOver: (what: WatchedFault, at: number) => Promise<boolean>;
  readonly log: {
    error(details: object, message: string): void;
    warn(details: object, message: string): void;
  };
}

export interface WatchdogHealth extends Readonly<Record<WatchedFault, number>> {
  readonly databaseAway: boolean;
}

export interface Watchdog {
  /** Looks once; what it finds is told. Never rejects. */
  look(): Promise<void>;
  /** Seconds by which the oldest deadline, delivery, request and sweep are late; 0 when they are not. */
  health(): WatchdogHealth;
  /** Nothing at all was late at the last look, which was not long ago: the heartbeat may be heard. */
  isWell(): boolean;
}

const LOOK_MS = 10_000;
const LATE_MS = 60_000;

const WATCHED: readonly WatchedFault[] = [
  'overdueDeadlines',
  'overdueDeliveries',
  'overdueRequests',
  'sweepSilent',
];

interface Waiting {
  readonly count: number;
  readonly lateMs: number;
}

/**
 * Watches the watchers, in web processes too: anything due or to be told that is late by a minute, and a sweep that
 * nobody makes. At two looks in a row (so that a clock which was moved on raises no false alarm) it turns /healthz
 * red and is told to the duty channel: once while it stands, and once when it is over.
 */
export function createWatchdog(deps: WatchdogDeps): Watchdog {
  const { due, outbox, inbox, sweepSign, log } = deps;
  const seen = Object.fromEntries(WATCHED.map((type) => [type, { late: 0, good: 0, ms: 0 }])) as Record<
    WatchedFault,
    { late: number; good: number; ms: number }
  >;
  const startedAt = deps.realNow();
  let databaseAway = false;
  let lookedAt = Number.NEGATIVE_INFINITY;

  const waiting = (found: { count: number; since: number } | null, now: number): Waiting =>
    found ? { count: found.count, lateMs: now - found.since } : { count: 0, lateMs: 0 };

  const sources: Record<WatchedFault, () => Promise<Waiting>> = {
    overdueDeadlines: async () => waiting(await due.overdue(deps.deskNow()), deps.deskNow()),
    overdueDeliveries: async () => waiting(await outbox.waiting(), deps.realNow()),
    overdueRequests: async () => waiting(await inbox.waiting(), deps.realNow()),
    sweepSilent: async () => {
      const last = Math.max((await sweepSign.last()) ?? startedAt, startedAt);
      return { count: 1, lateMs: deps.realNow() - last };
    },
  };

  const judge = async (type: WatchedFault, { count, lateMs }: Waiting, told: boolean) => {
    const isLate = lateMs > LATE_MS;
    const before = seen[type];
    seen[type] = isLate
      ? { late: before.late + 1, good: 0, ms: lateMs }
      : { late: 0, good: before.good + 1, ms: 0 };
    const { late, good } = seen[type];
    const now = deps.realNow();
    if (late >= 2 && !told) {
      const oldest = Math.round(lateMs / 1000);
      if (await deps.stands({ type, count, oldest }, now)) log.error({ seconds: oldest, count }, type);
    }
    if (good >= 2 && told && (await deps.isOver(type, now))) log.warn({}, `${type} is over`);
  };

  const watch = async () => {
    const told = await deps.standing();
    for (const type of WATCHED) await judge(type, await sources[type](), told.includes(type));
  };

  return {
    async look() {
      try {
        await watch();
        if (databaseAway) log.warn({}, 'The database is back');
        databaseAway = false;
        lookedAt = performance.now();
      } catch (error) {
        if (!databaseAway)
          log.error({ err: error }, 'The watchdog cannot look: nobody can be told but this log');
        databaseAway = true;
      }
    },
    health: () => ({ ...secondsOf(seen), databaseAway }),
    isWell: () =>
      !databaseAway &&
      performance.now() - lookedAt < LATE_MS &&
      WATCHED.every((type) => seen[type].late === 0),
  };
}

/** One late look is none yet. */
function secondsOf(seen: Record<WatchedFault, { late: number; ms: number }>): Record<WatchedFault, number> {
  const seconds = ({ late, ms }: { late: number; ms: number }) => (late >= 2 ? Math.round(ms / 1000) : 0);
  return {
    overdueDeadlines: seconds(seen.overdueDeadlines),
    overdueDeliveries: seconds(seen.overdueDeliveries),
    overdueRequests: seconds(seen.overdueRequests),
    sweepSilent: seconds(seen.sweepSilent),
  };
}

/** Looks now and every ten seconds. */
export function startWatchdog(deps: WatchdogDeps): Watchdog & { stop(): void } {
  const watchdog = createWatchdog(deps);
  const timer = setInterval(() => void watchdog.look(), LOOK_MS);
  timer.unref();
  void watchdog.look();
  return { ...watchdog, stop: () => clearInterval(timer) };
}
