import type { FileCopies, TakenFile } from '../app/ports.ts';
import { type Db, toDate } from './client.ts';
import { keepBytes, readBytes } from './fileContent.ts';
import type { PrismaClient } from './generated/client.ts';

type TakenRow = Omit<TakenFile, 'size'> & { readonly size: bigint | null };

/** Files that are to be copied, and what became of them (decisions 1 and 23 of the design). */
export function createFileCopies(prisma: PrismaClient): FileCopies {
  /** Ends a copy that is still `owner`'s; the address it was fetched from may be a key, so it goes. */
  const end = async (
    db: Db,
    id: string,
    owner: string,
    data: { state: string; problem?: string; sha256?: string; size?: bigint },
  ) => {
    const [row] = await db.attachment.updateManyAndReturn({
      where: { id, leaseOwner: owner, state: 'pending' },
      data: { ...data, downloadUrl: null, leaseOwner: null, leaseUntil: null },
    });
    if (row) await drawAnew(db, row.bodyId);
    return row !== undefined;
  };
  return {
    async take(owner, now, leaseMs, limit) {
      const at = toDate(now);
      const rows = await prisma.$queryRaw<TakenRow[]>`
        update attachment set "leaseOwner" = ${owner}, "leaseUntil" = ${toDate(now + leaseMs)}, attempts = attempts + 1
        where id in (
          select id from attachment where state = 'pending' and ("notBefore" is null or "notBefore" <= ${at})
            and ("leaseUntil" is null or "leaseUntil" < ${at})
          order by "createdAt" limit ${limit} for update skip locked)
        returning id, "workspaceId", "externalId", "mimeType", "downloadUrl", size, attempts - 1 as attempts`;
      return rows.map((row) => ({ ...row, size: row.size === null ? null : Number(row.size) }));
    },
    async copied(id, owner, bytes, at) {
      await prisma.$transaction(async (db) => {
        const sha256 = await keepBytes(db, bytes, toDate(at));
        await end(db, id, owner, { state: 'copied', sha256, size: BigInt(bytes.length) });
      });
    },
    async ended(id, owner, state, problem) {
      await prisma.$transaction((db) => end(db, id, owner, { state, problem }));
    },
    async retry(id, owner, notBefore) {
      await prisma.attachment.updateMany({
        where: { id, leaseOwner: owner },
        data: { notBefore: toDate(notBefore), leaseOwner: null, leaseUntil: null },
      });
    },
    async read(id) {
      const row = await prisma.attachment.findUnique({ where: { id } });
      const bytes = row?.sha256 ? await readBytes(prisma, row.sha256) : null;
      return row && bytes ? { name: row.name, bytes } : null;
    },
  };
}

/** Everything that shows the files of a body: the words themselves, and the cards of a ticket that it describes. */
async function drawAnew(db: Db, bodyId: string): Promise<void> {
  await db.$executeRaw`
    with told as (
      select "ticketId", sequence, type from ticket_event
      where coalesce(data->>'body', data->>'resolution', data->'ticket'->>'description') = ${bodyId}
    )
    update message m set stale = true, "notBefore" = null
    from told join notice n on n."ticketId" = told."ticketId"
    where m."ticketId" = told."ticketId" and m."noticeId" = n.id and (
      n.event = told.sequence
      or told.type in ('TicketOpened', 'Resolved') and m.card not in ('line', 'said', 'acknowledged'))`;
}
