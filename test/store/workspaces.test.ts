import pg from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { toChannel, toPerson } from '../../src/app/address.ts';
import { createPrisma } from '../../src/store/client.ts';
import { createPolicies } from '../../src/store/policies.ts';
import { createStore } from '../../src/store/store.ts';
import { createWorkspaces } from '../../src/store/workspaces.ts';
import { deskPolicy } from '../support/builders.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const DESK = 'desk';
let database: TestDatabase;
let pool: pg.Pool;
let prisma: ReturnType<typeof createPrisma>;
beforeEach(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
  prisma = createPrisma(pool);
  await createPolicies(prisma, DESK).record({ source: '', policy: deskPolicy(), by: 'test', at: 0 });
});
afterEach(async () => {
  await prisma.$disconnect();
  await pool.end();
  await database.drop();
});

/** A process of the desk that starts at `now`; its token belongs to the workspace named. */
async function startsWith(team: string, now: number) {
  const workspaces = createWorkspaces(prisma, DESK, () => now);
  await workspaces.expect('slack');
  const { id } = await workspaces.connected('slack', team, team);
  const options = { onCommitted: () => undefined, realNow: () => now, platforms: ['slack'] } as const;
  const store = createStore(prisma, DESK, options);
  return {
    id,
    workspaces,
    seesAna: (workspaceId: string, externalId: string) =>
      store.transaction((tx) =>
        tx.saveAccount(
          {
            workspaceId,
            externalId,
            person: 'ana',
            name: 'ana',
            email: null,
            kind: 'member',
            language: null,
          },
          now,
        ),
      ),
    room: async () =>
      (await store.transaction((tx) => toChannel(tx, { language: 'en', slack: 'C1' }, null, 't1')))[0]
        ?.workspaceId,
    ana: async () => (await store.transaction((tx) => toPerson(tx, 'ana', 'elsewhere', 't1'))).account,
  };
}

it('the workspace that the token belongs to now has the channels and the accounts, whichever was first', async () => {
  const before = await startsWith('T-old', 1_000);
  await before.seesAna(before.id, 'U-old');
  expect([await before.room(), await before.ana()]).toEqual([before.id, 'U-old']);

  const now = await startsWith('T-new', 2_000);
  expect(now.id).not.toBe(before.id);
  expect(await now.room()).toBe(now.id);
  expect(await now.ana(), 'looked for by her address again').toBeNull();
  await now.seesAna(now.id, 'U-new');
  expect(await now.ana()).toBe('U-new');

  const back = await startsWith('T-old', 3_000);
  expect([back.id, await back.room(), await back.ana()]).toEqual([before.id, before.id, 'U-old']);
});

it('a workspace from which somebody only wrote takes nothing over', async () => {
  const home = await startsWith('T-home', 1_000);
  const shared = await home.workspaces.ensure('slack', 'T-partner', 'Partner');
  await home.seesAna(shared.id, 'U-partner');
  expect(await home.room()).toBe(home.id);
  expect(await home.ana()).toBe('U-partner');
});
