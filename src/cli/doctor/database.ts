import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { type Check, type Finding, ok, problem } from './finding.ts';

/** What PostgreSQL says of itself. */
export interface DatabaseState {
  /** As `server_version_num`: 140000 is 14.0. */
  readonly version: number;
  /** Connections for ordinary roles. */
  readonly connections: number;
  /** Names of the migrations that are done. */
  readonly migrations: readonly string[];
  /** Epoch ms. */
  readonly now: number;
}

const OLDEST = 140_000;
/** Beside its pools a process listens on one connection and migrates with two. */
const OTHER_CONNECTIONS = 3;
/** More than NTP leaves; Firstline goes by the database's clock, but not all that is on the machine does. */
const LARGEST_SKEW_MS = 5_000;

/** `pools`: connections of all pools of one process. `migrations`: those that this Firstline has. */
export function databaseChecks(
  ask: () => Promise<DatabaseState>,
  expected: {
    readonly pools: number;
    readonly migrations: readonly string[];
    readonly realNow: () => number;
  },
): Check {
  return {
    part: 'Database',
    async run() {
      const before = expected.realNow();
      const state = await ask().catch((error: unknown) => error);
      if (!isState(state)) {
        const why = state instanceof Error ? state.message : String(state);
        const mend = 'Start PostgreSQL, and check DATABASE_URL: host, port, name, user and password.';
        return [problem('Database', `does not answer (${why})`, mend)];
      }
      const middle = (before + expected.realNow()) / 2;
      return [
        versionFinding(state),
        connectionFinding(state, expected.pools),
        migrationFinding(state, expected.migrations),
        clockFinding(Math.round(state.now - middle)),
      ];
    },
  };
}

/** Asks with one connection of the pool. */
export async function askDatabase(pool: pg.Pool): Promise<DatabaseState> {
  const { rows } = await pool.query<{
    version: number;
    connections: number;
    now: number;
    migrated: boolean;
  }>(`
    select current_setting('server_version_num')::int as version,
      current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int as connections,
      (extract(epoch from clock_timestamp()) * 1000)::float8 as now,
      to_regclass('_prisma_migrations') is not null as migrated`);
  const [state] = rows;
  if (!state) throw new Error('PostgreSQL gave no answer');
  const { version, connections, now, migrated } = state;
  if (!migrated) return { version, connections, now, migrations: [] };
  const done = await pool.query<{ name: string }>(
    'select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null',
  );
  return { version, connections, now, migrations: done.rows.map(({ name }) => name) };
}

/** Names of the migrations in a folder, oldest first. */
export function migrationsIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'migration.sql')))
    .sort();
}

const isState = (state: unknown): state is DatabaseState =>
  typeof state === 'object' && state !== null && 'migrations' in state;

function versionFinding({ version }: DatabaseState): Finding {
  const name = `PostgreSQL ${Math.floor(version / 10_000)}.${version % 10_000}`;
  if (version >= OLDEST) return ok('Database', name);
  return problem('Database', `${name} is too old`, 'Use PostgreSQL 14 or newer.');
}

function connectionFinding({ connections }: DatabaseState, pools: number): Finding {
  const each = pools + OTHER_CONNECTIONS;
  const processes = Math.floor(connections / each);
  const found = `${connections} for all, at most ${each} for each process: room for ${processes} of them`;
  if (processes >= 2) return ok('Connections', found);
  const mend = `Set max_connections of PostgreSQL to ${2 * each + 10} or more, so that web and worker both find room.`;
  return problem('Connections', found, mend);
}

function migrationFinding({ migrations }: DatabaseState, expected: readonly string[]): Finding {
  const missing = expected.filter((name) => !migrations.includes(name));
  const unknown = migrations.filter((name) => !expected.includes(name));
  if (missing.length > 0) {
    const mend = 'Start Firstline once: it applies them. If it cannot, it says which one failed.';
    return problem('Migrations', `not applied: ${missing.join(', ')}`, mend);
  }
  if (unknown.length > 0) {
    const mend = 'A newer Firstline has migrated this database: start that version here too.';
    return problem('Migrations', `unknown to this version: ${unknown.join(', ')}`, mend);
  }
  return ok('Migrations', `all ${expected.length} applied`);
}

function clockFinding(skewMs: number): Finding {
  const seconds = (Math.abs(skewMs) / 1_000).toFixed(1);
  const found = `${seconds} s ${skewMs < 0 ? 'ahead of' : 'behind'} the database's`;
  if (Math.abs(skewMs) <= LARGEST_SKEW_MS) return ok('Clock', found);
  const mend =
    "Let both machines keep time by NTP (timedatectl set-ntp true). Firstline goes by the database's clock, but Slack's signatures and tokens are checked by this machine's.";
  return problem('Clock', found, mend);
}
