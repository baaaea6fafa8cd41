import type { PrismaClient } from './generated/client.ts';

/** The database's clock, epoch ms. */
export async function databaseNow(prisma: PrismaClient): Promise<number> {
  const [row] = await prisma.$queryRaw<{ now: Date }[]>`select clock_timestamp() as now`;
  if (!row) throw new Error('PostgreSQL did not tell the time');
  return row.now.getTime();
}

export interface RealClock {
  /** Epoch ms. */
  now(): number;
  /** Calls back with every jump of the database's clock, in milliseconds; negative when it went back. */
  onJump(listener: (byMs: number) => void): void;
  /** Whether the database's clock jumped forward less than so long ago. */
  leaptWithin(milliseconds: number): boolean;
  close(): void;
}

export interface RealClockDeps {
  /** Epoch ms, as the database has it. */
  readonly database: () => Promise<number>;
  /** Milliseconds since any moment; goes on evenly whatever is done to the machine's clock. */
  readonly monotonic: () => number;
}

const ASK_MS = 2_000;
/** Less than this is the drift of a clock, and NTP at work. */
const JUMP_MS = 1_000;
const JITTER_MS = 20;

/**
 * Real time, the same in every process of a site: the database's clock, carried on by this machine's monotonic clock
 * between two askings. Leases of one process are judged by others, so they have to be of one clock; and a machine
 * whose own clock is set wrong, or jumps, then neither takes what another is sending nor fires what is not due.
 * Rejects when the database cannot be asked at the start; later it goes on without.
 */
export async function startRealClock({ database, monotonic }: RealClockDeps): Promise<RealClock> {
  const listeners: ((byMs: number) => void)[] = [];
  let leaptAt = Number.NEGATIVE_INFINITY;
  let offset: number | null = null;
  const ask = async () => {
    const before = monotonic();
    const told = await database();
    const after = monotonic();
    const found = told - (before + after) / 2;
    if (offset === null) offset = found;
    const moved = found - offset;
    // So long as the answer was under way nobody knows better.
    if (Math.abs(moved) <= (after - before) / 2 + JITTER_MS) return;
    offset = found;
    if (Math.abs(moved) < JUMP_MS) return;
    if (moved > 0) leaptAt = monotonic();
    for (const listener of listeners) listener(Math.round(moved));
  };
  await ask();
  const timer = setInterval(() => void ask().catch(() => undefined), ASK_MS);
  timer.unref();
  return {
    now: () => Math.round(monotonic() + (offset ?? 0)),
    onJump: (listener) => void listeners.push(listener),
    leaptWithin: (milliseconds) => monotonic() - leaptAt < milliseconds,
    close: () => clearInterval(timer),
  };
}
