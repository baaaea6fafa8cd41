-- AlterTable
ALTER TABLE "conversation_reference" ADD COLUMN     "team" TEXT,
ADD COLUMN     "unmentionedAt" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "conversation_reference_workspaceId_team_idx" ON "conversation_reference"("workspaceId", "team");
