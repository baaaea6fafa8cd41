import type { ArticleTx } from '../../app/ports.ts';
import { type LivingRow, livingColumns, rowsOf, storedArticle } from '../articleRows.ts';
import { type Db, toDate } from '../client.ts';
import { Prisma } from '../generated/client.ts';

const json = (value: unknown): string => JSON.stringify(value);

/** Articles inside a transaction: row locks, and the one statement that writes all that follows from an event. */
export function articleTx(db: Db, deskId: string): ArticleTx {
  const lock = async (where: Prisma.Sql) => {
    // A statement that waited for the lock sees versions and events as they were before it waited.
    const locked = await db.$queryRaw<{ id: string }[]>`
      select a.id from article a where a."deskId" = ${deskId} and ${where} order by a.id for update`;
    const rows = await db.$queryRaw<LivingRow[]>`
      select ${livingColumns} from article a where a.id = any(${locked.map(({ id }) => id)}::text[]) order by a.id`;
    return rows.map(storedArticle);
  };
  return {
    lockArticles: (slugs) => lock(Prisma.sql`a.slug = any(${[...slugs]}::text[])`),
    async lockArticle(id) {
      const [found] = await lock(Prisma.sql`a.id = ${id}`);
      return found ?? null;
    },
    async freeSlug(wanted) {
      // Two articles of the same title, written at the same time, take their names one after the other.
      await db.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`${deskId}/article names`}, 0))`;
      const taken = await db.article.findMany({
        where: { deskId, slug: { startsWith: wanted } },
        select: { slug: true },
      });
      const names = new Set(taken.map(({ slug }) => slug));
      let free = wanted;
      for (let number = 2; names.has(free); number++) free = `${wanted}-${number}`;
      return free;
    },
    async commitArticles(commits, at) {
      const rows = commits.map((commit) => rowsOf(deskId, commit, at));
      await db.$executeRaw`
        with
        written as (
          insert into article (id, "deskId", slug, title, body, language, audience, state, tags, owner, "reviewBy",
            "translationOf", version, source, "sourceHash", pictures, "changedTx", "changedAt")
          select id, "deskId", slug, title, body, language, audience, state, tags, owner, "reviewBy",
            "translationOf", version, source, "sourceHash", pictures, pg_current_xact_id()::text::bigint, "changedAt"
          from jsonb_populate_recordset(null::article, ${json(rows.map((row) => row.article))}::jsonb)
          on conflict (id) do update set title = excluded.title, body = excluded.body, language = excluded.language,
            audience = excluded.audience, state = excluded.state, tags = excluded.tags, owner = excluded.owner,
            "reviewBy" = excluded."reviewBy", "translationOf" = excluded."translationOf", version = excluded.version,
            source = excluded.source, "sourceHash" = excluded."sourceHash", pictures = excluded.pictures,
            "changedTx" = excluded."changedTx", "changedAt" = excluded."changedAt"
        ),
        versions as (
          insert into article_version
          select * from jsonb_populate_recordset(null::article_version, ${json(rows.flatMap((row) => row.versions))}::jsonb)
          on conflict ("articleId", version) do update set state = excluded.state, "reviewBy" = excluded."reviewBy"
        ),
        replaced as (
          update article_version v set state = 'replaced'
          from jsonb_populate_recordset(null::article_version, ${json(rows.flatMap((row) => row.replaced))}::jsonb) r
          where v."articleId" = r."articleId" and v.version = r.version
        ),
        happened as (
          insert into article_event
          select * from jsonb_populate_recordset(null::article_event, ${json(rows.flatMap((row) => row.events))}::jsonb)
        )
        update message set stale = true where "noticeId" in (
          select id from notice
          where data ? 'article' and data->>'article' = any(${rows.flatMap((row) => row.shown)}::text[]))`;
    },
    async savePicture({ id, mimeType, bytes }, at) {
      await db.articlePicture.createMany({
        data: [{ deskId, id, mimeType, bytes, createdAt: toDate(at) }],
        skipDuplicates: true,
      });
    },
  };
}
