import type { KnownIssue, Reads } from '../../app/ports.ts';
import { allAffected } from '../../domain/knownError.ts';
import { nextUpdateAt } from '../../domain/majorIncident.ts';
import { type Db, toDate } from '../client.ts';
import { ticketOf } from '../rows.ts';

/** In a storm what came last says enough. */
const MOST_SAID = 200;

/** Major incidents and known errors, and what people say of them. */
export function knownIssueReads(db: Db, deskId: string): Pick<Reads, 'knownIssues' | 'saidAbout'> {
  return {
    async knownIssues() {
      const rows = await db.$queryRaw<KnownRow[]>`
        select t.state,
          (select text from body where id = t.state->'major'->>'summary') as summary,
          (select text from body where id = t.state->'knownError'->>'workaround') as workaround
        from ticket t
        where t."deskId" = ${deskId} and ((t.state->'major') is not null or (t.state->'knownError') is not null)
        order by t."openedAt", t.id`;
      return rows.map((row): KnownIssue => {
        const ticket = ticketOf(row);
        const { number, title, service, visibility, major } = ticket;
        return {
          number,
          title,
          service,
          visibility,
          major: major ? { summary: row.summary ?? '', nextUpdateAt: nextUpdateAt(major) } : null,
          workaround: row.workaround,
          affected: allAffected(ticket).length,
        };
      });
    },
    async saidAbout(numbers, since) {
      const said = new Map<string, string[]>();
      if (numbers.length === 0) return said;
      const at = toDate(since);
      const rows = await db.$queryRaw<{ number: string; text: string }[]>`
        with recent as (
          select t.id, t."openedAt" as at, b.text as description, t.state, array(
            select t.number union select t.state->>'into'
            union select link->>'ticket' from jsonb_array_elements(t.state->'links') link
              where link->>'type' = 'duplicates') as "belongsTo"
          from ticket t join body b on b.id = t.state->>'description'
          where t."deskId" = ${deskId} and t."openedAt" >= ${at}
        ),
        tickets as (
          select known.number, recent.* from unnest(${[...numbers]}::text[]) known (number)
          join recent on known.number = any(recent."belongsTo")
        ),
        questions as (
          select coalesce(tickets.number, q.answering->>'incident') as number, q."askedAt" as at, b.text
          from question q join body b on b.id = q."bodyId" left join tickets on tickets.id = q."ticketId"
          where q."deskId" = ${deskId} and q."askedAt" >= ${at} and (tickets.number is not null
            or q.outcome = 'escalated' and q.answering->>'incident' = any(${[...numbers]}::text[]))
        )
        select number, text from (
          select number, at, (state->>'title') || E'\\n' || description as text from tickets
          union all select number, at, text from questions
        ) each order by at desc limit ${MOST_SAID}`;
      for (const { number, text } of rows) said.set(number, [...(said.get(number) ?? []), text]);
      return said;
    },
  };
}

type KnownRow = Parameters<typeof ticketOf>[0] & {
  readonly summary: string | null;
  readonly workaround: string | null;
};
