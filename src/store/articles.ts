import type pg from 'pg';
import type { KbChanges, KbFeed } from '../app/ports.ts';
import { type Scaling, UNSCALED } from '../domain/calibration.ts';
import type { SynonymGroups } from '../domain/desk.ts';
import type { Audience } from '../domain/knowledge.ts';
import type { PrismaClient } from './generated/client.ts';
import { listen } from './listen.ts';

/**
 * What the search index follows. The cursor is the oldest transaction that was still under way when the rows were
 * read: rows of later ones are read again with the next call, so none that commits late is left out.
 */
export function createKbFeed(prisma: PrismaClient, pool: pg.Pool, deskId: string): KbFeed {
  const synonyms = deskSynonyms(prisma, deskId);
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
        synonyms: await synonyms(),
        scaling: await scalingNow(prisma, deskId),
        cursor: String(next),
      };
    },
    onHint: (hint) => listen(pool, 'knowledge', hint),
  };
}

/** Versions of the desk never change, so each is looked at once. */
function deskSynonyms(prisma: PrismaClient, deskId: string): () => Promise<SynonymGroups> {
  let known: { readonly version: number; readonly synonyms: SynonymGroups } | null = null;
  return async () => {
    const [newest] = await prisma.$queryRaw<{ version: number; synonyms: SynonymGroups | null }[]>`
      select version, case when version <> ${known?.version ?? 0} then policy->'synonyms' end as synonyms
      from desk_version where "deskId" = ${deskId} order by version desc limit 1`;
    if (newest && newest.version !== known?.version)
      known = { version: newest.version, synonyms: newest.synonyms ?? [] };
    return known?.synonyms ?? [];
  };
}

async function scalingNow(prisma: PrismaClient, deskId: string): Promise<Scaling> {
  const newest = await prisma.kbCalibration.findFirst({ where: { deskId }, orderBy: { at: 'desc' } });
  return newest ? { slope: newest.slope, offset: newest.offset } : UNSCALED;
}
