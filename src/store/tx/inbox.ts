import type { Tx } from '../../app/ports.ts';
import { type Db, toDate } from '../client.ts';

type InboxTx = Pick<
  Tx,
  'takeInbox' | 'finishInbox' | 'forgetInbox' | 'forgetFiles' | 'addDue' | 'takeDue' | 'finishDue'
>;

/** The inbox row of what is being done, and what falls due without a ticket. */
export function inboxTx(db: Db, deskId: string): InboxTx {
  return {
    async takeInbox(key) {
      const [row] = await db.$queryRaw<{ state: 'received' | 'done' | 'failed'; outcome: unknown }[]>`
        select state, outcome from inbox where key = ${key} for update`;
      return row ?? null;
    },
    async finishInbox(key, outcome, at, silent) {
      // The payload holds people's words a second time; it stays only as long as an answer may have to be given again.
      await db.$executeRaw`
        update inbox set state = 'done', outcome = ${JSON.stringify(outcome)}::jsonb, "doneAt" = ${toDate(at)},
          payload = case when ${silent} then null else payload end where key = ${key}`;
    },
    async forgetInbox(before) {
      await db.inbox.deleteMany({ where: { doneAt: { lt: toDate(before) } } });
    },
    async forgetFiles(before) {
      await db.localFile.deleteMany({ where: { messageId: null, createdAt: { lt: toDate(before) } } });
      // Who refers to bytes again has stored them again in the same transaction, which `keptAt` tells.
      await db.$executeRaw`
        delete from file_content c where c."keptAt" < ${toDate(before)}
          and not exists (select 1 from attachment a where a.sha256 = c.sha256)
          and not exists (select 1 from local_file f where f.sha256 = c.sha256)`;
    },
    async addDue({ key, kind, data, at }) {
      await db.$executeRaw`
        insert into due ("deskId", key, kind, data, at)
        values (${deskId}, ${key}, ${kind}, ${JSON.stringify(data)}::jsonb, ${toDate(at)})
        on conflict ("deskId", key) do nothing`;
    },
    async takeDue(key) {
      const [row] = await db.$queryRaw<{ kind: string; data: unknown; at: Date }[]>`
        select kind, data, at from due where "deskId" = ${deskId} and key = ${key} and "doneAt" is null
        for update skip locked`;
      return row ? { ...row, at: row.at.getTime() } : null;
    },
    async finishDue(key, at) {
      await db.due.update({ where: { deskId_key: { deskId, key } }, data: { doneAt: toDate(at) } });
    },
  };
}
