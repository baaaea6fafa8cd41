import type { Reads, StoredTicket } from '../../app/ports.ts';
import type { Db } from '../client.ts';
import { Prisma } from '../generated/client.ts';
import { storedTicket, ticketOf, timelineEntry } from '../rows.ts';
import { filesOfBody } from './files.ts';

const ENDED = ['closed', 'cancelled', 'merged'];

type TicketReads = Pick<
  Reads,
  | 'ticket'
  | 'ticketById'
  | 'timeline'
  | 'pages'
  | 'body'
  | 'tickets'
  | 'openTickets'
  | 'openUnderOtherVersion'
  | 'unacknowledged'
  | 'requestersOfDuplicates'
  | 'ticketOfThread'
  | 'mayBeNewCard'
>;

/** Tickets as they are read to answer somebody. */
export function ticketReads(db: Db, deskId: string): TicketReads {
  const one = async (where: Prisma.Sql): Promise<StoredTicket | null> => {
    const [row] = await db.$queryRaw<Parameters<typeof storedTicket>[0][]>`
      select state, "originWorkspaceId", "originConversation", "originThread", "originKind",
        (select coalesce(max(sequence), 0) from ticket_event where "ticketId" = ticket.id)::int as sequence
      from ticket where "deskId" = ${deskId} and ${where}`;
    return row ? storedTicket(row) : null;
  };
  return {
    ticket: (number) => one(Prisma.sql`number = ${number}`),
    ticketById: (id) => one(Prisma.sql`id = ${id}`),
    async timeline(ticketId) {
      const rows = await db.ticketEvent.findMany({ where: { ticketId }, orderBy: { sequence: 'asc' } });
      return rows.map(timelineEntry);
    },
    async pages(pages) {
      const rows = await db.$queryRaw<PageRow[]>`
        select wanted.place::int as place, t.state, e.sequence, e.at, e."actorId", e.data
        from unnest(${pages.map((page) => page.ticketId)}::text[], ${pages.map((page) => page.event)}::int[])
          with ordinality as wanted ("ticketId", sequence, place)
        join ticket t on t.id = wanted."ticketId" and t."deskId" = ${deskId}
        join ticket_event e on e."ticketId" = wanted."ticketId" and e.sequence = wanted.sequence`;
      const found = new Map(rows.map((row) => [row.place, row]));
      return pages.map((_, index) => {
        const row = found.get(index + 1);
        return row ? { ticket: ticketOf(row), entry: timelineEntry(row) } : null;
      });
    },
    async body(id) {
      const row = await db.body.findUnique({ where: { id } });
      if (!row) return null;
      return { text: row.text, author: row.authorId, files: await filesOfBody(db, id) };
    },
    async tickets({ requester, assignee, teams, open, limit }) {
      const rows = await db.ticket.findMany({
        where: {
          deskId,
          ...(requester ? { requesterId: requester } : {}),
          ...(assignee ? { assigneeId: assignee } : {}),
          ...(teams ? { team: { in: [...teams] } } : {}),
          ...(open ? { status: { notIn: ENDED } } : {}),
        },
        orderBy: [{ priority: 'asc' }, { openedAt: 'asc' }],
        take: limit,
      });
      return rows.map(ticketOf);
    },
    async openTickets({ after, limit }) {
      const rows = await db.$queryRaw<Parameters<typeof ticketOf>[0][]>`
        select state from ticket where "deskId" = ${deskId} and id > ${after} and status in ('open', 'onHold')
        order by id limit ${limit}`;
      return rows.map(ticketOf);
    },
    openUnderOtherVersion: (version, { after, limit }) =>
      db.$queryRaw<{ id: string; number: string }[]>`
        select id, number from ticket
        where "deskId" = ${deskId} and id > ${after} and status in ('open', 'onHold')
          and (state->'promise'->>'deskVersion')::int <> ${version}
        order by id limit ${limit}`,
    async unacknowledged(tiers, limit) {
      const rows = await db.$queryRaw<Parameters<typeof ticketOf>[0][]>`
        select state from ticket where "deskId" = ${deskId} and status in ('open', 'onHold')
          and jsonb_typeof(state -> 'escalation') = 'object'
          and jsonb_typeof(state #> '{escalation,acknowledged}') = 'null'
          and (team, tier) in (select * from unnest(
            ${tiers.map(({ team }) => team)}::text[], ${tiers.map(({ tier }) => tier)}::text[]))
        order by priority, "openedAt" limit ${limit}`;
      return rows.map(ticketOf);
    },
    async requestersOfDuplicates(number) {
      const link = JSON.stringify([{ type: 'duplicates', ticket: number }]);
      const rows = await db.$queryRaw<{ requesterId: string }[]>`
        select distinct "requesterId" from ticket
        where "deskId" = ${deskId} and status in ('open', 'onHold')
          and (state->'links') <> '[]'::jsonb and (state->'links') @> ${link}::jsonb
        order by "requesterId"`;
      return rows.map((row) => row.requesterId);
    },
    async ticketOfThread({ workspaceId, conversation, thread }) {
      const [row] = await db.$queryRaw<{ number: string; side: 'requester' | 'agents' }[]>(Prisma.sql`
        select t.number, h.side from ticket_thread h join ticket t on t.id = h."ticketId"
        where h."workspaceId" = ${workspaceId} and h.conversation = ${conversation} and h.thread = ${thread ?? ''}`);
      return row ?? null;
    },
    async mayBeNewCard({ workspaceId, conversation, thread }) {
      // One statement, and so one instant: a card that is recorded meanwhile is seen as known or as on its way.
      const [row] = await db.$queryRaw<{ may: boolean }[]>(Prisma.sql`
        select not exists (
          select 1 from ticket_thread where "workspaceId" = ${workspaceId} and conversation = ${conversation}
            and thread = ${thread ?? ''})
        and exists (
          select 1 from delivery d join notice n on n.id = d."noticeId"
          where n.kind = 'card' and d."workspaceId" = ${workspaceId} and d.conversation = ${conversation}
            and d.state in ('sending', 'retrying') and (d.state = 'sending' or d."maybeRepeat")) as may`);
      return row?.may ?? false;
    },
  };
}

type PageRow = Parameters<typeof timelineEntry>[0] &
  Parameters<typeof ticketOf>[0] & { readonly place: number };
