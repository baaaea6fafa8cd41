import { randomUUID } from 'node:crypto';
import type { NewNotice, StoredTicket, TicketCommit, Tx } from '../../app/ports.ts';
import type { Instant, Ticket } from '../../domain/ticket.ts';
import { type Db, toDate } from '../client.ts';
import { Prisma } from '../generated/client.ts';
import { storedTicket } from '../rows.ts';

/** Of a storm of people who join, each banner is drawn anew once in so long, and after the cards. */
const BANNER_WAITS_MS = 2_000;

type Locked = Omit<Parameters<typeof storedTicket>[0], 'sequence'> & { readonly id: string };

type TicketTx = Pick<
  Tx,
  | 'nextNumber'
  | 'lockTicket'
  | 'lockTickets'
  | 'lockTicketsUnlessBusy'
  | 'commitTickets'
  | 'addNotice'
  | 'giveUpDelivery'
  | 'addTicketThread'
>;

/** Tickets inside a transaction: row locks, and the one statement that writes all that follows from an event. */
export function ticketTx(db: Db, deskId: string, realNow: () => number): TicketTx {
  const lock = async (where: Prisma.Sql, how: Prisma.Sql): Promise<StoredTicket[]> => {
    const rows = await db.$queryRaw<Locked[]>`
      select id, state, "originWorkspaceId", "originConversation", "originThread", "originKind"
      from ticket where "deskId" = ${deskId} and ${where} order by id for update ${how}`;
    // A statement that waited for the lock sees the row as it is now, and all else as it was before it waited.
    const ids = rows.map(({ id }) => id);
    const last = await db.$queryRaw<{ id: string; sequence: number }[]>`
      select "ticketId" as id, max(sequence) as sequence from ticket_event
      where "ticketId" = any(${ids}::text[]) group by "ticketId"`;
    const sequences = new Map(last.map(({ id, sequence }) => [id, sequence]));
    return rows.map((row) => storedTicket({ ...row, sequence: sequences.get(row.id) ?? 0 }));
  };
  return {
    async nextNumber() {
      const { nextNumber } = await db.desk.update({
        where: { id: deskId },
        data: { nextNumber: { increment: 1 } },
        select: { nextNumber: true },
      });
      return nextNumber - 1;
    },
    async lockTicket(number) {
      const [found] = await lock(Prisma.sql`number = ${number}`, Prisma.empty);
      return found ?? null;
    },
    lockTickets: (numbers) => lock(Prisma.sql`number in (${Prisma.join([...numbers])})`, Prisma.empty),
    lockTicketsUnlessBusy: (ids) => lock(Prisma.sql`id = any(${[...ids]}::text[])`, Prisma.sql`skip locked`),
    async commitTickets(commits) {
      const written = commits.map((commit) => commitRows(deskId, commit));
      const ids = commits.map(({ ticket }) => ticket.id);
      const numbers = commits.map(({ ticket }) => ticket.number);
      const changed = commits.filter(({ entries }) => entries.length > 0).map(({ ticket }) => ticket.id);
      const dues = json(written.flatMap((each) => each.dues));
      const said = commits.flatMap(({ notices, at }) => notices.map((notice) => ({ notice, at })));
      const { notices, deliveries, real } = noticeRows(deskId, said, realNow());
      const inAWhile = toDate(realNow() + BANNER_WAITS_MS);
      await db.$executeRaw`
        with
        written as (
          insert into ticket select * from jsonb_populate_recordset(null::ticket, ${json(written.map((each) => each.ticket))}::jsonb)
          on conflict (id) do update set
            status = excluded.status, priority = excluded.priority, tier = excluded.tier, team = excluded.team,
            service = excluded.service, "assigneeId" = excluded."assigneeId", "resolvedAt" = excluded."resolvedAt",
            "endedAt" = excluded."endedAt", "nextDueAt" = excluded."nextDueAt", "leasedUntil" = null,
            version = excluded.version, state = excluded.state
        ),
        happened as (
          insert into ticket_event
          select * from jsonb_populate_recordset(null::ticket_event, ${json(written.flatMap((each) => each.events))}::jsonb)
        ),
        gone as (
          delete from ticket_due old where "ticketId" = any(${ids}::text[]) and not exists (
            select 1 from jsonb_populate_recordset(null::ticket_due, ${dues}::jsonb) new
            where new."ticketId" = old."ticketId" and new.key = old.key)
        ),
        due as (
          insert into ticket_due select * from jsonb_populate_recordset(null::ticket_due, ${dues}::jsonb)
          on conflict ("ticketId", key) do update set at = excluded.at, kind = excluded.kind
        ),
        said as (${insertNotices(notices)}),
        told as (${insertDeliveries(deliveries, real)}),
        -- Whoever was shown one of them as a known issue, and has not answered, sees how it stands.
        shown as (
          update question set version = version + 1
          where outcome = 'open' and answering->>'stage' = 'known' and answering->>'incident' = any(${numbers}::text[])
            and "deskId" = ${deskId}
          returning id
        ),
        waiting as (
          update message set stale = true, "notBefore" = coalesce("notBefore", ${inAWhile})
          where not stale and "questionId" in (select id from shown)
        )
        update message set stale = true
        where not stale and card not in ('line', 'said', 'acknowledged', 'majorNews', 'knownErrorNews', 'assist') and id in (
          select id from message where "ticketId" = any(${changed}::text[])
          union all
          select "messageId" from delivery where "ticketId" = any(${changed}::text[]) and urgent)`;
    },
    async addNotice(notice, at) {
      const { notices, deliveries, real } = noticeRows(deskId, [{ notice, at }], realNow());
      await db.$executeRaw`with said as (${insertNotices(notices)}) ${insertDeliveries(deliveries, real)}`;
    },
    async giveUpDelivery(id, owner, problem) {
      const given = await db.delivery.updateMany({
        where: { id, leaseOwner: owner },
        data: {
          state: 'undeliverable',
          problem,
          endedAt: toDate(realNow()),
          leaseOwner: null,
          leaseUntil: null,
        },
      });
      const [left] = await db.$queryRaw<{ nobodyReached: boolean }[]>`
        select bool_and(d.state = 'undeliverable') as "nobodyReached"
        from delivery mine join notice page on page.id = mine."noticeId" and page.kind = 'page'
        join notice n on n."ticketId" = page."ticketId" and n.event = page.event and n.kind = 'page'
          and n.key not like 'instead/%'
        join delivery d on d."noticeId" = n.id
        where mine.id = ${id} and page.key not like 'instead/%'`;
      return { nobodyReached: given.count > 0 && (left?.nobodyReached ?? false) };
    },
    async addTicketThread({ place, ticketId, side }) {
      const { workspaceId, conversation, thread } = place;
      await db.ticketThread.createMany({
        data: [{ workspaceId, conversation, thread: thread ?? '', ticketId, side }],
        skipDuplicates: true,
      });
    },
  };
}

/** A notice whose key is known is not said again, nor are its deliveries. */
const insertNotices = (rows: readonly object[]): Prisma.Sql => Prisma.sql`
  insert into notice select * from jsonb_populate_recordset(null::notice, ${json(rows)}::jsonb)
  on conflict ("deskId", key) do nothing returning id`;

/** The deliveries of the notices in `said`, in their order. */
const insertDeliveries = (rows: readonly object[], real: Date): Prisma.Sql => Prisma.sql`
  insert into delivery ("noticeId", "ticketId", "workspaceId", conversation, anchor, thread, "personId", account,
    lane, urgent, state, "notBefore", "createdAt")
  select "noticeId", "ticketId", "workspaceId", conversation, anchor, thread, "personId", account,
    lane, urgent, 'pending', ${real}, ${real}
  from jsonb_populate_recordset(null::delivery, ${json(rows)}::jsonb) as new
  where "noticeId" in (select id from said) order by new.id`;

/** Notices carry the desk's time, deliveries the machine's: they are retried and watched by it. */
function noticeRows(
  deskId: string,
  said: readonly { readonly notice: NewNotice; readonly at: Instant }[],
  realNow: number,
) {
  const rows = said.map(({ notice: { deliveries, ...notice }, at }) => ({
    notice: { ...notice, id: randomUUID(), deskId, createdAt: toDate(at) },
    deliveries,
  }));
  const deliveries = rows.flatMap(({ notice, deliveries: of }) =>
    of.map((delivery) => ({
      ...delivery,
      noticeId: notice.id,
      ticketId: notice.ticketId,
      personId: delivery.person,
      urgent: notice.urgent,
    })),
  );
  return {
    notices: rows.map(({ notice }) => notice),
    deliveries: deliveries.map((delivery, index) => ({ ...delivery, id: index })),
    real: toDate(realNow),
  };
}

const json = (value: unknown): string => JSON.stringify(value);

function commitRows(deskId: string, commit: TicketCommit) {
  const { ticket, origin, at } = commit;
  const nextDue = commit.dues.length > 0 ? Math.min(...commit.dues.map((due) => due.at)) : null;
  return {
    ticket: {
      ...ticket,
      deskId,
      assigneeId: ticket.assignee,
      requesterId: ticket.requester,
      openedAt: toDate(ticket.openedAt),
      resolvedAt: ticket.status === 'resolved' ? toDate(ticket.resolvedAt) : null,
      endedAt: endedAt(ticket),
      nextDueAt: nextDue === null ? null : toDate(nextDue),
      state: ticket,
      originWorkspaceId: origin.workspaceId,
      originConversation: origin.conversation,
      originThread: origin.thread,
      originKind: origin.kind,
    },
    events: commit.entries.map(({ event, by, sequence }) => ({
      ticketId: ticket.id,
      sequence,
      type: event.type,
      at: toDate(at),
      actorId: by === 'desk' ? null : by.person,
      data: event,
    })),
    dues: commit.dues.map((due) => ({ ...due, ticketId: ticket.id, at: toDate(due.at) })),
  };
}

function endedAt(ticket: Ticket): Date | null {
  if (ticket.status === 'closed') return toDate(ticket.closedAt);
  if (ticket.status === 'cancelled') return toDate(ticket.cancelledAt);
  return ticket.status === 'merged' ? toDate(ticket.mergedAt) : null;
}
