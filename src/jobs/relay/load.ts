import { performance } from 'node:perf_hooks';

/** Two looks closer together say the same. */
const EVERY_MS = 250;
const BUSY_SHARE = 0.75;

/** Tells whether this process's one thread was busy for most of the time between the last two looks. */
export function watchLoad(): () => boolean {
  let since = performance.eventLoopUtilization();
  let lookedAt = performance.now();
  let busy = false;
  return () => {
    if (performance.now() - lookedAt < EVERY_MS) return busy;
    busy = performance.eventLoopUtilization(since).utilization > BUSY_SHARE;
    since = performance.eventLoopUtilization();
    lookedAt = performance.now();
    return busy;
  };
}
