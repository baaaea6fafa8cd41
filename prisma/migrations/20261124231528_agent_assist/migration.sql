-- CreateTable
CREATE TABLE "ticket_terms" (
    "ticketId" TEXT NOT NULL,
    "deskId" TEXT NOT NULL,
    "terms" TEXT[],

    CONSTRAINT "ticket_terms_pkey" PRIMARY KEY ("ticketId")
);

-- CreateTable
CREATE TABLE "assist" (
    "ticketId" TEXT NOT NULL,
    "rank" INTEGER NOT NULL,
    "articleId" TEXT,
    "likeId" TEXT,
    "confidence" DOUBLE PRECISION NOT NULL,
    "heading" TEXT,
    "passage" TEXT,
    "offeredAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),
    "usedById" TEXT,

    CONSTRAINT "assist_pkey" PRIMARY KEY ("ticketId","rank")
);

-- CreateIndex
CREATE INDEX "ticket_terms_terms_idx" ON "ticket_terms" USING GIN ("terms");
