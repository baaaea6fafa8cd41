import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { AppDeps } from '../../src/app/ports.ts';
import type { DeskPolicy } from '../../src/domain/desk.ts';
import { createPrisma } from '../../src/store/client.ts';
import type { PrismaClient } from '../../src/store/generated/client.ts';
import { createStore } from '../../src/store/store.ts';
import { deskPolicy } from './builders.ts';
import { createTestDatabase } from './database.ts';

/** The use cases on a database of their own; there is no platform, no worker, and nothing is found. */
export async function storeDesk(now: () => number = Date.now) {
  const database = await createTestDatabase();
  const pool = new pg.Pool({ connectionString: database.url, max: 4 });
  const prisma = createPrisma(pool);
  const policy = deskPolicy();
  return {
    app: appOn(prisma, policy, now),
    policy,
    pool,
    prisma,
    async end() {
      await prisma.$disconnect();
      await pool.end();
      await database.drop();
    },
  };
}

/** What use cases need, on a database that is there. */
export function appOn(prisma: PrismaClient, policy: DeskPolicy, now: () => number = Date.now): AppDeps {
  return {
    store: createStore(prisma, 'desk', {
      onCommitted: () => undefined,
      realNow: Date.now,
      platforms: [],
    }),
    policies: { current: async () => policy, at: async () => policy, changed: () => undefined },
    search: { search: async () => ({ tier: 'none', hits: [] }) },
    now,
    newId: randomUUID,
  };
}
