import type { StoredQuestion, Tx } from '../../app/ports.ts';
import { storable } from '../../domain/storable.ts';
import { type Db, toDate } from '../client.ts';
import { readQuestion } from '../reads/questions.ts';

type QuestionTx = Pick<Tx, 'saveQuestion' | 'lockQuestion' | 'updateQuestion' | 'addKbFeedback' | 'saveBody'>;

/** Questions, what people wrote, and what they said of the answers. */
export function questionTx(db: Db, deskId: string): QuestionTx {
  return {
    async saveBody(body, at) {
      const createdAt = toDate(at);
      await db.body.create({
        data: { id: body.id, deskId, authorId: body.author, text: storable(body.text), createdAt },
      });
      if (body.files.length === 0) return;
      await db.attachment.createMany({
        data: body.files.map((file) => ({ ...file, bodyId: body.id, state: 'linked', createdAt })),
      });
    },
    async saveQuestion({ id, asker, body, place, suggestions, askedAt, ...rest }) {
      await db.question.create({
        data: {
          id,
          deskId,
          askerId: asker,
          bodyId: body,
          workspaceId: place.workspaceId,
          conversation: place.conversation,
          thread: place.thread,
          kind: place.kind,
          askedAt: toDate(askedAt),
          version: 1,
          ...rest,
        },
      });
      if (suggestions.length === 0) return;
      await db.suggestion.createMany({
        data: suggestions.map(({ articleId, confidence, passage }, rank) => ({
          questionId: id,
          rank,
          articleId,
          confidence,
          heading: passage.heading,
          passage: passage.text,
        })),
      });
    },
    async lockQuestion(id): Promise<StoredQuestion | null> {
      const locked = await db.$queryRaw<unknown[]>`
        select 1 from question where id = ${id} and "deskId" = ${deskId} for update`;
      return locked.length > 0 ? readQuestion(db, deskId, id) : null;
    },
    async updateQuestion({ id, outcome, shown, ticketId, articleId }, at) {
      const before = await db.question.findUniqueOrThrow({ where: { id } });
      await db.question.update({
        where: { id },
        data: {
          outcome,
          shown,
          ticketId,
          articleId,
          version: { increment: 1 },
          ...(outcome === before.outcome ? {} : { outcomeAt: toDate(at) }),
        },
      });
      await db.message.updateMany({ where: { questionId: id }, data: { stale: true } });
    },
    async addKbFeedback({ articleId, body, person, helpful }, at) {
      const id = crypto.randomUUID();
      await db.$executeRaw`
        insert into kb_feedback (id, "deskId", "articleId", "bodyId", "personId", helpful, "changedTx", at)
        values (${id}, ${deskId}, ${articleId}, ${body}, ${person}, ${helpful},
          pg_current_xact_id()::text::bigint, ${toDate(at)})`;
    },
  };
}
