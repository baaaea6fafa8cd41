-- CreateTable
CREATE TABLE "rota_change" (
    "id" TEXT NOT NULL,
    "deskId" TEXT NOT NULL,
    "rota" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "spans" JSONB NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "proposedBy" TEXT NOT NULL,
    "proposedAt" TIMESTAMPTZ(3) NOT NULL,
    "counterpart" TEXT NOT NULL,
    "decidedAt" TIMESTAMPTZ(3),
    "withdrawnBy" TEXT,
    "withdrawnAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL,

    CONSTRAINT "rota_change_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "rota_change_deskId_state_idx" ON "rota_change"("deskId", "state");
