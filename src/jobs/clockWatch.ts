import type { ClockJumps } from '../app/ports.ts';

export interface ClockWatchDeps {
  /** The clock of this machine, epoch ms, and its monotonic clock. */
  readonly wallNow: () => number;
  readonly monotonic: () => number;
  /** The clock that the desk goes by. */
  readonly real: { now(): number; onJump(listener: (byMs: number) => void): void };
  readonly jumps: ClockJumps;
  /** Names this machine in what is recorded. */
  readonly machine: string;
  readonly log: {
    warn(details: object, message: string): void;
  };
}

export interface ClockWatch {
  /** Milliseconds by which this machine's clock is ahead of the one that the desk goes by. */
  aheadMs(): number;
  stop(): void;
}

const LOOK_MS = 1_000;
/** Less is NTP at work. */
const JUMP_MS = 1_000;

/**
 * Notices clocks that jump: this machine's, by comparing it with the monotonic clock from look to look, and the
 * database's, by which the desk goes. Both are logged and recorded for `doctor`. What was put off until a time that a
 * clock which went back will only reach much later is put off no longer.
 */
export function startClockWatch(deps: ClockWatchDeps): ClockWatch {
  const { wallNow, monotonic, real, jumps, machine, log } = deps;
  let distance = wallNow() - monotonic();
  // What the database could not be told yet, the newest of each machine.
  const untold = new Map<string, { machine: string; at: number; byMs: number }>();
  let wentBack = false;
  let telling = false;

  const notice = (whose: string, byMs: number) => {
    const way = byMs < 0 ? 'back' : 'forward';
    const what = whose === machine ? "This machine's clock" : "The database's clock";
    log.warn(
      { byMs },
      `${what} jumped ${way} by ${Math.round(Math.abs(byMs) / 1_000)} s, or stood still in between. Keep time by NTP.`,
    );
    untold.set(whose, { machine: whose, at: real.now(), byMs });
  };
  real.onJump((byMs) => {
    notice('database', byMs);
    if (byMs < 0) wentBack = true;
    void tell();
  });

  const tell = async () => {
    if (telling) return;
    telling = true;
    try {
      if (wentBack) await jumps.wentBack(real.now());
      wentBack = false;
      for (const [whose, jump] of untold) {
        await jumps.record(jump);
        untold.delete(whose);
      }
    } catch {
      // A database that is away is told at a later look.
    } finally {
      telling = false;
    }
  };

  const timer = setInterval(() => {
    const moved = wallNow() - monotonic() - distance;
    distance += moved;
    if (Math.abs(moved) > JUMP_MS) notice(machine, Math.round(moved));
    if (untold.size > 0 || wentBack) void tell();
  }, LOOK_MS);
  timer.unref();
  return {
    aheadMs: () => Math.round(wallNow() - real.now()),
    stop: () => clearInterval(timer),
  };
}
