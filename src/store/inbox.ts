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
    async insert({ key, platform, workspaceId, payload, receivedAt, leaseUntil }) {
      const { rowCount } = await pool.query(
        `insert into inbox (key, platform, "workspaceId", payload, state, "receivedAt", "leaseUntil")
        values ($1, $2, $3, $4, 'received', $5, $6) on conflict (key) do nothing`,
        [key, platform, workspaceId, payload, toDate(receivedAt), toDate(leaseUntil)],
      );
      return rowCount === 1;
    },
    takeForgotten(now, leaseMs, limit) {
      const at = toDate(now);
      return prisma.$queryRaw<InboxRow[]>`
        update inbox set "leaseUntil" = ${toDate(now + leaseMs)}, attempts = attempts + 1 where key in (
          select key from inbox where state <> 'failed' and payload is not null and "leaseUntil" < ${at}
          order by "receivedAt" limit ${limit} for update skip locked)
        returning key, platform::text as platform, "workspaceId", payload, attempts`;
    },
    async postpone(key, until) {
      await prisma.$executeRaw`update inbox set "leaseUntil" = ${toDate(until)} where key = ${key}`;
    },
    async finish(key, now) {
      await prisma.$executeRaw`
        update inbox set state = 'done', outcome = 'null', "doneAt" = ${toDate(now)}
        where key = ${key} and state = 'received'`;
    },
    async answered(key) {
      await prisma.$executeRaw`update inbox set payload = null where key = ${key}`;
    },
    async end(key, now) {
      await prisma.$executeRaw`
        update inbox set payload = null,
          state = case state when 'received' then 'done' else state end,
          outcome = case state when 'received' then 'null' else outcome end,
          "doneAt" = coalesce("doneAt", ${toDate(now)})
        where key = ${key} and (state = 'received' or payload is not null)`;
    },
    async waiting() {
      const [row] = await prisma.$queryRaw<{ count: number; since: Date | null }[]>`
        select count(*)::int as count, min("receivedAt") as since from inbox where state = 'received'`;
      return row?.since ? { count: row.count, since: row.since.getTime() } : null;
    },
    async fail(key, problem, now) {
      await prisma.$executeRaw`
        update inbox set state = 'failed', outcome = ${JSON.stringify({ problem })}::jsonb, "doneAt" = ${toDate(now)}
        where key = ${key} and payload is not null`;
    },
  };
}
