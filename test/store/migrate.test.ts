import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { migrate } from '../../src/store/migrate.ts';
import { createTestDatabase } from '../support/database.ts';
import { administer, onServer } from '../support/globalSetup.ts';

const makeTickets = 'CREATE TABLE ticket (id int PRIMARY KEY);\n';
let dir = '';
let url = '';
let name = '';

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'firstline-migrations-'));
  name = `firstline_test_${randomBytes(6).toString('hex')}`;
  await administer(inject('database').url, `CREATE DATABASE ${name}`);
  url = onServer(inject('database').url, name);
  write('20260101000000_tickets', makeTickets);
});

afterEach(async () => {
  await administer(inject('database').url, `DROP DATABASE ${name} WITH (FORCE)`);
  rmSync(dir, { recursive: true, force: true });
});

describe('migrations', () => {
  it('are applied in order, once, and recorded as `prisma migrate deploy` records them', async () => {
    write('20260102000000_titles', 'ALTER TABLE ticket ADD COLUMN title text;\n');
    expect(await migrate(url, dir)).toEqual({ applied: ['20260101000000_tickets', '20260102000000_titles'] });
    expect(await migrate(url, dir)).toEqual({ applied: [] });
    const [first] = await rows('SELECT * FROM _prisma_migrations ORDER BY migration_name');
    expect(first).toMatchObject({
      migration_name: '20260101000000_tickets',
      checksum: createHash('sha256').update(makeTickets).digest('hex'),
      finished_at: expect.any(Date),
      rolled_back_at: null,
      applied_steps_count: 1,
    });
  });

  it('of a later version are applied on top of the data', async () => {
    await migrate(url, dir);
    await rows('INSERT INTO ticket VALUES (7)');
    write('20260102000000_titles', "ALTER TABLE ticket ADD COLUMN title text NOT NULL DEFAULT 'none';\n");
    expect(await migrate(url, dir)).toEqual({ applied: ['20260102000000_titles'] });
    expect(await rows('SELECT * FROM ticket')).toEqual([{ id: 7, title: 'none' }]);
  });

  it('are applied by one of many processes that start together', async () => {
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => migrate(url, dir)));
    expect(outcomes.flatMap((outcome) => outcome.applied)).toEqual(['20260101000000_tickets']);
  });

  it('may hold functions, and semicolons in texts and comments', async () => {
    const definition = "CREATE FUNCTION f() RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN 'a;b'; END; $$;";
    write('20260102000000_function', `-- first; then\n${definition}\n`);
    await migrate(url, dir);
    expect(await rows('SELECT f()')).toEqual([{ f: 'a;b' }]);
  });

  it('that fail leave nothing behind and stop every later start, with their name', async () => {
    write('20260102000000_broken', 'CREATE TABLE half (id int);\nSELCT 1;\n');
    await expect(migrate(url, dir)).rejects.toThrow(
      'Migration 20260102000000_broken failed: ERROR: syntax error at or near "SELCT"',
    );
    expect(await rows("SELECT to_regclass('half') AS half")).toEqual([{ half: null }]);
    await expect(migrate(url, dir)).rejects.toThrow(/^Migration 20260102000000_broken failed at 20/);
  });
});

describe('a test database', () => {
  it('is a migrated copy, many at a time', async () => {
    const databases = await Promise.all(Array.from({ length: 4 }, () => createTestDatabase()));
    expect(new Set(databases.map((database) => database.url)).size).toBe(4);
    await Promise.all(databases.map((database) => database.drop()));
  });
});

function write(migration: string, sql: string): void {
  mkdirSync(join(dir, migration));
  writeFileSync(join(dir, migration, 'migration.sql'), sql);
}

async function rows(statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}
