import type { DueTaken, DueWork } from '../app/ports.ts';
import { toDate } from './client.ts';
import type { PrismaClient } from './generated/client.ts';
import { databaseNow } from './realClock.ts';

// Any number that no other part of Firstline takes; all processes of a site must agree on it.
const SWEEP_LOCK = 4_642_537_002;

/** What the sweep and the watchdog look for; only one process at a time takes (decision 2 of the design). */
export function createDueWork(prisma: PrismaClient, deskId: string, clock: () => number): DueWork {
  return {
    async take(deskNow, realNow, leaseMs, limit) {
      const due = toDate(deskNow);
      const real = toDate(realNow);
      const leased = toDate(realNow + leaseMs);
      const [taken] = await prisma.$queryRaw<(DueTaken & { mine: boolean })[]>`
        with lock as materialized (select pg_try_advisory_xact_lock(${SWEEP_LOCK}::bigint) as mine),
        under_way as (
          select count(*)::int as count from ticket
          where "deskId" = ${deskId} and "nextDueAt" <= ${due} and "leasedUntil" >= ${real}
        ),
        tickets as (
          update ticket set "leasedUntil" = ${leased} where id in (
            select id from ticket where (select mine from lock) and "deskId" = ${deskId} and "nextDueAt" <= ${due}
              and ("leasedUntil" is null or "leasedUntil" < ${real})
            order by "nextDueAt" limit greatest(0, ${limit} - (select count from under_way))
            for update skip locked) returning id
        ),
        others as (
          update due set "leasedUntil" = ${leased} where "deskId" = ${deskId} and key in (
            select key from due where (select mine from lock) and "deskId" = ${deskId} and "doneAt" is null
              and at <= ${due} and ("leasedUntil" is null or "leasedUntil" < ${real})
            order by at limit ${limit} for update skip locked) returning key
        )
        select mine, array(select id from tickets) as tickets,
          array(select key from others) as desk from lock`;
      return taken?.mine ? taken : null;
    },
    async overdue(deskNow) {
      const due = toDate(deskNow);
      const [row] = await prisma.$queryRaw<{ count: number; since: Date | null }[]>`
        select count(*)::int as count, min(at) as since from (
          select "nextDueAt" as at from ticket where "deskId" = ${deskId} and "nextDueAt" <= ${due}
          union all
          select at from due where "deskId" = ${deskId} and "doneAt" is null and at <= ${due}) as late`;
      return row?.since ? { count: row.count, since: row.since.getTime() } : null;
    },
    async clockSkew() {
      const before = clock();
      const database = await databaseNow(prisma);
      return database - (before + clock()) / 2;
    },
  };
}
