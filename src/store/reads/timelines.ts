import type { Reads } from '../../app/ports.ts';
import type { TicketEvent } from '../../domain/ticket.ts';
import { type Db, toDate } from '../client.ts';
import { eventOf } from '../rows.ts';

/** Events on which clocks depend; all others leave every run as it is. */
const FOR_CLOCKS: readonly TicketEvent['type'][] = [
  'TicketOpened',
  'PriorityChanged',
  'ServiceChanged',
  'AgentReplied',
  'RequesterReplied',
  'PutOnHold',
  'Resumed',
  'HandedOver',
  'HandOverAccepted',
  'Retargeted',
  'Resolved',
  'Reopened',
  'Closed',
  'Cancelled',
  'Merged',
];

type Recorded = readonly [event: TicketEvent, at: number, actor: string | null];

/** Timelines many at a time: one text for each ticket, which costs far less than a row for each event. */
export function timelineReads(db: Db, deskId: string): Reads['timelinesSince'] {
  return async (since, { after, limit }) => {
    const rows = await db.$queryRaw<{ id: string; openedAt: Date; entries: string }[]>`
      select t.id, t."openedAt", (
        select json_agg(json_build_array(e.data, extract(epoch from e.at) * 1000, e."actorId") order by e.sequence)::text
        from ticket_event e where e."ticketId" = t.id and e.type = any(${[...FOR_CLOCKS]}::text[])) as entries
      from ticket t
      where t."deskId" = ${deskId} and t."openedAt" >= ${toDate(since)}
        and (t."openedAt", t.id) > (${toDate(after?.openedAt ?? 0)}, ${after?.id ?? ''})
      order by t."openedAt", t.id limit ${limit}`;
    return rows.map(({ id, openedAt, entries }) => ({
      id,
      openedAt: openedAt.getTime(),
      entries: () =>
        (JSON.parse(entries) as readonly Recorded[]).map(([event, at, actor]) => ({
          event: eventOf(event),
          at,
          by: actor === null ? 'desk' : { person: actor },
        })),
    }));
  };
}
