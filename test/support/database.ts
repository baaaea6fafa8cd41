import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { administer, onServer } from './globalSetup.ts';

export interface TestDatabase {
  readonly url: string;
  /** Removes the database, also under connections that are still open: close pools first. */
  drop(): Promise<void>;
}

/** An empty database with all tables, BullMQ's too, that no other test sees; a copy of the run's template. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { url, template } = inject('database');
  const name = `firstline_test_${randomBytes(6).toString('hex')}`;
  await administer(url, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  return { url: onServer(url, name), drop: () => administer(url, `DROP DATABASE ${name} WITH (FORCE)`) };
}
