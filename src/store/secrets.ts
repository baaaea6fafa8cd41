import { randomBytes } from 'node:crypto';
import { toDate } from './client.ts';
import type { PrismaClient } from './generated/client.ts';

const BYTES = 32;

/**
 * A key of the desk's own, made when it is first asked for and the same in every process from then on. Deleting its row
 * makes a new one with the next start.
 */
export async function deskSecret(
  prisma: PrismaClient,
  deskId: string,
  purpose: 'fileLinks',
  now: number,
): Promise<Uint8Array> {
  await prisma.deskSecret.createMany({
    data: [{ deskId, purpose, value: randomBytes(BYTES), createdAt: toDate(now) }],
    skipDuplicates: true,
  });
  const row = await prisma.deskSecret.findUniqueOrThrow({ where: { deskId_purpose: { deskId, purpose } } });
  return row.value;
}
