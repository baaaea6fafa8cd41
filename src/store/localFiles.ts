import { randomUUID } from 'node:crypto';
import type { LocalChatStore, LocalFile } from '../app/ports.ts';
import { keepBytes, readBytes } from './fileContent.ts';
import type { PrismaClient } from './generated/client.ts';

type LocalFiles = Pick<LocalChatStore, 'keepFile' | 'files' | 'filesSent' | 'readFile'>;

/** What people attach in the local chat; bytes are stored at once, beside the desk's other copies. */
export function localFiles(prisma: PrismaClient, now: () => Date): LocalFiles {
  return {
    async keepFile({ bytes, ...file }) {
      const size = bytes.length;
      const row = await prisma.$transaction(async (db) => {
        const sha256 = await keepBytes(db, bytes, now());
        return db.localFile.create({ data: { ...file, id: randomUUID(), size, sha256, createdAt: now() } });
      });
      return fileOf(row);
    },
    async files(account, ids) {
      const rows = await prisma.localFile.findMany({ where: { account, id: { in: [...ids] } } });
      return ids.flatMap((id) => rows.filter((row) => row.id === id).map(fileOf));
    },
    async filesSent(ids, message) {
      await prisma.localFile.updateMany({
        where: { id: { in: [...ids] } },
        data: { messageId: BigInt(message) },
      });
    },
    async readFile(id) {
      const row = await prisma.localFile.findUnique({ where: { id } });
      const bytes = row && (await readBytes(prisma, row.sha256));
      return bytes ? { name: row.name, bytes } : null;
    },
  };
}

const fileOf = ({ id, name, mimeType, size }: LocalFile): LocalFile => ({ id, name, mimeType, size });
