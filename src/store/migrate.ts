import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type { MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm';
import pg from 'pg';

// TypeScript knows this value from the browser's library only, which is not loaded here.
declare const WebAssembly: {
  instantiate(code: Uint8Array, imports: object): Promise<{ instance: { exports: Record<string, unknown> } }>;
};

// Any number will do that no other part of Firstline takes; all processes of a site must agree on it.
const migrationLock = 4_642_537_001;

/**
 * Brings the database up to the migrations in `migrationsDir` (prisma/migrations), as `prisma migrate deploy` does
 * and with the same `_prisma_migrations` table, but with npm packages alone: Prisma's command downloads a program.
 * Returns the names applied by this call, oldest first. Any number of processes may call it at once: one applies,
 * the others wait and find nothing to do. Throws an Error that names the migration that failed.
 */
export async function migrate(databaseUrl: string, migrationsDir: string): Promise<{ applied: string[] }> {
  const names = migrationNames(migrationsDir);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    // Loading the engine takes a tenth of a second and most starts have nothing to apply.
    if (!(await isBehind(client, names))) return { applied: [] };
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    if (!(await isBehind(client, names))) return { applied: [] };
    return { applied: await apply(databaseUrl, migrationsDir, names) };
  } finally {
    await client.end();
  }
}

/** Runs `use` with Prisma's schema engine on this database and closes its connections. */
export async function withSchemaEngine<T>(
  databaseUrl: string,
  use: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(wholeScripts(new PrismaPg(pool)));
    const engine = await (await loadEngine()).new({ datamodels: undefined }, () => undefined, adapter);
    return await use(engine);
  } finally {
    await pool.end();
  }
}

/**
 * The adapter cuts a script at every semicolon, also within texts, comments and function bodies, and commits each
 * piece. Sent whole, as Prisma's own program does, a script may hold anything and is one transaction.
 */
function wholeScripts(factory: PrismaPg): SqlMigrationAwareDriverAdapterFactory {
  const whole = async (connecting: Promise<SqlDriverAdapter>) => {
    const adapter = await connecting;
    adapter.executeScript = async (script) => {
      await adapter.executeRaw({ sql: script, args: [], argTypes: [] });
    };
    return adapter;
  };
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: () => whole(factory.connect()),
    connectToShadowDb: () => whole(factory.connectToShadowDb()),
  };
}

/** Oldest first. */
function migrationNames(migrationsDir: string): string[] {
  return readdirSync(migrationsDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(migrationsDir, entry.name, 'migration.sql')))
    .map((entry) => entry.name)
    .sort();
}

async function isBehind(client: pg.Client, names: readonly string[]): Promise<boolean> {
  const table = await client.query<{ there: boolean }>(
    "SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there",
  );
  if (!table.rows[0]?.there) return true;
  const { rows } = await client.query<{ migration_name: string; done: boolean }>(
    'SELECT migration_name, finished_at IS NOT NULL AS done FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  );
  // A failed migration counts as behind, so that the engine refuses with its own account of it.
  const done = new Set(rows.filter((row) => row.done).map((row) => row.migration_name));
  return rows.some((row) => !row.done) || names.some((name) => !done.has(name));
}

async function apply(
  databaseUrl: string,
  migrationsDir: string,
  names: readonly string[],
): Promise<string[]> {
  const migrationsList = readMigrations(migrationsDir, names);
  try {
    return await withSchemaEngine(databaseUrl, async (engine) => {
      const filters = { externalTables: [], externalEnums: [] };
      return (await engine.applyMigrations({ migrationsList, filters })).appliedMigrationNames;
    });
  } catch (cause) {
    throw new Error(sentenceFor(cause instanceof Error ? cause.message : String(cause)), { cause });
  }
}

/** The engine's message carries a trace of its own source and a link; the operator needs the name and the reason. */
function sentenceFor(message: string): string {
  const failedBefore = /The `([^`]+)` migration started at (.+) failed/.exec(message);
  if (failedBefore) {
    return (
      `Migration ${failedBefore[1]} failed at ${failedBefore[2]} and was rolled back. Mend the cause, ` +
      'delete its row from _prisma_migrations, and start again.'
    );
  }
  const name = /migration_name="([^"]+)"/.exec(message)?.[1];
  const reason =
    /Error querying the database: (.+)/.exec(message)?.[1] ?? message.split('\n   0: ')[0]?.trim();
  return name ? `Migration ${name} failed: ${reason}` : `The database could not be migrated: ${reason}`;
}

function readMigrations(migrationsDir: string, names: readonly string[]): MigrationList {
  const lockfile = join(migrationsDir, 'migration_lock.toml');
  return {
    baseDir: resolve(migrationsDir),
    lockfile: {
      path: 'migration_lock.toml',
      content: existsSync(lockfile) ? readFileSync(lockfile, 'utf8') : null,
    },
    shadowDbInitScript: '',
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(join(migrationsDir, name, 'migration.sql'), 'utf8') },
      },
    })),
  };
}

let engineClass: Promise<typeof SchemaEngine> | undefined;

/**
 * The package's own entry imports its WebAssembly as a module, which Node 20 does only behind a flag. Loaded once
 * a process: the package's code keeps views of one memory, and a second load makes both fail.
 */
function loadEngine(): Promise<typeof SchemaEngine> {
  engineClass ??= (async () => {
    const panics = {
      set_message(message: string): never {
        throw new Error(`Prisma's schema engine gave up: ${message}`);
      },
    };
    Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: panics });
    const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg');
    const file = createRequire(import.meta.url)
      .resolve('@prisma/schema-engine-wasm')
      .replace(/\.js$/, '_bg.wasm');
    const imports: Record<string, unknown> = { ...glue };
    // The engine's timer for its lock is never cleared and would hold a finished command for 10 s.
    for (const name of Object.keys(glue).filter((key) => key.startsWith('__wbg_setTimeout'))) {
      imports[name] = (callback: () => void, ms: number) => setTimeout(callback, ms).unref();
    }
    const { instance } = await WebAssembly.instantiate(readFileSync(file), {
      './schema_engine_bg.js': imports,
    });
    glue.__wbg_set_wasm(instance.exports);
    const start = instance.exports.__wbindgen_start;
    if (typeof start === 'function') start();
    return glue.SchemaEngine;
  })();
  return engineClass;
}
