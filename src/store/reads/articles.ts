import type { ArticleReads, ArticleRejection, ArticleVersionRecord, KnownArticle } from '../../app/ports.ts';
import type { TakenOut } from '../../domain/redact.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { articleIn, contentIn, type LivingRow, livingColumns, storedArticle } from '../articleRows.ts';
import type { Db } from '../client.ts';

/** A list for people gets no better by more than this. */
const READ_AT_MOST = 5_000;

/** Articles as they are read to show, compare or export them. */
export function articleReads(db: Db, deskId: string): ArticleReads {
  return {
    async articleBySlug(slug) {
      const row = await db.article.findFirst({ where: { deskId, slug } });
      return row ? articleIn(row) : null;
    },
    async articles(ids) {
      const rows = await db.article.findMany({ where: { deskId, id: { in: [...ids] } } });
      return rows.map(articleIn);
    },
    async livingArticle(idOrSlug) {
      const [row] = await db.$queryRaw<LivingRow[]>`
        select ${livingColumns} from article a
        where a."deskId" = ${deskId} and (a.id = ${idOrSlug} or a.slug = ${idOrSlug}) limit 1`;
      return row ? storedArticle(row) : null;
    },
    async articleVersions(id) {
      const rows = await db.articleVersion.findMany({
        where: { articleId: id },
        orderBy: { version: 'desc' },
      });
      const sentBack = await db.$queryRaw<(Omit<ArticleRejection, 'at'> & { version: number; at: Date })[]>`
        select (e.data->>'version')::int as version, e."actorId" as by, e.at, coalesce(b.text, '') as reason
        from article_event e left join body b on b.id = e.data->>'reason'
        where e."articleId" = ${id} and e.type = 'ArticleRejected' order by e.sequence`;
      return rows.map((row) => ({
        version: row.version,
        state: row.state as ArticleVersionRecord['state'],
        content: contentIn(row),
        by: row.byId,
        at: row.at.getTime(),
        taken: (row.taken as TakenOut[] | null) ?? [],
        rejections: sentBack
          .filter(({ version }) => version === row.version)
          .map(({ by, at, reason }) => ({ by, at: at.getTime(), reason })),
      }));
    },
    async articleFeedback(id) {
      const [feedback] = await db.$queryRaw<{ confirmed: number; refused: number; shown: number }[]>`
        select
          (select count(*) from kb_feedback where "articleId" = ${id} and helpful)::int as confirmed,
          (select count(*) from kb_feedback where "articleId" = ${id} and not helpful)::int as refused,
          (select count(*) from suggestion s join question q on q.id = s."questionId"
            where s."articleId" = ${id} and s.rank < q.shown)::int as shown`;
      return feedback ?? { confirmed: 0, refused: 0, shown: 0 };
    },
    async translationsOf({ slug, translationOf }) {
      const original = translationOf ?? slug;
      const rows = await db.article.findMany({
        where: {
          deskId,
          state: 'published',
          slug: { not: slug },
          OR: [{ slug: original }, { translationOf: original }],
        },
        orderBy: { slug: 'asc' },
      });
      return rows.map(articleIn);
    },
    async knownArticles() {
      return db.$queryRaw<KnownArticle[]>`
        select id, slug, title, language, md5(body) as "bodyHash", state = 'retired' as retired, source, "sourceHash"
        from article where "deskId" = ${deskId}`;
    },
    async allArticles() {
      const rows = await db.article.findMany({
        where: { deskId, state: { not: 'retired' } },
        orderBy: { slug: 'asc' },
      });
      return rows.map(articleIn);
    },
    async questionsWithoutAnswer(since) {
      const rows = await db.$queryRaw<{ id: string; text: string; askedAt: Date; state: Ticket | null }[]>`
        select q.id, b.text, q."askedAt", t.state
        from question q join body b on b.id = q."bodyId" left join ticket t on t.id = q."ticketId"
        where q."deskId" = ${deskId} and q."askedAt" >= ${new Date(since)} and b."erasedAt" is null
          and q.outcome not in ('open', 'confirmed') and (q.tier = 'none' or q."ticketId" is not null or q."bodyId" in
            (select "bodyId" from kb_feedback where "deskId" = ${deskId} and at >= ${new Date(since)} and not helpful))
        order by q."askedAt" desc limit ${READ_AT_MOST}`;
      return rows.map(({ id, text, askedAt, state }) => ({
        id,
        text,
        askedAt: askedAt.getTime(),
        ticket: state,
      }));
    },
    async shownAndNotConfirmed(since, atLeast) {
      const counts = await db.$queryRaw<{ articleId: string; shown: number }[]>`
        select s."articleId", count(*)::int as shown
        from suggestion s join question q on q.id = s."questionId" join article a on a.id = s."articleId"
        where q."deskId" = ${deskId} and q."askedAt" >= ${new Date(since)} and q.outcome <> 'open'
          and s.rank < q.shown and a.state = 'published'
        group by s."articleId"
        having count(*) >= ${atLeast} and not bool_or(q."articleId" is not distinct from s."articleId")
        order by count(*) desc, s."articleId" limit ${READ_AT_MOST}`;
      const rows = await db.article.findMany({ where: { id: { in: counts.map((each) => each.articleId) } } });
      return counts.flatMap(({ articleId, shown }) => {
        const row = rows.find((each) => each.id === articleId);
        return row ? [{ article: articleIn(row), shown }] : [];
      });
    },
    async pastReview(day) {
      const rows = await db.article.findMany({
        where: { deskId, state: 'published', reviewBy: { lt: new Date(`${day}T00:00Z`) } },
        orderBy: [{ reviewBy: 'asc' }, { slug: 'asc' }],
        take: READ_AT_MOST,
      });
      return rows.map(articleIn);
    },
    async handedOnByL1(since) {
      const rows = await db.$queryRaw<{ agent: string; state: Ticket }[]>`
        select e."actorId" as agent, t.state from ticket_event e join ticket t on t.id = e."ticketId"
        where t."deskId" = ${deskId} and e.type = 'HandedOver' and e.data->>'from' = 'L1' and e."actorId" is not null
          and e.at >= ${new Date(since)} order by e.at desc limit ${READ_AT_MOST}`;
      return rows.map(({ agent, state }) => ({ agent, ticket: state }));
    },
    async picture(id) {
      return db.articlePicture.findUnique({ where: { deskId_id: { deskId, id } } });
    },
    async pictureFor(id, audiences) {
      const shows = await db.article.findFirst({
        where: { deskId, state: 'published', pictures: { has: id }, audience: { in: [...audiences] } },
        select: { id: true },
      });
      return shows ? db.articlePicture.findUnique({ where: { deskId_id: { deskId, id } } }) : null;
    },
  };
}
