import { randomUUID } from 'node:crypto';
import type { Outbox, TakenDelivery } from '../app/ports.ts';
import { toDate } from './client.ts';
import { Prisma, type PrismaClient } from './generated/client.ts';
import { standingMessages } from './standingMessages.ts';

/**
 * Of what waits so many are looked at, and of each place the first is taken, while none is under way there: a channel
 * takes one message a second or so, and every further try would be refused. Only a page does not wait for others.
 */
const LOOK_AHEAD = 500;
/** Most files are copied by then. */
const COPIES_END_WITHIN_MS = 3_000;
/** Why a delivery is tried again whose process was gone, or frozen past its lease. */
const ABANDONED = 'whoever was sending it stopped';

/** What the relay is told of a delivery that was `taken t`, with its `notice n`. */
const TAKEN = Prisma.sql`
  t.id, t."noticeId", n.kind, n.data, t."ticketId", n."questionId", n.event, t."workspaceId", t.conversation, t.thread,
  t.anchor, t."personId" as person, t.account, t.urgent, t.attempts - 1 as attempts, t."listedAs", t."firstTriedAt",
  t."createdAt"`;

interface TakenRow extends Omit<TakenDelivery, 'firstTriedAt' | 'createdAt'> {
  readonly firstTriedAt: Date | null;
  readonly createdAt: Date;
}

/** The deliveries and messages that the relay works through; see decisions 3 and 4 of the design. */
export function createOutbox(prisma: PrismaClient): Outbox {
  return {
    async take(owner, now, leaseMs, limit, except) {
      const at = toDate(now);
      const rows = await prisma.$queryRaw<TakenRow[]>`
        with busy as materialized (
          select "workspaceId", coalesce(conversation, '@' || account) as place, urgent from delivery
          where state = 'sending' and "leaseUntil" >= ${at}
        ),
        ready as (
          select d.id, d.urgent, d."workspaceId", coalesce(d.conversation, '@' || d.account, d.id::text) as place
          from delivery d
          where (d.state in ('pending', 'retrying') and d."notBefore" <= ${at}
              or d.state = 'sending' and d."leaseUntil" < ${at})
            and not exists (
              select 1 from delivery earlier where earlier.lane = d.lane and earlier.id < d.id
                and earlier.state in ('pending', 'retrying', 'sending'))
            and (d."workspaceId" is null or d."workspaceId" <> all (${[...except.workspaces]}::text[]))
            and coalesce(d."workspaceId" || '/' || coalesce(d.conversation, '@' || d.account), '')
              <> all (${[...except.conversations]}::text[])
            and not exists (
              select 1 from busy where busy."workspaceId" = d."workspaceId" and busy.urgent >= d.urgent
                and busy.place = coalesce(d.conversation, '@' || d.account))
          order by d.urgent desc, d.id limit ${LOOK_AHEAD}
        ),
        next as (
          select id, urgent, row_number() over (partition by "workspaceId", place order by urgent desc, id) as turn
          from ready
        ),
        first as (
          select d.id, d.state = 'sending' or d."maybeRepeat" as uncertain
          from delivery d join next on next.id = d.id
          -- Looked at again with the lock: another process may have taken it since.
          where next.turn = 1
            and (d.state in ('pending', 'retrying') or d.state = 'sending' and d."leaseUntil" < ${at}) and (next.urgent
            or next.id in (select id from next where turn = 1 and not urgent order by id limit ${limit.calm}))
          order by d.urgent desc, d.id limit ${limit.all} for update of d skip locked
        ),
        taken as (
          update delivery d set state = 'sending', "leaseOwner" = ${owner}, "leaseUntil" = ${toDate(now + leaseMs)},
            "firstTriedAt" = coalesce(d."firstTriedAt", ${at}), "claimedAt" = ${at}, attempts = d.attempts + 1,
            reasons = case when d.state = 'sending' and ${ABANDONED} <> all (d.reasons)
              then d.reasons || ${ABANDONED}::text else d.reasons end,
            "listedAs" = case when first.uncertain then d."listedAs" end
          from first where d.id = first.id returning d.*, first.uncertain
        )
        select t.uncertain, ${TAKEN} from taken t join notice n on n.id = t."noticeId" order by t.urgent desc, t.id`;
      return rows.map(takenOf);
    },
    async takeStorm(owner, now, leaseMs, { crowd, limit }, except) {
      const at = toDate(now);
      const rows = await prisma.$queryRaw<TakenRow[]>`
        with crowded as (
          select "workspaceId", coalesce(conversation, '@' || account) as place
          from delivery
          where state in ('pending', 'retrying') and "notBefore" <= ${at} and urgent and not "maybeRepeat"
            and "ticketId" is not null and "workspaceId" is not null
            and "workspaceId" <> all (${[...except.workspaces]}::text[])
            and coalesce("workspaceId" || '/' || coalesce(conversation, '@' || account), '')
              <> all (${[...except.conversations]}::text[])
          group by 1, 2 having count(*) >= ${crowd} limit 1
        ),
        first as (
          select d.id from delivery d
          join crowded c on d."workspaceId" = c."workspaceId" and coalesce(d.conversation, '@' || d.account) = c.place
          join ticket t on t.id = d."ticketId"
          where d.state in ('pending', 'retrying') and d."notBefore" <= ${at} and d.urgent and not d."maybeRepeat"
          order by t.priority, d.id limit ${limit} for update of d skip locked
        ),
        taken as (
          update delivery d set state = 'sending', "leaseOwner" = ${owner}, "leaseUntil" = ${toDate(now + leaseMs)},
            "firstTriedAt" = coalesce(d."firstTriedAt", ${at}), "claimedAt" = ${at}, attempts = d.attempts + 1,
            "listedAs" = (select min(id) from first)
          from first where d.id = first.id returning d.*
        )
        select false as uncertain, ${TAKEN} from taken t join notice n on n.id = t."noticeId" join ticket k on k.id = t."ticketId"
        order by k.priority, t.id`;
      return rows.map(takenOf);
    },
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

const takenOf = (row: TakenRow): TakenDelivery => ({
  ...row,
  firstTriedAt: row.firstTriedAt?.getTime() ?? null,
  createdAt: row.createdAt.getTime(),
});
