import type { ArticleDraft, Articles, KbChanges, KbFeed } from '../app/ports.ts';
import type { Audience } from '../domain/knowledge.ts';
import { toDate } from './client.ts';
import type { PrismaClient } from './generated/client.ts';

export function createArticles(prisma: PrismaClient, deskId: string): Articles {
  return {
    async publish(draft, now) {
      const before = await prisma.article.findUnique({
        where: { deskId_slug: { deskId, slug: draft.slug } },
      });
      if (before && before.state === 'published' && same(before, draft)) return 'unchanged';
      await prisma.$executeRaw`
        insert into article (id, "deskId", slug, title, body, language, audience, state, tags, owner, "reviewBy",
          "translationOf", version, "changedTx", "changedAt")
        values (${crypto.randomUUID()}, ${deskId}, ${draft.slug}, ${draft.title}, ${draft.body}, ${draft.language},
          ${draft.audience}, 'published', ${[...draft.tags]}, ${draft.owner}, ${draft.reviewBy}::date,
          ${draft.translationOf}, 1, pg_current_xact_id()::text::bigint, ${toDate(now)})
        on conflict ("deskId", slug) do update set title = excluded.title, body = excluded.body,
          language = excluded.language, audience = excluded.audience, state = 'published', tags = excluded.tags,
          owner = excluded.owner, "reviewBy" = excluded."reviewBy", "translationOf" = excluded."translationOf",
          version = article.version + 1, "changedTx" = excluded."changedTx", "changedAt" = excluded."changedAt"`;
      return before ? 'changed' : 'new';
    },
  };
}

function same(before: { [Key in keyof ArticleDraft]: unknown }, draft: ArticleDraft): boolean {
  const reviewBy = before.reviewBy instanceof Date ? before.reviewBy.toISOString().slice(0, 10) : null;
  return JSON.stringify({ ...pick(before), reviewBy }) === JSON.stringify(pick(draft));
}

function pick(article: { [Key in keyof ArticleDraft]: unknown }) {
  const { title, body, language, audience, tags, owner, translationOf, reviewBy } = article;
  return { title, body, language, audience, tags, owner, translationOf, reviewBy };
}

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
