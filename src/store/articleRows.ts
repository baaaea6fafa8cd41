import type { ArticleCommit, StoredArticle } from '../app/ports.ts';
import {
  type Article,
  type ArticleContent,
  type Audience,
  contentOf,
  type LivingArticle,
  picturesIn,
  stateOf,
} from '../domain/knowledge.ts';
import { storable } from '../domain/storable.ts';
import type { Instant } from '../domain/ticket.ts';
import { toDate } from './client.ts';
import { Prisma } from './generated/client.ts';

/** Rows of articles and their versions into what the domain calls them, and back. */

interface ContentRow {
  readonly title: string;
  readonly body: string;
  readonly language: string;
  readonly audience: string;
  readonly tags: readonly string[] | null;
  readonly owner: string | null;
  readonly reviewBy: Date | string | null;
  readonly translationOf: string | null;
}

/** A row as JSON: dates are texts, lists may be missing. */
export interface LivingRow {
  readonly row: ContentRow & {
    id: string;
    slug: string;
    state: string;
    version: number;
    source: string | null;
    sourceHash: string | null;
  };
  readonly last: (ContentRow & { version: number; state: string; byId: string | null }) | null;
  /** Who wrote the published version; absent before there is one. */
  readonly live: { readonly byId: string | null } | null;
  readonly sequence: number;
}

/** An article with its newest version and the end of its audit, from the table `article` named `a`. */
export const livingColumns = Prisma.sql`
  to_jsonb(a) as row,
  (select to_jsonb(v) from article_version v where v."articleId" = a.id order by v.version desc limit 1) as last,
  (select jsonb_build_object('byId', v."byId") from article_version v
    where v."articleId" = a.id and v.version = a.version and v.state = 'published') as live,
  (select coalesce(max(e.sequence), 0) from article_event e where e."articleId" = a.id)::int as sequence`;

export function storedArticle({ row, last, live, sequence }: LivingRow): StoredArticle {
  const working = last && (last.state === 'draft' || last.state === 'review') ? last : null;
  const article: LivingArticle = {
    id: row.id,
    slug: row.slug,
    published: live && { version: row.version, content: contentIn(row) },
    working: working && {
      version: working.version,
      state: working.state === 'review' ? 'review' : 'draft',
      content: contentIn(working),
      by: working.byId,
    },
    retired: row.state === 'retired',
    lastVersion: last?.version ?? row.version,
  };
  const { source, sourceHash } = row;
  return { article, sequence, source, sourceHash, editedHere: live !== null && live.byId !== null };
}

export function contentIn(row: ContentRow): ArticleContent {
  const { title, body, owner, translationOf } = row;
  return {
    title,
    body,
    language: row.language === 'zh' ? 'zh' : 'en',
    audience: row.audience as Audience,
    tags: row.tags ?? [],
    owner,
    reviewBy: row.reviewBy instanceof Date ? row.reviewBy.toISOString().slice(0, 10) : row.reviewBy,
    translationOf,
  };
}

export function articleIn(row: ContentRow & { id: string; slug: string; state: string }): Article {
  return { id: row.id, slug: row.slug, state: row.state as Article['state'], ...contentIn(row) };
}

/** The rows that a commit writes. */
export function rowsOf(deskId: string, { before, after, events, by, ...commit }: ArticleCommit, at: Instant) {
  const changedAt = toDate(at);
  const byId = by === 'desk' ? null : by.person;
  const content = contentOf(after);
  const { published, working } = after;
  const version = (number: number, state: string, of: ArticleContent) => ({
    articleId: after.id,
    version: number,
    state,
    ...written(of),
    taken: commit.taken.length > 0 ? commit.taken : null,
    byId,
    at: changedAt,
  });
  const kept = [published?.version, working?.version];
  const versionsBefore = [before.published?.version, before.working?.version];
  return {
    article: {
      id: after.id,
      deskId,
      slug: after.slug,
      ...written(content),
      state: stateOf(after),
      version: published?.version ?? working?.version ?? 1,
      source: commit.source,
      sourceHash: commit.sourceHash,
      pictures: picturesIn(content.body),
      changedTx: 0,
      changedAt,
    },
    versions: [
      ...(published ? [version(published.version, 'published', published.content)] : []),
      ...(working ? [version(working.version, working.state, working.content)] : []),
    ],
    replaced: versionsBefore.flatMap((each) =>
      each === undefined || kept.includes(each) ? [] : [{ articleId: after.id, version: each }],
    ),
    events: events.map(({ event, sequence }) => ({
      articleId: after.id,
      sequence,
      type: event.type,
      at: changedAt,
      actorId: byId,
      // The text stands in the version; the audit only names it.
      data: event.type === 'ArticleDrafted' ? { ...event, content: null } : event,
    })),
    /** Messages may stand that show it. */
    shown: before.lastVersion > 0 ? [after.id] : [],
  };
}

function written({ title, body, ...rest }: ArticleContent) {
  return { title: storable(title), body: storable(body), ...rest };
}
