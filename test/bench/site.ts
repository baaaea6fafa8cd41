import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../src/embedded/server.ts';
import { prepareQueueTables } from '../../src/jobs/queue.ts';
import { migrationsFolder } from '../../src/paths.ts';
import { migrate } from '../../src/store/migrate.ts';

/** A PostgreSQL of the bench's own, with fsync as in real life, in a folder that goes away with it. */
export interface Site {
  /** A new migrated database; gives its address. */
  database(name: string): Promise<string>;
  stop(): Promise<void>;
}

export async function startSite(): Promise<Site> {
  const dataDir = mkdtempSync(join(tmpdir(), 'firstline-bench-'));
  const server = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  return {
    async database(name) {
      await statement(server.url, `CREATE DATABASE ${name}`);
      const address = new URL(server.url);
      address.pathname = `/${name}`;
      await migrate(address.href, migrationsFolder);
      await prepareQueueTables(address.href);
      return address.href;
    },
    async stop() {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Runs SQL on a connection of its own. */
export async function statement(
  url: string,
  sql: string,
  values: readonly unknown[] = [],
): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(sql, [...values]);
  } finally {
    await client.end();
  }
}
