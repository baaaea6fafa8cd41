import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { isAlive } from '../../src/embedded/cluster.ts';
import { startEmbeddedPostgres } from '../../src/embedded/server.ts';
import { prepareQueueTables } from '../../src/jobs/queue.ts';
import { migrate } from '../../src/store/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A server for this run: any database on it to connect to, and the migrated template to copy. */
    database: { url: string; template: string };
  }
}

const root = join(import.meta.dirname, '../..');

/**
 * Once for a test run: one PostgreSQL (of our own, or that of TEST_DATABASE_URL), a template database on it with all
 * tables, BullMQ's too, and dist/ built from the code as it is, for tests that start bin/firstline.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [server] = await Promise.all([startServer(), build()]);
  const template = `firstline_template_${randomBytes(4).toString('hex')}`;
  await administer(server.url, `CREATE DATABASE ${template}`);
  await migrate(onServer(server.url, template), join(root, 'prisma/migrations'));
  await prepareQueueTables(onServer(server.url, template));
  // PostgreSQL copies a database only while nobody, not even its own housekeeping, is connected to it.
  await administer(server.url, `ALTER DATABASE ${template} ALLOW_CONNECTIONS false`);
  project.provide('database', { url: server.url, template });
  return async () => {
    await administer(server.url, `DROP DATABASE ${template}`);
    await server.stop();
  };
}

/** Runs one statement that must not be in a transaction, on a connection of its own. */
export async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The same server's address for another of its databases. */
export function onServer(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.href;
}

async function startServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, stop: async () => undefined };
  removeAbandoned();
  const dataDir = mkdtempSync(join(tmpdir(), `firstline-test-${process.pid}-`));
  const server = await startEmbeddedPostgres({
    dataDir,
    fsync: false,
    log: (sentence) => process.stderr.write(`${sentence}\n`),
  });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Of runs that were killed; their servers ended by themselves. */
function removeAbandoned(): void {
  for (const entry of readdirSync(tmpdir())) {
    const run = /^firstline-test-(\d+)-/.exec(entry)?.[1];
    if (run && !isAlive(Number(run))) rmSync(join(tmpdir(), entry), { recursive: true, force: true });
  }
}

/** Faults of types are the type check's affair: the code is written all the same, and the tests judge what it does. */
function build(): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'ignore' });
    child.once('error', reject);
    child.once('close', () => resolve());
  });
}
