import type { Reads, Tx } from '../../app/ports.ts';
import { type Db, toDate } from '../client.ts';

/** Faults of the desk itself that stand: each is begun and ended once, however many processes see it. */
export function faultTx(db: Db, deskId: string): Pick<Tx, 'beginFault' | 'endFault'> {
  return {
    async beginFault(type, at) {
      const begun = await db.$executeRaw`
        insert into standing_fault ("deskId", type, since) values (${deskId}, ${type}, ${toDate(at)})
        on conflict do nothing`;
      return begun > 0;
    },
    async endFault(type) {
      const [ended] = await db.$queryRaw<{ since: Date }[]>`
        delete from standing_fault where "deskId" = ${deskId} and type = ${type} returning since`;
      return ended?.since.getTime() ?? null;
    },
  };
}

export function faultReads(db: Db, deskId: string): Pick<Reads, 'standingFaults'> {
  return {
    async standingFaults() {
      const rows = await db.standingFault.findMany({ where: { deskId } });
      return rows.map(({ type }) => type);
    },
  };
}
