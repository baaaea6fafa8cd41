import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DiffTarget } from '@prisma/schema-engine-wasm';
import { startEmbeddedPostgres } from '../src/embedded/server.ts';
import { migrate, withSchemaEngine } from '../src/store/migrate.ts';

// npx tsx prisma/newMigration.ts NAME [FOLDER]   (FOLDER: where schema.prisma is; this one by default)
// Writes prisma/migrations/<timestamp>_NAME/migration.sql: the way from migrations/migrated.prisma, the schema that
// the migrations add up to, to schema.prisma. Then tries all migrations on an empty database. SQL that Prisma has
// no words for (partial indexes, CHECKs) is added to the file by hand.
// To write a migration anew before it was ever released: delete its folder, put back the migrated.prisma from
// before it (for the first one: delete that too), and run this again.

const words = (text: string) => process.stdout.write(`${text}\n`);
const [, , name, folder = import.meta.dirname] = process.argv;
if (!name || !/^[a-z0-9_]+$/.test(name))
  throw new Error('Usage: npx tsx prisma/newMigration.ts name_in_small_letters');

const migrations = join(folder, 'migrations');
const migrated = join(migrations, 'migrated.prisma');
const schema = readFileSync(join(folder, 'schema.prisma'), 'utf8');
const datamodel = (content: string): DiffTarget => ({
  tag: 'schemaDatamodel',
  files: [{ path: 'schema.prisma', content }],
});

const dataDir = mkdtempSync(join(tmpdir(), 'firstline-migration-'));
const database = await startEmbeddedPostgres({ dataDir, fsync: false, log: words });
try {
  const { stdout } = await withSchemaEngine(database.url, (engine) =>
    engine.diff({
      from: existsSync(migrated) ? datamodel(readFileSync(migrated, 'utf8')) : { tag: 'empty' },
      to: datamodel(schema),
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    }),
  );
  const timestamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
  const target = join(migrations, `${timestamp}_${name}`);
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, 'migration.sql'), stdout ?? '');
  writeFileSync(join(migrations, 'migration_lock.toml'), 'provider = "postgresql"\n');
  writeFileSync(migrated, schema);
  words(`Wrote ${join(target, 'migration.sql')}`);
  const { applied } = await migrate(database.url, migrations);
  words(`Tried on an empty database: ${applied.length} migrations apply.`);
} finally {
  await database.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
