import type { AssistReads, OfferedAssistance } from '../../app/ports.ts';
import type { Db } from '../client.ts';

/** So many of the rarest words are looked for; the others would only find what is like every ticket. */
const LOOKED_FOR = 8;
/** A word that PostgreSQL does not count among the common ones is said in fewer tickets than one of so many. */
const RARE = 1e-4;
/** Less in common is chance. */
const ENOUGH_IN_COMMON = 0.4;

/** What helps agents, as it is read. */
export function assistReads(db: Db, deskId: string): AssistReads {
  return {
    async assistance(ticketId) {
      const rows = await db.assist.findMany({ where: { ticketId }, orderBy: { rank: 'asc' } });
      return rows.flatMap(
        ({
          rank,
          usedById: usedBy,
          confidence,
          articleId,
          likeId,
          heading,
          passage,
        }): OfferedAssistance[] => {
          if (likeId !== null) return [{ type: 'earlier', rank, usedBy, confidence, ticketId: likeId }];
          if (articleId === null) return [];
          return [
            {
              type: 'article',
              rank,
              usedBy,
              confidence,
              articleId,
              passage: { heading, text: passage ?? '' },
            },
          ];
        },
      );
    },
    async resolvedLike(terms, team, limit) {
      // How common a word is, is what ANALYZE counted: the inverse document frequency, kept by PostgreSQL itself.
      return db.$queryRaw<{ ticketId: string; likeness: number }[]>`
        with common as (
          select c.term, c.share from pg_stats s
            cross join lateral unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) c (term, share)
          where s.schemaname = current_schema() and s.tablename = 'ticket_terms' and s.attname = 'terms'
            and c.term is not null
        ),
        wanted as (
          select term, -ln(least(coalesce(common.share, ${RARE}), 0.99)) as weight
          from unnest(${terms}::text[]) as given (term) left join common using (term)
          order by weight desc, term limit ${LOOKED_FOR}
        ),
        -- Whoever has only the commoner ones cannot have enough: looking for the rarer ones finds them all.
        sought as (
          select term from (
            select term, sum(weight) over (order by weight, term) as so_far, sum(weight) over () as whole from wanted
          ) each where so_far >= whole * ${ENOUGH_IN_COMMON}
        ),
        alike as (
          select have."ticketId", (
            select sum(weight) from wanted where term = any(have.terms)
          ) / (select sum(weight) from wanted) as likeness
          from ticket_terms have
          where have."deskId" = ${deskId} and have.terms && (select array_agg(term) from sought)
        )
        select alike."ticketId", alike.likeness::float8 as likeness
        from alike join ticket t on t.id = alike."ticketId"
        where alike.likeness >= ${ENOUGH_IN_COMMON} and t.status in ('resolved', 'closed')
          and t.state->>'resolution' is not null and (t.visibility = 'normal' or t.team = ${team})
        order by alike.likeness desc, t."openedAt" desc limit ${limit}`;
    },
  };
}
