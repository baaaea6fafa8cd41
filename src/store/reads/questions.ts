import type { StoredQuestion } from '../../app/ports.ts';
import type { Db } from '../client.ts';

/** A question with its text, its suggestions and the number of its ticket: one query, since each answer needs it. */
export async function readQuestion(db: Db, deskId: string, id: string): Promise<StoredQuestion | null> {
  const [row] = await db.$queryRaw<QuestionRow[]>`
    select q."askerId", q."bodyId", q."workspaceId", q.conversation, q.thread, q.kind, q.tier, q.outcome, q."askedAt",
      q."ticketId", q."articleId", q.shown, q.answering, q."heldOut", q.version, b.text, t.number as "ticketNumber",
      (select coalesce(json_agg(json_build_object('articleId', s."articleId", 'confidence', s.confidence,
          'passage', json_build_object('heading', s.heading, 'text', s.passage)) order by s.rank), '[]')
        from suggestion s where s."questionId" = q.id) as suggestions
    from question q join body b on b.id = q."bodyId" left join ticket t on t.id = q."ticketId"
    where q.id = ${id} and q."deskId" = ${deskId}`;
  if (!row) return null;
  const { askerId, bodyId, workspaceId, conversation, thread, kind, askedAt, ...rest } = row;
  return {
    ...rest,
    id,
    asker: askerId,
    body: bodyId,
    place: { workspaceId, conversation, thread, kind: kind === 'channel' ? 'channel' : 'direct' },
    askedAt: askedAt.getTime(),
  };
}

/** Names and times as their columns have them; the rest is as the use cases see it. */
interface QuestionRow extends Omit<StoredQuestion, 'id' | 'asker' | 'body' | 'place' | 'askedAt'> {
  readonly askerId: string;
  readonly bodyId: string;
  readonly workspaceId: string;
  readonly conversation: string;
  readonly thread: string | null;
  readonly kind: string;
  readonly askedAt: Date;
}
