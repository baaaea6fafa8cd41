import type pg from 'pg';
import type { InboxRow, InboxStore } from '../app/ports.ts';
import { toDate } from './client.ts';
import type { PrismaClient } from './generated/client.ts';

/**
 * What came in, before anything is done about it (decision 11 of the design). `pool` serves nothing but the insert,
 * for which the platform is waiting.
 */
export function createInbox(prisma: PrismaClient, pool: pg.Pool): InboxStore {
  return {
    async insert({ key, platform, workspaceId, payload, receivedAt }) {
      const { rowCount } = await pool.query(
        `insert into inbox (key, platform, "workspaceId", payload, state, "receivedAt")
        values ($1, $2, $3, $4, 'received', $5) on conflict (key) do nothing`,
        [key, platform, workspaceId, payload, toDate(receivedAt)],
      );
      return rowCount === 1;
    },
    takeForgotten(now, before, leaseMs, limit) {
      const at = toDate(now);
      return prisma.$queryRaw<InboxRow[]>`
        update inbox set "leaseUntil" = ${toDate(now + leaseMs)}, attempts = attempts + 1 where key in (
          select key from inbox where state = 'received' and "receivedAt" < ${toDate(before)}
            and ("leaseUntil" is null or "leaseUntil" < ${at})
          order by "receivedAt" limit ${limit} for update skip locked)
        returning key, platform::text as platform, "workspaceId", payload, attempts`;
    },
    async finish(key, outcome, now) {
      await prisma.$executeRaw`
        update inbox set state = 'done', outcome = ${JSON.stringify(outcome)}::jsonb, "doneAt" = ${toDate(now)},
          payload = null where key = ${key} and state = 'received'`;
    },
    async fail(key, problem, now) {
      await prisma.$executeRaw`
        update inbox set state = 'failed', outcome = ${JSON.stringify({ problem })}::jsonb, "doneAt" = ${toDate(now)}
        where key = ${key} and state = 'received'`;
    },
  };
}
