import type { KbChanges, KbFeed } from '../app/ports.ts';
import type { Audience } from '../domain/knowledge.ts';
import type { PrismaClient } from './generated/client.ts';

/**
 * What the search index follows. The cursor is the oldest transaction that was still under way when the rows were
 * read: rows of later ones are read again with the next call, so none that commits late is left out.
 */
export function createKbFeed(prisma: PrismaClient, deskId: string): KbFeed {
  return {
    async changesSince(cursor): Promise<KbChanges> {
      const since = BigInt(cursor ?? 0);
      const [{ next } = { next: 0n }] = await prisma.$queryRaw<{ next: bigint }[]>`
        select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as next`;
      const articles = await prisma.article.findMany({ where: { deskId, changedTx: { gte: since } } });
      const feedback = await prisma.$queryRaw<
        { id: string; articleId: string; question: string; helpful: boolean }[]
      >`
        select f.id, f."articleId", b.text as question, f.helpful
        from kb_feedback f join body b on b.id = f."bodyId"
        where f."deskId" = ${deskId} and f."changedTx" >= ${since}`;
      return {
        documents: articles.map((row) => ({
          articleId: row.id,
          title: row.title,
          body: row.body,
          language: row.language === 'zh' ? 'zh' : 'en',
          audience: row.audience as Audience,
          tags: row.tags,
          published: row.state === 'published',
        })),
        feedback,
        cursor: String(next),
      };
    },
    onHint: () => () => undefined,
  };
}
