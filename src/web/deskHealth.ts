import type { Edge } from '../chat/edge.ts';
import { type Health, type HealthLine, summarise } from './health.ts';

export interface HealthDeps {
  readonly edges: readonly Edge[];
  readonly watchdog: {
    health(): {
      readonly overdueDeadlines: number;
      readonly overdueDeliveries: number;
      readonly overdueRequests: number;
      readonly sweepSilent: number;
      readonly databaseAway: boolean;
      /** Milliseconds by which this machine's clock is ahead of the one that the desk goes by. */
      readonly clockAheadMs: number;
    };
  };
  /** Null in a process that only serves the web. */
  readonly worker: { health(): { readonly queue: 'ok' | 'degraded'; readonly clock: 'ok' | 'off' } } | null;
  readonly search: { ready(): boolean };
}

const CLOCK_TOLERANCE_MS = 5_000;

/**
 * What /healthz says. Failed: nothing can be kept now (the database is away) or promises are late by a minute.
 * Degraded: the desk works, but not all of it.
 */
export async function deskHealth({ edges, watchdog, worker, search }: HealthDeps): Promise<Health> {
  const watched = watchdog.health();
  const parts: HealthLine[] = [
    line(
      'database',
      watched.databaseAway ? 'failed' : 'ok',
      'PostgreSQL does not answer: check DATABASE_URL.',
    ),
    line(
      'deadlines',
      watched.overdueDeadlines > 0 ? 'failed' : 'ok',
      `Late by ${watched.overdueDeadlines} s.`,
    ),
    line(
      'notices',
      watched.overdueDeliveries > 0 ? 'failed' : 'ok',
      `Late by ${watched.overdueDeliveries} s.`,
    ),
    line(
      'sweep',
      watched.sweepSilent > 0 ? 'failed' : 'ok',
      `Nobody has looked for deadlines for ${watched.sweepSilent} s: check that a worker runs.`,
    ),
    line('requests', watched.overdueRequests > 0 ? 'failed' : 'ok', `Late by ${watched.overdueRequests} s.`),
    line('search', search.ready() ? 'ok' : 'degraded', 'The index is still being built.'),
  ];
  const aheadSeconds = Math.round(watched.clockAheadMs / 1000);
  let clock: HealthLine['state'] = Math.abs(watched.clockAheadMs) > CLOCK_TOLERANCE_MS ? 'degraded' : 'ok';
  if (worker) {
    const of = worker.health();
    parts.push(line('queue', of.queue, 'Queue degraded: deadlines are enforced without it. Check Redis.'));
    if (of.clock === 'off') clock = 'failed';
  }
  parts.push(
    line(
      'clock',
      clock,
      `This machine's clock is ${Math.abs(aheadSeconds)} s ${aheadSeconds < 0 ? 'behind' : 'ahead of'} the database's: set it.`,
    ),
  );
  for (const edge of edges) {
    const { ok, problem } = await edge.health();
    parts.push({ part: edge.platform, state: ok ? 'ok' : 'degraded', problem });
  }
  return summarise(parts);
}

function line(part: HealthLine['part'], state: HealthLine['state'], problem: string): HealthLine {
  return { part, state, problem: state === 'ok' ? null : problem };
}
