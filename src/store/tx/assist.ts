import type { AssistTx } from '../../app/ports.ts';
import { storable } from '../../domain/storable.ts';
import { type Db, toDate } from '../client.ts';

/** What helps agents, as it is recorded. */
export function assistTx(db: Db, deskId: string): AssistTx {
  return {
    async saveTerms(ticketId, terms) {
      await db.ticketTerms.create({ data: { ticketId, deskId, terms: terms.map(storable) } });
    },
    async saveAssistance(ticketId, offered, at) {
      await db.assist.createMany({
        data: offered.map((each, rank) => ({
          ticketId,
          rank,
          confidence: each.confidence,
          offeredAt: toDate(at),
          ...(each.type === 'earlier'
            ? { likeId: each.ticketId }
            : { articleId: each.articleId, heading: each.passage.heading, passage: each.passage.text }),
        })),
      });
    },
    async useAssistance(ticketId, rank, by, at) {
      await db.assist.updateMany({
        where: { ticketId, rank, usedAt: null },
        data: { usedAt: toDate(at), usedById: by },
      });
      await db.message.updateMany({ where: { ticketId, card: 'assist' }, data: { stale: true } });
    },
  };
}
