import { createHash } from 'node:crypto';
import pg from 'pg';
import type { Logger } from 'pino';

export const PRISMA_CONNECTIONS = 8;
export const QUEUE_CONNECTIONS = 4;
/** What comes in never waits for the work that came in before it. */
export const INTAKE_CONNECTIONS = 2;
/**
 * A process that stands still in the middle of a transaction keeps its locks, so that nobody could act on those tickets,
 * or sweep at all. PostgreSQL ends such a transaction after this, and others go on.
 */
const STANDSTILL_MS = 8_000;

/** A process's connections to PostgreSQL. */
export function openPools(databaseUrl: string, log: Pick<Logger, 'warn'>) {
  let closing = false;
  const own = { connectionString: databaseUrl, idle_in_transaction_session_timeout: STANDSTILL_MS };
  const pools = {
    prisma: new pg.Pool({ ...own, max: PRISMA_CONNECTIONS }),
    intake: new pg.Pool({ ...own, max: INTAKE_CONNECTIONS }),
    // BullMQ names its tables without their schema.
    queue: new pg.Pool({
      connectionString: databaseUrl,
      max: QUEUE_CONNECTIONS,
      options: '-c search_path=bullmq',
    }),
  };
  for (const pool of Object.values(pools)) {
    pool.on('error', (error) => {
      // Connections that are being closed may still hear of the server's own end.
      if (!closing) log.warn({ err: error }, 'A database connection was lost');
    });
  }
  return {
    ...pools,
    /** From here on a lost connection is no news. */
    closing() {
      closing = true;
    },
    async end() {
      await Promise.all(Object.values(pools).map((pool) => pool.end()));
    },
  };
}

/** Names the database, without its password. */
export function databaseName(url: string): string {
  const { host, pathname } = new URL(url);
  return createHash('sha256')
    .update(host + pathname)
    .digest('hex')
    .slice(0, 12);
}
