import type { NoticeData, Outbox, SaidKind, StaleMessage } from '../app/ports.ts';
import { toDate } from './client.ts';
import type { PrismaClient } from './generated/client.ts';

type Standing = Pick<
  Outbox,
  'anchor' | 'takeStale' | 'redrawn' | 'redrawForgotten' | 'redrawLater' | 'redrawNever'
>;

/** Messages that stand on the platforms, and those of them that show an older state. */
export function standingMessages(prisma: PrismaClient): Standing {
  return {
    async anchor(ticketId, workspaceId, conversation, anchor) {
      const which = anchor === 'major' ? { card: 'majorCard' } : { card: 'card', side: anchor };
      const row = await prisma.message.findFirst({
        where: { ticketId, workspaceId, conversation, ...which },
        orderBy: { postedAt: 'asc' },
      });
      return row?.externalId ?? null;
    },
    async takeStale(now, leaseMs, limit, except) {
      const at = toDate(now);
      const rows = await prisma.$queryRaw<StaleRow[]>`
        with first as (
          select id from message
          where stale and ("leaseUntil" is null or "leaseUntil" < ${at}) and ("notBefore" is null or "notBefore" <= ${at})
            and "workspaceId" <> all (${[...except]}::text[])
          order by "notBefore" nulls first, "postedAt" desc limit ${limit} for update skip locked
        ),
        taken as (
          update message m set "leaseUntil" = ${toDate(now + leaseMs)}, stale = false, attempts = m.attempts + 1
          from first where m.id = first.id returning m.*
        )
        select t.id, t."workspaceId", t.conversation, t."externalId" as message, t.permalink, n.kind, n.data,
          t."ticketId", t."questionId", n.event, t.attempts - 1 as attempts,
          (select d."personId" from delivery d where d."messageId" = t.id order by d.id limit 1) as person,
          case when t."ticketId" is null and t.card = 'page' then (
            select json_agg(json_build_object('ticketId', d."ticketId", 'event', e.event) order by d.id)
            from delivery d join notice e on e.id = d."noticeId" where d."messageId" = t.id) end as together
        from taken t join notice n on n.id = t."noticeId"`;
      return rows;
    },
    async redrawn(id, drawnVersion) {
      await prisma.message.update({
        where: { id },
        data: { drawnVersion, leaseUntil: null, attempts: 0, notBefore: null },
      });
    },
    async redrawForgotten(now) {
      await prisma.message.updateMany({
        where: { leaseUntil: { lt: toDate(now) }, stale: false },
        data: { stale: true, leaseUntil: null },
      });
    },
    async redrawLater(id, notBefore) {
      await prisma.message.update({
        where: { id },
        data: { stale: true, leaseUntil: null, notBefore: toDate(notBefore) },
      });
    },
    async redrawNever(id) {
      await prisma.message.update({ where: { id }, data: { stale: false, leaseUntil: null } });
    },
  };
}

interface StaleRow extends Omit<StaleMessage, 'kind' | 'data'> {
  readonly kind: SaidKind;
  readonly data: NoticeData;
}
