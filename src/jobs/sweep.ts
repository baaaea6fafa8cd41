import type { DueWork } from '../app/ports.ts';
import type { Batch, BatchQueue } from './queue.ts';

export interface SweepDeps {
  readonly due: DueWork;
  readonly queue: BatchQueue;
  /** Does a batch here and now, when the queue does not. */
  readonly work: (batch: Batch) => Promise<void>;
  /** The desk's time: what is due. */
  readonly deskNow: () => number;
  /** The machine's time: leases. */
  readonly realNow: () => number;
  readonly log: {
    warn(details: object, message: string): void;
    error(details: object, message: string): void;
  };
}

export interface Sweep {
  /** What /healthz says of the queue and of this machine's clock. */
  health(): { readonly queue: 'ok' | 'degraded'; readonly clock: 'ok' | 'off' };
  /** When it looked last with success, real time; null if never. */
  lookedAt(): number | null;
  stop(): Promise<void>;
}

const TICK_MS = 1_000;
/** While there is more to hand out. */
const BUSY_TICK_MS = 100;
const LEASE_MS = 5_000;
const QUEUE_PATIENCE_MS = 5_000;
/** A ticket that is due again so much later is due for something else. */
const FORGET_MS = 3 * LEASE_MS;
/** What may be handed out and not done yet: what is done within a lease. */
const WINDOW = 800;
/** Tickets in one job, and so in one transaction. */
const BATCH = 100;
/** A process whose clock is further off the database's does not sweep. */
const CLOCK_TOLERANCE_MS = 5_000;
const CLOCK_CHECK_MS = 30_000;
/** How long the sweeper does the work itself before it tries the queue again. */
const QUEUE_RETRY_MS = 10_000;

/**
 * The plain timer behind every promise: each second it takes what is due and hands it to the queue in batches. What
 * comes back undone after its lease, or what the queue does not take, the sweeper does itself, so that no deadline
 * depends on the queue (decisions 1 and 2 of the design).
 */
export function startSweep(deps: SweepDeps): Sweep {
  const { due, queue, log } = deps;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let queueBroken = 0;
  let clockOff = false;
  let clockCheckedAt = Number.NEGATIVE_INFINITY;
  let lookedAt: number | null = null;
  /** Tickets that the queue took, and when. */
  const handedOut = new Map<string, number>();

  const handOut = async (batch: Batch) => {
    const justFailed = queueBroken > 0 && performance.now() - queueBroken < QUEUE_RETRY_MS;
    const queueIsOut = justFailed || !queue.connected();
    // Handed out before and due again after its lease: the queue did not get to it.
    const undone = batch.tickets.filter((id) => handedOut.delete(id)).length;
    for (const [id, since] of handedOut) if (performance.now() - since > FORGET_MS) handedOut.delete(id);
    if (!queueIsOut && undone === 0) {
      try {
        await queue.add(split(batch), QUEUE_PATIENCE_MS);
        queueBroken = 0;
        for (const id of batch.tickets) handedOut.set(id, performance.now());
        return;
      } catch (error) {
        log.warn({ err: error }, 'The job queue takes no work: deadlines are enforced without it');
      }
    }
    // One ticket that comes back may have a fault of its own; several mean that nobody works on the queue.
    if (!queueIsOut && undone !== 1) queueBroken = performance.now();
    for (const part of split(batch)) await deps.work(part);
  };

  const checkClock = async () => {
    if (performance.now() - clockCheckedAt < CLOCK_CHECK_MS) return;
    const skew = await due.clockSkew();
    clockCheckedAt = performance.now();
    if (Math.abs(skew) > CLOCK_TOLERANCE_MS && !clockOff) {
      log.error(
        { skewMs: Math.round(skew) },
        "This machine's clock is off the database's: it does not sweep. Set the clock.",
      );
    }
    clockOff = Math.abs(skew) > CLOCK_TOLERANCE_MS;
  };

  const tick = async (): Promise<number> => {
    await checkClock();
    if (clockOff) return TICK_MS;
    const taken = await due.take(deps.deskNow(), deps.realNow(), LEASE_MS, WINDOW);
    lookedAt = deps.realNow();
    if (!taken || taken.tickets.length + taken.desk.length === 0) return TICK_MS;
    await handOut(taken);
    return BUSY_TICK_MS;
  };

  const run = async () => {
    let wait = TICK_MS;
    try {
      wait = await tick();
    } catch (error) {
      log.error({ err: error }, 'The sweep failed and tries again');
    }
    if (!stopped) timer = setTimeout(() => (running = run()), wait);
  };
  let running = run();

  return {
    health: () => ({
      queue: queueBroken > 0 || !queue.connected() ? 'degraded' : 'ok',
      clock: clockOff ? 'off' : 'ok',
    }),
    lookedAt: () => lookedAt,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

function split({ tickets, desk }: Batch): Batch[] {
  const batches: Batch[] = [];
  for (let from = 0; from < tickets.length; from += BATCH) {
    batches.push({ tickets: tickets.slice(from, from + BATCH), desk: [] });
  }
  if (desk.length > 0) batches.push({ tickets: [], desk });
  return batches;
}
