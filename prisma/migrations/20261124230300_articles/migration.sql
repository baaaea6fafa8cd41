-- AlterTable
ALTER TABLE "article" ADD COLUMN     "pictures" TEXT[],
ADD COLUMN     "source" TEXT,
ADD COLUMN     "sourceHash" TEXT;

-- CreateTable
CREATE TABLE "article_version" (
    "articleId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "tags" TEXT[],
    "owner" TEXT,
    "reviewBy" DATE,
    "translationOf" TEXT,
    "taken" JSONB,
    "byId" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "article_version_pkey" PRIMARY KEY ("articleId","version")
);

-- CreateTable
CREATE TABLE "article_event" (
    "articleId" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actorId" TEXT,
    "data" JSONB NOT NULL,

    CONSTRAINT "article_event_pkey" PRIMARY KEY ("articleId","sequence")
);

-- CreateTable
CREATE TABLE "article_picture" (
    "deskId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "mimeType" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "article_picture_pkey" PRIMARY KEY ("deskId","id")
);

-- CreateIndex
CREATE INDEX "article_pictures_idx" ON "article" USING GIN ("pictures");

-- CreateIndex
CREATE INDEX "message_noticeId_idx" ON "message"("noticeId");

-- The versions that stood before versions were kept.
UPDATE "article" SET "pictures" = '{}', "source" = 'before';
INSERT INTO "article_version" ("articleId", "version", "state", "title", "body", "language", "audience", "tags", "owner",
    "reviewBy", "translationOf", "at")
SELECT "id", "version", "state", "title", "body", "language", "audience", "tags", "owner", "reviewBy", "translationOf",
    "changedAt" FROM "article";

-- Messages that ask for the review of an article are drawn anew when it changes.
CREATE INDEX "notice_article_idx" ON "notice" (("data"->>'article')) WHERE "data" ? 'article';
