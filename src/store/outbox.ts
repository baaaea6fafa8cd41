import { randomUUID } from 'node:crypto';
import type { Outbox } from '../app/ports.ts';
import { toDate } from './client.ts';
import type { PrismaClient } from './generated/client.ts';
import { standingMessages } from './standingMessages.ts';
import { takeDeliveries } from './takeDeliveries.ts';

/** Most files are copied by then. */
const COPIES_END_WITHIN_MS = 3_000;

/** The deliveries and messages that the relay works through; see decisions 3 and 4 of the design. */
export function createOutbox(prisma: PrismaClient): Outbox {
  return {
    ...takeDeliveries(prisma),
    async keep(ids, owner, now, leaseMs) {
      if (ids.length === 0) return;
      await prisma.delivery.updateMany({
        where: { id: { in: [...ids] }, leaseOwner: owner, state: 'sending' },
        data: { leaseUntil: toDate(now + leaseMs) },
      });
    },
    async holds(ids, owner, now) {
      const held = await prisma.delivery.count({
        where: {
          id: { in: [...ids] },
          leaseOwner: owner,
          state: 'sending',
          leaseUntil: { gt: toDate(now) },
        },
      });
      return held === ids.length;
    },
    async addressed(id, to) {
      await prisma.delivery.update({ where: { id }, data: to });
    },
    async sent(id, message, now, maybeRepeat) {
      const { workspaceId, conversation, permalink, drawnVersion, unfinished, opensThread } = message;
      // A copy that ended since the drawing did not find the row; one that ends later draws it anew by itself.
      const lookAgain = unfinished ? toDate(now + COPIES_END_WITHIN_MS) : null;
      const at = toDate(now);
      // What changes between the drawing and this row would not find the row: it waits for the lock, or is seen here.
      await prisma.$executeRaw`
        with told as (
          select d.id, d."ticketId", d."listedAs", n.id as "noticeId", n.kind, n."questionId",
            n.data #>> '{news,change}' as change
          from delivery d join notice n on n.id = d."noticeId" where d.id = ${id}
        ),
        t as (select version from ticket where id = (select "ticketId" from told) for share),
        q as (select version from question where id = (select "questionId" from told) for share),
        r as (select version from rota_change where id = (select change from told) for share),
        posted as (
          insert into message (id, "workspaceId", conversation, "externalId", permalink, card, "noticeId", "ticketId",
            "questionId", side, "drawnVersion", stale, "notBefore", "postedAt")
          select ${randomUUID()}, ${workspaceId}, ${conversation}, ${message.message}, ${permalink}, told.kind,
            told."noticeId", case when told."listedAs" is null then told."ticketId" end, told."questionId",
            ${opensThread}, ${drawnVersion},
            ${unfinished} or told.kind not in ('line', 'said', 'acknowledged', 'majorNews', 'knownErrorNews', 'assist') and (
              told."listedAs" is null and coalesce((select version from t) > ${drawnVersion}, false)
              or coalesce((select version from q) > ${drawnVersion}, false)
              or coalesce((select version from r) > ${drawnVersion}, false)),
            ${lookAgain}::timestamptz, ${at}
          from told
          on conflict ("workspaceId", conversation, "externalId") do update set stale = message.stale or excluded.stale
          returning id
        ),
        thread as (
          insert into ticket_thread ("workspaceId", conversation, thread, "ticketId", side)
          select ${workspaceId}, ${conversation}, ${message.message}, "ticketId", ${opensThread} from told
          where "ticketId" is not null and ${opensThread}::text is not null
          on conflict do nothing
        )
        update delivery d set state = 'sent', "sentAt" = ${at}, "messageId" = posted.id,
          "maybeRepeat" = ${maybeRepeat}, "leaseOwner" = null, "leaseUntil" = null
        from posted, told
        where d.id = ${id} or d."listedAs" = told."listedAs" and (d.state = 'retrying'
          or d.state = 'sending' and d."leaseUntil" < ${at})`;
    },
    async untoldList(listedAs, owner, now) {
      await prisma.$executeRaw`
        update delivery set state = 'pending', "listedAs" = null, "maybeRepeat" = false, "leaseOwner" = null,
          "leaseUntil" = null
        where "listedAs" = ${listedAs} and (state = 'retrying'
          or state = 'sending' and ("leaseOwner" = ${owner} or "leaseUntil" < ${toDate(now)}))`;
    },
    async unlisted(id) {
      await prisma.delivery.update({ where: { id }, data: { listedAs: null } });
    },
    async sentTogether(ids, { workspaceId, conversation, message, permalink, drawnVersion }, now) {
      await prisma.$transaction(async (db) => {
        const first = await db.delivery.findFirstOrThrow({ where: { id: { in: [...ids] } } });
        const row = await db.message.create({
          data: {
            workspaceId,
            conversation,
            externalId: message,
            permalink,
            card: 'page',
            noticeId: first.noticeId,
            drawnVersion,
            postedAt: toDate(now),
          },
        });
        await db.delivery.updateMany({
          where: { id: { in: [...ids] } },
          data: { state: 'sent', sentAt: toDate(now), messageId: row.id, leaseOwner: null, leaseUntil: null },
        });
        // What happened to one of them since its page may not stand in the list.
        await db.$executeRaw`
          update message set stale = true where id = ${row.id} and exists (
            select 1 from delivery d join notice n on n.id = d."noticeId"
            join ticket_event e on e."ticketId" = d."ticketId" and e.sequence > n.event
            where d."messageId" = ${row.id})`;
      });
    },
    async retry(id, owner, { notBefore, problem, maybeSent }) {
      await prisma.$executeRaw`
        update delivery set state = 'retrying', "notBefore" = ${toDate(notBefore)}, problem = ${problem},
          reasons = case when ${problem} = any (reasons) then reasons else reasons || ${problem}::text end,
          "leaseOwner" = null, "leaseUntil" = null, "maybeRepeat" = "maybeRepeat" or ${maybeSent}
        where id = ${id} and "leaseOwner" = ${owner}`;
    },
    async superseded(id, owner, why, now) {
      await prisma.delivery.updateMany({
        where: { id, leaseOwner: owner },
        data: {
          state: 'superseded',
          problem: why,
          endedAt: toDate(now),
          leaseOwner: null,
          leaseUntil: null,
        },
      });
    },
    ...standingMessages(prisma),
    async waiting() {
      const [row] = await prisma.$queryRaw<{ count: number; since: Date | null }[]>`
        select count(*)::int as count, min("createdAt") as since from delivery
        where state in ('pending', 'retrying', 'sending')`;
      return row?.since ? { count: row.count, since: row.since.getTime() } : null;
    },
  };
}
