import pg from 'pg';
import { expect, it } from 'vitest';
import { prepareQueueTables, startQueue } from '../../src/jobs/queue.ts';
import { createTestDatabase } from '../support/database.ts';
import { until } from '../support/until.ts';

it('what ends with the server after the queue was closed is no fault of it', async () => {
  const database = await createTestDatabase();
  await prepareQueueTables(database.url);
  const pool = new pg.Pool({ connectionString: database.url, max: 4, options: '-c search_path=bullmq' });
  const lost: string[] = [];
  pool.on('error', (error: Error & { code?: string }) => lost.push(error.code ?? ''));
  const faults: string[] = [];
  const queue = startQueue({
    redisUrl: null,
    prefix: 'desk',
    pool,
    work: async () => undefined,
    log: { error: (_, message) => faults.push(message) },
  });
  await queue.add([{ tickets: [], desk: [] }], 5_000);
  await queue.close();

  const operator = new pg.Client({ connectionString: database.url });
  await operator.connect();
  await operator.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  await until(() => lost.length > 0);
  await operator.end();
  await pool.end();
  await database.drop();
  expect(lost).toContain('57P01');
  expect(faults).toEqual([]);
});
