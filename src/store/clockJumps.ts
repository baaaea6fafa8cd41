import type { ClockJumps } from '../app/ports.ts';
import { toDate } from './client.ts';
import type { PrismaClient } from './generated/client.ts';

/** As long as the lease of a delivery. */
const LEASE_MS = 8_000;
/** The longest that the desk waits of its own accord before it tries again. */
const WAIT_MS = 60_000;
/** The longest lease and wait of a file that is copied. */
const COPY_MS = 15 * 60_000;

/** The last jump of each clock of a desk, and what has to be put right after one. */
export function createClockJumps(prisma: PrismaClient, deskId: string): ClockJumps {
  return {
    async record({ machine, at, byMs }) {
      await prisma.$executeRaw`
        insert into clock_jump ("deskId", machine, at, "byMs") values (${deskId}, ${machine}, ${toDate(at)}, ${byMs})
        on conflict ("deskId", machine) do update set at = excluded.at, "byMs" = excluded."byMs"`;
    },
    async wentBack(now) {
      const at = toDate(now);
      const leased = toDate(now + LEASE_MS);
      const copied = toDate(now + COPY_MS);
      const waits = toDate(now + WAIT_MS);
      await prisma.$transaction([
        prisma.$executeRaw`update delivery set "leaseUntil" = ${leased} where state = 'sending' and "leaseUntil" > ${leased}`,
        prisma.$executeRaw`update delivery set "notBefore" = ${at}
          where state = 'pending' and "notBefore" > ${at} or state = 'retrying' and "notBefore" > ${waits}`,
        prisma.$executeRaw`update message set "leaseUntil" = least("leaseUntil", ${leased}),
          "notBefore" = least("notBefore", ${waits}) where "leaseUntil" > ${leased} or "notBefore" > ${waits}`,
        prisma.$executeRaw`update inbox set "leaseUntil" = ${leased}
          where payload is not null and "leaseUntil" > ${leased}`,
        prisma.$executeRaw`update attachment set "leaseUntil" = least("leaseUntil", ${copied}),
          "notBefore" = least("notBefore", ${copied}) where "leaseUntil" > ${copied} or "notBefore" > ${copied}`,
        prisma.$executeRaw`update ticket set "leasedUntil" = null where "deskId" = ${deskId} and "leasedUntil" > ${leased}`,
        prisma.$executeRaw`update due set "leasedUntil" = null where "deskId" = ${deskId} and "leasedUntil" > ${leased}`,
      ]);
    },
  };
}
