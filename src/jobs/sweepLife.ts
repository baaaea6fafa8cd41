import type { SweepSign } from '../app/ports.ts';

const LEAVE_MS = 10_000;

/** Leaves a sign of every sweep that succeeded, for those who watch from other processes. */
export function startSweepLife(deps: {
  /** When the sweep looked last with success, real time; null if never. */
  readonly lookedAt: () => number | null;
  readonly sweepSign: SweepSign;
}): { stop(): void } {
  let left: number | null = null;
  const leave = async () => {
    const at = deps.lookedAt();
    if (at === null || at === left) return;
    await deps.sweepSign.leave(at);
    left = at;
  };
  // A database that is away gets the next one.
  const timer = setInterval(() => void leave().catch(() => undefined), LEAVE_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
