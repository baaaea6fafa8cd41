import type { DeflectionReads } from '../../app/ports.ts';
import type { QuestionCount } from '../../domain/deflection.ts';
import { type Db, toDate } from '../client.ts';

/** What self-service is judged by, counted. */
export function deflectionReads(db: Db, deskId: string): DeflectionReads {
  return {
    questionCounts(from, to) {
      return db.$queryRaw<QuestionCount[]>`
        select "heldOut", tier <> 'none' as fits, outcome, count(*)::int as count from question
        where "deskId" = ${deskId} and "askedAt" >= ${toDate(from)} and "askedAt" < ${toDate(to)}
        group by "heldOut", fits, outcome`;
    },
    async ticketsWithoutQuestion(from, to) {
      const [row] = await db.$queryRaw<{ count: number }[]>`
        select count(*)::int as count from ticket t
        where t."deskId" = ${deskId} and t."openedAt" >= ${toDate(from)} and t."openedAt" < ${toDate(to)}
          and t.kind in ('incident', 'request')
          and not exists (select 1 from question q where q."ticketId" = t.id)`;
      return row?.count ?? 0;
    },
  };
}
