-- CreateIndex
CREATE INDEX "ticket_deskId_openedAt_id_idx" ON "ticket"("deskId", "openedAt", "id");
