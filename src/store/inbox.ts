import type { InboxRow, InboxStore } from '../app/ports.ts';
import { toDate } from './client.ts';
import type { PrismaClient } from './generated/client.ts';

/** What came in, before anything is done about it (decision 11 of the design). */
export function createInbox(prisma: PrismaClient): InboxStore {
  return {
    async insert({ receivedAt, ...row }) {
      const { count } = await prisma.inbox.createMany({
        data: [{ ...row, state: 'received', receivedAt: toDate(receivedAt) }],
        skipDuplicates: true,
      });
      return count > 0;
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
