import { join } from 'node:path';
import type { Logger } from 'pino';
import { compose, type Desk } from '../compose.ts';
import { readSettings, type Settings } from '../config/env.ts';
import { DatabaseInUse, startEmbeddedPostgres } from '../embedded/server.ts';
import { deskLog } from '../log.ts';
import { migrationsFolder } from '../paths.ts';
import { migrate } from '../store/migrate.ts';

/** What a command of the command line works with. */
export interface CommandDesk {
  readonly settings: Settings;
  readonly databaseUrl: string;
  readonly log: Logger;
}

/** Runs a command with the desk's database: the one of DATABASE_URL, or the embedded one, running or not. */
export async function withDatabase<T>(use: (given: CommandDesk) => Promise<T>): Promise<T> {
  const settings = readSettings();
  const log = deskLog(settings.logLevel);
  if (settings.databaseUrl) return use({ settings, databaseUrl: settings.databaseUrl, log });
  const server = await startEmbeddedPostgres({
    dataDir: join(settings.dataDir, 'pg'),
    log: (sentence) => log.info(sentence),
  }).catch((error: unknown) => {
    // The desk is running: its own server serves this command too.
    if (error instanceof DatabaseInUse) return { url: error.url, stop: async () => undefined };
    throw error;
  });
  try {
    return await use({ settings, databaseUrl: server.url, log });
  } finally {
    await server.stop();
  }
}

/** The same with the desk composed over it, migrated; nothing listens and nothing is sent. */
export function withDesk<T>(use: (desk: Desk) => Promise<T>): Promise<T> {
  return withDatabase(async ({ settings, databaseUrl, log }) => {
    await migrate(databaseUrl, migrationsFolder);
    const desk = await compose({ settings, databaseUrl, log });
    try {
      return await use(desk);
    } finally {
      await desk.close();
    }
  });
}
