import type { StoredQuestion } from '../../app/ports.ts';
import type { SuggestionOutcome, SuggestionTier } from '../../domain/knowledge.ts';
import type { Db } from '../client.ts';
import { fileOf } from '../rows.ts';

/** A question with its text, its suggestions and the number of its ticket. */
export async function readQuestion(db: Db, deskId: string, id: string): Promise<StoredQuestion | null> {
  const row = await db.question.findFirst({ where: { id, deskId } });
  if (!row) return null;
  const body = await db.body.findUniqueOrThrow({ where: { id: row.bodyId } });
  const files = await db.attachment.findMany({ where: { bodyId: row.bodyId }, orderBy: { id: 'asc' } });
  const suggestions = await db.suggestion.findMany({ where: { questionId: id }, orderBy: { rank: 'asc' } });
  const ticket = row.ticketId ? await db.ticket.findUnique({ where: { id: row.ticketId } }) : null;
  return {
    id,
    asker: row.askerId,
    body: row.bodyId,
    text: body.text,
    files: files.map(fileOf),
    place: {
      workspaceId: row.workspaceId,
      conversation: row.conversation,
      thread: row.thread,
      kind: row.kind === 'channel' ? 'channel' : 'direct',
    },
    tier: row.tier as SuggestionTier,
    outcome: row.outcome as SuggestionOutcome,
    askedAt: row.askedAt.getTime(),
    ticketId: row.ticketId,
    ticketNumber: ticket?.number ?? null,
    articleId: row.articleId,
    shown: row.shown,
    version: row.version,
    suggestions: suggestions.map(({ articleId, confidence, heading, passage }) => ({
      articleId,
      confidence,
      passage: { heading, text: passage },
    })),
  };
}
