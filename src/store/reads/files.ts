import type { StoredFile } from '../../app/ports.ts';
import type { Db } from '../client.ts';

/** The files that came with a body, in their order, without their bytes. */
export async function filesOfBody(db: Db, bodyId: string): Promise<readonly StoredFile[]> {
  const rows = await db.$queryRaw<FileRow[]>`
    select a.id, a.name, a.size, a.state, a.problem, a.url, w.platform::text as platform
    from attachment a left join workspace w on w.id = a."workspaceId"
    where a."bodyId" = ${bodyId} order by a.id`;
  return rows.map((row) => ({ ...row, size: row.size === null ? null : Number(row.size) }));
}

type FileRow = Omit<StoredFile, 'size'> & { readonly size: bigint | null };
