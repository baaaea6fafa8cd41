import type { Outbox, TakenDelivery } from '../app/ports.ts';
import { toDate } from './client.ts';
import { Prisma, type PrismaClient } from './generated/client.ts';

/**
 * Of what waits so many are looked at, and of each place the first is taken, while none is under way there: a channel
 * takes one message a second or so, and every further try would be refused. Only a page does not wait for others.
 */
const LOOK_AHEAD = 500;
/** Why a delivery is tried again whose process was gone, or frozen past its lease. */
const ABANDONED = 'whoever was sending it stopped';

/** Where a delivery goes: a conversation, or the direct one with somebody, when it is not known yet. */
const PLACE = Prisma.sql`coalesce(d.conversation, '@' || d.account)`;

/** What the relay is told of a delivery that was `taken t`, with its `notice n`. */
const TAKEN = Prisma.sql`
  t.id, t."noticeId", n.kind, n.data, t."ticketId", n."questionId", n.event, t."workspaceId", t.conversation, t.thread,
  t.anchor, t."personId" as person, t.account, t.urgent, t.attempts - 1 as attempts, t."listedAs", t."firstTriedAt",
  t."createdAt"`;

interface TakenRow extends Omit<TakenDelivery, 'firstTriedAt' | 'createdAt'> {
  readonly firstTriedAt: Date | null;
  readonly createdAt: Date;
}

/** How the relay comes by what it sends; see decisions 3 and 4 of the design. */
export function takeDeliveries(prisma: PrismaClient): Pick<Outbox, 'take' | 'takeStorms'> {
  return {
    async take(owner, now, leaseMs, limit, except) {
      const at = toDate(now);
      const ready = Prisma.sql`
        (d.state in ('pending', 'retrying') and d."notBefore" <= ${at} or d.state = 'sending' and d."leaseUntil" < ${at})`;
      const rows = await prisma.$queryRaw<TakenRow[]>`
        with ${busyPlaces(at)},
        -- Where a page waits, what is to be said before it in its lane goes like a page.
        paged as materialized (
          select d.lane from delivery d
          where d.urgent and ${ready} and ${isOpen(except)} and ${isFree(Prisma.sql`true`)}
          group by d.lane order by min(d.id) limit ${LOOK_AHEAD}
        ),
        ready as (
          select d.id, true as urgent, d."workspaceId", ${PLACE} as place
          from paged cross join lateral (
            select * from delivery head where head.lane = paged.lane and head.state in ('pending', 'retrying', 'sending')
            order by head.id limit 1) d
          where ${ready}
          union all
          (select d.id, false, d."workspaceId", ${PLACE}
          from delivery d
          where not d.urgent and ${ready} and ${isOpen(except)} and ${isFree(Prisma.sql`false`)}
            and not exists (
              select 1 from delivery earlier where earlier.lane = d.lane and earlier.id < d.id
                and earlier.state in ('pending', 'retrying', 'sending'))
          order by d.id limit ${limit.calm > 0 ? LOOK_AHEAD : 0})
        ),
        next as (
          select id, urgent, row_number() over (
            partition by "workspaceId", coalesce(place, id::text) order by urgent desc, id) as turn
          from ready
        ),
        first as (
          select d.id, d.state = 'sending' or d."maybeRepeat" as uncertain
          from delivery d join next on next.id = d.id
          -- Looked at again with the lock: another process may have taken it since.
          where next.turn = 1
            and (d.state in ('pending', 'retrying') or d.state = 'sending' and d."leaseUntil" < ${at}) and (next.urgent
            or next.id in (select id from next where turn = 1 and not urgent order by id limit ${limit.calm}))
          order by next.urgent desc, d.id limit ${limit.all} for update of d skip locked
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
    async takeStorms(owner, now, leaseMs, { crowd, limit, places }, except) {
      const at = toDate(now);
      const waits = Prisma.sql`
        d.state in ('pending', 'retrying') and d."notBefore" <= ${at} and d.urgent and not d."maybeRepeat"
        and d."ticketId" is not null and d."workspaceId" is not null`;
      const rows = await prisma.$queryRaw<TakenRow[]>`
        with ${busyPlaces(at)},
        crowded as materialized (
          select d."workspaceId", ${PLACE} as place from delivery d
          where ${waits} and ${isOpen(except)} and ${isFree(Prisma.sql`true`)}
          group by 1, 2 having count(*) >= ${crowd} order by min(d.id) limit ${places}
        ),
        waiting as (
          select d.id, c."workspaceId", c.place, row_number() over (
            partition by c."workspaceId", c.place order by k.priority, d.id) as turn
          from crowded c
          join delivery d on d."workspaceId" = c."workspaceId" and ${PLACE} = c.place
          join ticket k on k.id = d."ticketId"
          where ${waits}
        ),
        locked as (
          select d.id, w."workspaceId", w.place from delivery d join waiting w on w.id = d.id
          where w.turn <= ${limit} and d.state in ('pending', 'retrying') for update of d skip locked
        ),
        lists as (
          select id, min(id) over (partition by "workspaceId", place) as "listedAs" from locked
        ),
        taken as (
          update delivery d set state = 'sending', "leaseOwner" = ${owner}, "leaseUntil" = ${toDate(now + leaseMs)},
            "firstTriedAt" = coalesce(d."firstTriedAt", ${at}), "claimedAt" = ${at}, attempts = d.attempts + 1,
            "listedAs" = lists."listedAs"
          from lists where d.id = lists.id returning d.*
        )
        select false as uncertain, ${TAKEN}
        from taken t join notice n on n.id = t."noticeId" join ticket k on k.id = t."ticketId"
        order by t."listedAs", k.priority, t.id`;
      const lists = new Map<bigint | null, TakenDelivery[]>();
      for (const page of rows.map(takenOf)) {
        const list = lists.get(page.listedAs);
        if (list) list.push(page);
        else lists.set(page.listedAs, [page]);
      }
      return [...lists.values()];
    },
  };
}

/** Where something is under way. */
const busyPlaces = (at: Date): Prisma.Sql => Prisma.sql`
  busy as materialized (
    select "workspaceId", ${PLACE} as place, urgent from delivery d where state = 'sending' and "leaseUntil" >= ${at}
  )`;

/** Nothing that `delivery d`, urgent or not, has to wait for is under way to the same place. */
const isFree = (urgent: Prisma.Sql): Prisma.Sql => Prisma.sql`
  not exists (
    select 1 from busy where busy."workspaceId" = d."workspaceId" and busy.urgent >= ${urgent} and busy.place = ${PLACE})`;

/** The place of `delivery d` is none of those that are left alone now. */
const isOpen = ({ workspaces, conversations }: Parameters<Outbox['take']>[4]): Prisma.Sql => Prisma.sql`
  (d."workspaceId" is null or d."workspaceId" <> all (${[...workspaces]}::text[]))
  and coalesce(d."workspaceId" || '/' || ${PLACE}, '') <> all (${[...conversations]}::text[])`;

const takenOf = (row: TakenRow): TakenDelivery => ({
  ...row,
  firstTriedAt: row.firstTriedAt?.getTime() ?? null,
  createdAt: row.createdAt.getTime(),
});
