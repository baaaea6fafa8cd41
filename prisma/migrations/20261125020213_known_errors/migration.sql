-- Few tickets are major incidents or known errors, and few questions wait for an answer to one: finding them reads no others.
DROP INDEX "ticket_major";
CREATE INDEX "ticket_known" ON "ticket" ("deskId") WHERE ("state"->'major') IS NOT NULL OR ("state"->'knownError') IS NOT NULL;
CREATE INDEX "question_known" ON "question" (("answering"->>'incident')) WHERE "outcome" = 'open' AND "answering"->>'stage' = 'known';
-- PostgreSQL would take them for common, and read every ticket.
CREATE STATISTICS "ticket_major_share" ON ("state"->'major') FROM "ticket";
CREATE STATISTICS "ticket_known_error_share" ON ("state"->'knownError') FROM "ticket";
ANALYZE "ticket";
