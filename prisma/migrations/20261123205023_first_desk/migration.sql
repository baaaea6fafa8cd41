-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "Platform" AS ENUM ('slack', 'teams', 'local');

-- CreateEnum
CREATE TYPE "DeliveryState" AS ENUM ('pending', 'sending', 'sent', 'retrying', 'superseded', 'undeliverable');

-- CreateTable
CREATE TABLE "desk" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "nextNumber" INTEGER NOT NULL DEFAULT 1001,

    CONSTRAINT "desk_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "desk_version" (
    "deskId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "policy" JSONB NOT NULL,
    "appliedAt" TIMESTAMPTZ(3) NOT NULL,
    "appliedBy" TEXT NOT NULL,

    CONSTRAINT "desk_version_pkey" PRIMARY KEY ("deskId","version")
);

-- CreateTable
CREATE TABLE "workspace" (
    "id" TEXT NOT NULL,
    "deskId" TEXT NOT NULL,
    "platform" "Platform" NOT NULL,
    "externalId" TEXT NOT NULL,
    "enterpriseId" TEXT,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "deskId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "language" TEXT,
    "inPolicy" BOOLEAN NOT NULL,
    "erasedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "person_pkey" PRIMARY KEY ("deskId","id")
);

-- CreateTable
CREATE TABLE "account" (
    "workspaceId" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "deskId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "kind" TEXT NOT NULL,
    "language" TEXT,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("workspaceId","externalId")
);

-- CreateTable
CREATE TABLE "body" (
    "id" TEXT NOT NULL,
    "deskId" TEXT NOT NULL,
    "authorId" TEXT,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "erasedAt" TIMESTAMPTZ(3),

    CONSTRAINT "body_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attachment" (
    "id" TEXT NOT NULL,
    "bodyId" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "mimeType" TEXT,
    "size" INTEGER,
    "url" TEXT,
    "sha256" TEXT,
    "state" TEXT NOT NULL,
    "bytes" BYTEA,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attachment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ticket" (
    "id" TEXT NOT NULL,
    "deskId" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "priority" TEXT NOT NULL,
    "tier" TEXT NOT NULL,
    "team" TEXT NOT NULL,
    "service" TEXT NOT NULL,
    "assigneeId" TEXT,
    "requesterId" TEXT NOT NULL,
    "visibility" TEXT NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "resolvedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "nextDueAt" TIMESTAMPTZ(3),
    "leasedUntil" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL,
    "state" JSONB NOT NULL,
    "customFields" JSONB,
    "originWorkspaceId" TEXT NOT NULL,
    "originConversation" TEXT NOT NULL,
    "originThread" TEXT,
    "originKind" TEXT NOT NULL,

    CONSTRAINT "ticket_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ticket_event" (
    "ticketId" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actorId" TEXT,
    "data" JSONB NOT NULL,

    CONSTRAINT "ticket_event_pkey" PRIMARY KEY ("ticketId","sequence")
);

-- CreateTable
CREATE TABLE "ticket_due" (
    "ticketId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ticket_due_pkey" PRIMARY KEY ("ticketId","key")
);

-- CreateTable
CREATE TABLE "due" (
    "deskId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "doneAt" TIMESTAMPTZ(3),
    "leasedUntil" TIMESTAMPTZ(3),

    CONSTRAINT "due_pkey" PRIMARY KEY ("deskId","key")
);

-- CreateTable
CREATE TABLE "ticket_approval" (
    "id" TEXT NOT NULL,
    "ticketId" TEXT NOT NULL,
    "stage" INTEGER NOT NULL,
    "approver" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "decidedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ticket_approval_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ticket_thread" (
    "workspaceId" TEXT NOT NULL,
    "conversation" TEXT NOT NULL,
    "thread" TEXT NOT NULL,
    "ticketId" TEXT NOT NULL,
    "side" TEXT NOT NULL,

    CONSTRAINT "ticket_thread_pkey" PRIMARY KEY ("workspaceId","conversation","thread")
);

-- CreateTable
CREATE TABLE "question" (
    "id" TEXT NOT NULL,
    "deskId" TEXT NOT NULL,
    "askerId" TEXT NOT NULL,
    "bodyId" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "conversation" TEXT NOT NULL,
    "thread" TEXT,
    "kind" TEXT NOT NULL,
    "tier" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "outcomeAt" TIMESTAMPTZ(3),
    "ticketId" TEXT,
    "articleId" TEXT,
    "shown" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "question_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "suggestion" (
    "questionId" TEXT NOT NULL,
    "rank" INTEGER NOT NULL,
    "articleId" TEXT NOT NULL,
    "confidence" DOUBLE PRECISION NOT NULL,
    "heading" TEXT,
    "passage" TEXT NOT NULL,

    CONSTRAINT "suggestion_pkey" PRIMARY KEY ("questionId","rank")
);

-- CreateTable
CREATE TABLE "article" (
    "id" TEXT NOT NULL,
    "deskId" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "tags" TEXT[],
    "owner" TEXT,
    "reviewBy" DATE,
    "translationOf" TEXT,
    "version" INTEGER NOT NULL,
    "changedTx" BIGINT NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "article_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "kb_feedback" (
    "id" TEXT NOT NULL,
    "deskId" TEXT NOT NULL,
    "articleId" TEXT NOT NULL,
    "bodyId" TEXT NOT NULL,
    "personId" TEXT,
    "helpful" BOOLEAN NOT NULL,
    "changedTx" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "kb_feedback_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notice" (
    "id" TEXT NOT NULL,
    "deskId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "ticketId" TEXT,
    "event" INTEGER,
    "questionId" TEXT,
    "data" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "id" BIGSERIAL NOT NULL,
    "noticeId" TEXT NOT NULL,
    "ticketId" TEXT,
    "workspaceId" TEXT,
    "conversation" TEXT,
    "anchor" TEXT,
    "thread" TEXT,
    "personId" TEXT,
    "account" TEXT,
    "lane" TEXT NOT NULL,
    "urgent" BOOLEAN NOT NULL,
    "state" "DeliveryState" NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "notBefore" TIMESTAMPTZ(3) NOT NULL,
    "leaseOwner" TEXT,
    "leaseUntil" TIMESTAMPTZ(3),
    "firstTriedAt" TIMESTAMPTZ(3),
    "sentAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "messageId" TEXT,
    "maybeRepeat" BOOLEAN NOT NULL DEFAULT false,
    "listedAs" BIGINT,
    "problem" TEXT,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "conversation" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "permalink" TEXT,
    "card" TEXT NOT NULL,
    "noticeId" TEXT NOT NULL,
    "ticketId" TEXT,
    "questionId" TEXT,
    "side" TEXT,
    "drawnVersion" INTEGER NOT NULL,
    "stale" BOOLEAN NOT NULL DEFAULT false,
    "leaseUntil" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "notBefore" TIMESTAMPTZ(3),
    "postedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbox" (
    "key" TEXT NOT NULL,
    "platform" "Platform" NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "payload" TEXT,
    "state" TEXT NOT NULL,
    "outcome" JSONB,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "leaseUntil" TIMESTAMPTZ(3),
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "doneAt" TIMESTAMPTZ(3),

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "conversation_reference" (
    "workspaceId" TEXT NOT NULL,
    "conversation" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "account" TEXT,
    "reference" JSONB NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "conversation_reference_pkey" PRIMARY KEY ("workspaceId","conversation")
);

-- CreateTable
CREATE TABLE "local_message" (
    "id" BIGSERIAL NOT NULL,
    "conversation" TEXT NOT NULL,
    "thread" BIGINT,
    "author" TEXT,
    "onlyFor" TEXT,
    "content" JSONB NOT NULL,
    "key" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "local_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "desk_clock" (
    "deskId" TEXT NOT NULL,
    "offsetMs" BIGINT NOT NULL,

    CONSTRAINT "desk_clock_pkey" PRIMARY KEY ("deskId")
);

-- CreateIndex
CREATE UNIQUE INDEX "workspace_platform_externalId_key" ON "workspace"("platform", "externalId");

-- CreateIndex
CREATE INDEX "account_deskId_personId_idx" ON "account"("deskId", "personId");

-- CreateIndex
CREATE INDEX "attachment_bodyId_idx" ON "attachment"("bodyId");

-- CreateIndex
CREATE INDEX "ticket_deskId_requesterId_idx" ON "ticket"("deskId", "requesterId");

-- CreateIndex
CREATE INDEX "ticket_deskId_team_status_idx" ON "ticket"("deskId", "team", "status");

-- CreateIndex
CREATE INDEX "ticket_deskId_assigneeId_idx" ON "ticket"("deskId", "assigneeId");

-- CreateIndex
CREATE UNIQUE INDEX "ticket_deskId_number_key" ON "ticket"("deskId", "number");

-- CreateIndex
CREATE INDEX "ticket_due_at_idx" ON "ticket_due"("at");

-- CreateIndex
CREATE INDEX "ticket_approval_ticketId_idx" ON "ticket_approval"("ticketId");

-- CreateIndex
CREATE INDEX "ticket_thread_ticketId_idx" ON "ticket_thread"("ticketId");

-- CreateIndex
CREATE INDEX "question_deskId_askedAt_idx" ON "question"("deskId", "askedAt");

-- CreateIndex
CREATE INDEX "article_changedTx_idx" ON "article"("changedTx");

-- CreateIndex
CREATE UNIQUE INDEX "article_deskId_slug_key" ON "article"("deskId", "slug");

-- CreateIndex
CREATE INDEX "kb_feedback_changedTx_idx" ON "kb_feedback"("changedTx");

-- CreateIndex
CREATE INDEX "kb_feedback_articleId_idx" ON "kb_feedback"("articleId");

-- CreateIndex
CREATE INDEX "notice_ticketId_idx" ON "notice"("ticketId");

-- CreateIndex
CREATE UNIQUE INDEX "notice_deskId_key_key" ON "notice"("deskId", "key");

-- CreateIndex
CREATE INDEX "delivery_lane_id_idx" ON "delivery"("lane", "id");

-- CreateIndex
CREATE INDEX "delivery_noticeId_idx" ON "delivery"("noticeId");

-- CreateIndex
CREATE INDEX "delivery_ticketId_idx" ON "delivery"("ticketId");

-- CreateIndex
CREATE INDEX "delivery_messageId_idx" ON "delivery"("messageId");

-- CreateIndex
CREATE INDEX "message_ticketId_idx" ON "message"("ticketId");

-- CreateIndex
CREATE INDEX "message_questionId_idx" ON "message"("questionId");

-- CreateIndex
CREATE UNIQUE INDEX "message_workspaceId_conversation_externalId_key" ON "message"("workspaceId", "conversation", "externalId");

-- CreateIndex
CREATE INDEX "conversation_reference_workspaceId_account_idx" ON "conversation_reference"("workspaceId", "account");

-- CreateIndex
CREATE INDEX "local_message_conversation_id_idx" ON "local_message"("conversation", "id");

-- CreateIndex
CREATE UNIQUE INDEX "local_message_conversation_key_key" ON "local_message"("conversation", "key");
-- The sweep looks only at tickets with something to come, the relay and the inbox only at what is not done.
CREATE INDEX "ticket_next_due" ON "ticket" ("nextDueAt") WHERE "nextDueAt" IS NOT NULL;
CREATE INDEX "due_open" ON "due" ("at") WHERE "doneAt" IS NULL;
CREATE INDEX "delivery_waiting" ON "delivery" ("urgent" DESC, "id") WHERE "state" IN ('pending', 'retrying', 'sending');
CREATE INDEX "delivery_lane_waiting" ON "delivery" ("lane", "id") WHERE "state" IN ('pending', 'retrying', 'sending');
CREATE INDEX "message_stale" ON "message" ("postedAt") WHERE "stale";
CREATE INDEX "inbox_waiting" ON "inbox" ("receivedAt") WHERE "state" = 'received';
CREATE INDEX "inbox_unanswered" ON "inbox" ("leaseUntil") WHERE "payload" IS NOT NULL;
CREATE UNIQUE INDEX "person_email" ON "person" ("deskId", "email") WHERE "email" IS NOT NULL;
