import type { Tx } from '../../app/ports.ts';
import type { JudgedAnswer } from '../../domain/calibration.ts';
import { type Db, toDate } from '../client.ts';

type CalibrationTx = Pick<Tx, 'calibration' | 'saveCalibration' | 'judgedAnswers'>;

/** How sure the search was, and how sure it is to be. */
export function calibrationTx(db: Db, deskId: string): CalibrationTx {
  return {
    async calibration() {
      const row = await db.kbCalibration.findFirst({ where: { deskId }, orderBy: { at: 'desc' } });
      return row ? { scaling: { slope: row.slope, offset: row.offset }, at: row.at.getTime() } : null;
    },
    async saveCalibration({ scaling, judged, errorBefore, errorAfter }, at) {
      await db.kbCalibration.createMany({
        data: [{ deskId, at: toDate(at), ...scaling, judged, errorBefore, errorAfter }],
        skipDuplicates: true,
      });
    },
    judgedAnswers: (since) => db.$queryRaw<JudgedAnswer[]>`
      select s.confidence, q.outcome = 'confirmed' and q."articleId" = s."articleId" as right
      from question q join suggestion s on s."questionId" = q.id and s.rank = 0
      where q."deskId" = ${deskId} and q."askedAt" >= ${toDate(since)}
        and q.outcome in ('confirmed', 'ticket', 'escalated')
      order by q."askedAt", q.id`,
  };
}
