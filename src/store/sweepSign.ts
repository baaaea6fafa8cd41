import type { SweepSign } from '../app/ports.ts';
import { toDate } from './client.ts';
import type { PrismaClient } from './generated/client.ts';

/** The sign of life that whoever sweeps leaves for the watchdogs of all processes. */
export function createSweepSign(prisma: PrismaClient, deskId: string): SweepSign {
  return {
    async leave(at) {
      await prisma.$executeRaw`
        insert into sweep_sign ("deskId", at) values (${deskId}, ${toDate(at)})
        on conflict ("deskId") do update set at = excluded.at`;
    },
    async last() {
      const row = await prisma.sweepSign.findUnique({ where: { deskId } });
      return row?.at.getTime() ?? null;
    },
  };
}
