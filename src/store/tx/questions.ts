import type { NewFile, StoredQuestion, Tx } from '../../app/ports.ts';
import { storable } from '../../domain/storable.ts';
import { type Db, toDate } from '../client.ts';
import { readQuestion } from '../reads/questions.ts';

type QuestionTx = Pick<
  Tx,
  'saveQuestion' | 'lockQuestion' | 'updateQuestion' | 'addKbFeedback' | 'saveBody' | 'shareFiles'
>;

/** Questions, what people wrote, and what they said of the answers. */
export function questionTx(db: Db, deskId: string): QuestionTx {
  const saveFiles = async (bodyId: string, files: readonly NewFile[], createdAt: Date) => {
    if (files.length === 0) return;
    await db.attachment.createMany({
      data: files.map((file) => ({
        ...file,
        bodyId,
        size: file.size === null ? null : BigInt(file.size),
        state: 'pending',
        createdAt,
      })),
    });
  };
  return {
    async saveBody(body, at) {
      const createdAt = toDate(at);
      await db.body.create({
        data: { id: body.id, deskId, authorId: body.author, text: storable(body.text), createdAt },
      });
      await saveFiles(body.id, body.files, createdAt);
    },
    async shareFiles(from, to) {
      const rows = await db.attachment.findMany({
        where: { bodyId: from },
        // An attempt that is under way is the other's.
        omit: { id: true, attempts: true, notBefore: true, leaseOwner: true, leaseUntil: true },
        orderBy: { id: 'asc' },
      });
      await db.attachment.createMany({ data: rows.map((row) => ({ ...row, bodyId: to })) });
    },
    async saveQuestion({ id, asker, body, text, files, place, suggestions, askedAt, ...rest }) {
      const at = toDate(askedAt);
      const said = { id: body, deskId, authorId: asker, text: storable(text), createdAt: at };
      const asked = { ...rest, ...place, id, deskId, askerId: asker, bodyId: body, askedAt: at, version: 1 };
      const suggested = suggestions.map(
        ({ articleId, confidence, passage: { heading, text: passage } }, rank) => ({
          questionId: id,
          rank,
          articleId,
          confidence,
          heading,
          passage,
        }),
      );
      await db.$executeRaw`
        with said as (insert into body select * from jsonb_populate_record(null::body, ${JSON.stringify(said)}::jsonb)),
        asked as (insert into question select * from jsonb_populate_record(null::question, ${JSON.stringify(asked)}::jsonb))
        insert into suggestion
        select * from jsonb_populate_recordset(null::suggestion, ${JSON.stringify(suggested)}::jsonb)`;
      await saveFiles(body, files, at);
    },
    async lockQuestion(id): Promise<StoredQuestion | null> {
      const locked = await db.$queryRaw<unknown[]>`
        select 1 from question where id = ${id} and "deskId" = ${deskId} for update`;
      return locked.length > 0 ? readQuestion(db, deskId, id) : null;
    },
    async updateQuestion({ id, outcome, shown, answering, ticketId, articleId }, at) {
      await db.$executeRaw`
        update question set outcome = ${outcome}, shown = ${shown}, answering = ${JSON.stringify(answering)}::jsonb,
          "ticketId" = ${ticketId}, "articleId" = ${articleId}, version = version + 1,
          "outcomeAt" = case when outcome = ${outcome} then "outcomeAt" else ${toDate(at)} end
        where id = ${id}`;
      await db.message.updateMany({ where: { questionId: id }, data: { stale: true, notBefore: null } });
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
