-- CreateIndex
CREATE INDEX "question_workspaceId_conversation_askedAt_idx" ON "question"("workspaceId", "conversation", "askedAt");
