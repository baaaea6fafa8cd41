-- AlterTable
ALTER TABLE "attachment" DROP COLUMN "bytes",
ADD COLUMN     "attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "downloadUrl" TEXT,
ADD COLUMN     "leaseOwner" TEXT,
ADD COLUMN     "leaseUntil" TIMESTAMPTZ(3),
ADD COLUMN     "notBefore" TIMESTAMPTZ(3),
ADD COLUMN     "problem" TEXT,
ADD COLUMN     "workspaceId" TEXT,
ALTER COLUMN "size" SET DATA TYPE BIGINT;

-- CreateTable
CREATE TABLE "file_content" (
    "sha256" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "keptAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "file_content_pkey" PRIMARY KEY ("sha256")
);

-- CreateTable
CREATE TABLE "desk_secret" (
    "deskId" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "value" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "desk_secret_pkey" PRIMARY KEY ("deskId","purpose")
);

-- CreateTable
CREATE TABLE "local_file" (
    "id" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "mimeType" TEXT,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "messageId" BIGINT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "local_file_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "local_file_sha256_idx" ON "local_file"("sha256");

-- CreateIndex
CREATE INDEX "attachment_sha256_idx" ON "attachment"("sha256");
-- Only what is still to be copied is looked for.
CREATE INDEX "attachment_pending" ON "attachment" ("createdAt") WHERE "state" = 'pending';
-- Where a body was written, so that what shows its files is drawn anew. Must read as in src/store/fileCopies.ts.
CREATE INDEX "ticket_event_body" ON "ticket_event"
  (coalesce("data"->>'body', "data"->>'resolution', "data"->'ticket'->>'description'))
  WHERE coalesce("data"->>'body', "data"->>'resolution', "data"->'ticket'->>'description') IS NOT NULL;
