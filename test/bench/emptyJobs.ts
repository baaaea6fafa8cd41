import { EventEmitter, once } from 'node:events';
import pg from 'pg';
import { type Batch, prepareQueueTables, startQueue } from '../../src/jobs/queue.ts';

const BATCH = 100;
const PATIENCE_MS = 60_000;

/**
 * The same batches as empty BullMQ jobs on PostgreSQL: seconds from the first `add` until as many batches of a hundred
 * ids as `tickets` need were given to a worker that does nothing. What deadlines cost beyond the queue is told by it.
 */
export async function emptyJobs(databaseUrl: string, tickets: number): Promise<number> {
  await prepareQueueTables(databaseUrl);
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4, options: '-c search_path=bullmq' });
  pool.on('error', () => undefined);
  const ids = Array.from(
    { length: tickets },
    (_, index) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
  );
  const batches: Batch[] = [];
  for (let from = 0; from < ids.length; from += BATCH)
    batches.push({ tickets: ids.slice(from, from + BATCH), desk: [] });
  let left = batches.length;
  const finished = new EventEmitter();
  const all = once(finished, 'all');
  const queue = startQueue({
    redisUrl: null,
    prefix: 'bench',
    pool,
    work: async () => {
      left -= 1;
      if (left === 0) finished.emit('all');
    },
    log: { error: () => undefined },
  });
  try {
    const began = performance.now();
    await queue.add(batches, PATIENCE_MS);
    await all;
    return (performance.now() - began) / 1_000;
  } finally {
    await queue.close();
    await pool.end();
  }
}
