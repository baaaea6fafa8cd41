import type { Tx } from '../../app/ports.ts';
import { endOf, type RotaChange, startOf } from '../../domain/rota.ts';
import { type Db, toDate } from '../client.ts';
import type { RotaChange as ChangeRow } from '../generated/client.ts';

type RotaTx = Pick<Tx, 'lockRotas' | 'rotaChange' | 'saveRotaChange' | 'endRotaChanges'>;

/** Swaps and covers inside a transaction. */
export function rotaTx(db: Db, deskId: string): RotaTx {
  return {
    async lockRotas() {
      await db.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`rotas/${deskId}`}, 0))`;
      const rows = await db.rotaChange.findMany({
        where: { deskId, state: { in: ['proposed', 'inForce'] } },
      });
      const since = ({ decidedAt, proposedAt }: RotaChange) => decidedAt ?? proposedAt;
      return rows.map(changeOf).sort((a, b) => since(a) - since(b) || (a.id < b.id ? -1 : 1));
    },
    rotaChange: (id) => readRotaChange(db, deskId, id),
    async saveRotaChange(change) {
      const { id, rota, kind, state, proposedBy, proposedAt, counterpart, decidedAt, version } = change;
      const became = {
        state,
        decidedAt: decidedAt === null ? null : toDate(decidedAt),
        withdrawnBy: change.withdrawn?.by ?? null,
        withdrawnAt: change.withdrawn ? toDate(change.withdrawn.at) : null,
        version,
      };
      await db.rotaChange.upsert({
        where: { id },
        update: became,
        create: {
          id,
          deskId,
          rota,
          kind,
          spans: change.spans.map((span) => ({ ...span })),
          startsAt: toDate(startOf(change)),
          endsAt: toDate(endOf(change)),
          proposedBy,
          proposedAt: toDate(proposedAt),
          counterpart,
          ...became,
        },
      });
      await db.$executeRaw`
        update message set stale = true where card = 'rotaNews' and "noticeId" in (
          select id from notice where "deskId" = ${deskId} and key like ${`rota/${id}/%`})`;
    },
    async endRotaChanges(before) {
      await db.rotaChange.updateMany({
        where: { deskId, state: 'inForce', endsAt: { lt: toDate(before) } },
        data: { state: 'over' },
      });
    },
  };
}

export async function readRotaChange(db: Db, deskId: string, id: string): Promise<RotaChange | null> {
  const row = await db.rotaChange.findFirst({ where: { deskId, id } });
  return row && changeOf(row);
}

function changeOf(row: ChangeRow): RotaChange {
  const { id, rota, proposedBy, counterpart, version, withdrawnBy, withdrawnAt } = row;
  return {
    id,
    rota,
    kind: row.kind as RotaChange['kind'],
    state: row.state as RotaChange['state'],
    spans: row.spans as object as RotaChange['spans'],
    proposedBy,
    proposedAt: row.proposedAt.getTime(),
    counterpart,
    decidedAt: row.decidedAt?.getTime() ?? null,
    withdrawn: withdrawnBy !== null && withdrawnAt ? { by: withdrawnBy, at: withdrawnAt.getTime() } : null,
    version,
  };
}
