import { createHash } from 'node:crypto';
import type { Db } from './client.ts';

/**
 * Stores bytes under their SHA-256, the same bytes once, and gives that. To be called in the transaction that refers to
 * them; `at` is the desk's time.
 */
export async function keepBytes(db: Db, bytes: Uint8Array, at: Date): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await db.$executeRaw`
    insert into file_content (sha256, bytes, "keptAt") values (${sha256}, ${Buffer.from(bytes)}, ${at})
    on conflict (sha256) do update set "keptAt" = excluded."keptAt"`;
  return sha256;
}

/** What is stored under a SHA-256; null if nothing is. */
export async function readBytes(db: Db, sha256: string): Promise<Uint8Array | null> {
  const row = await db.fileContent.findUnique({ where: { sha256 } });
  return row?.bytes ?? null;
}
