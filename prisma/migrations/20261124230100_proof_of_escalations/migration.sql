-- AlterTable
ALTER TABLE "delivery" ADD COLUMN     "claimedAt" TIMESTAMPTZ(3),
ADD COLUMN     "endedAt" TIMESTAMPTZ(3),
ADD COLUMN     "reasons" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "standing_fault" (
    "deskId" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "standing_fault_pkey" PRIMARY KEY ("deskId","type")
);

-- CreateTable
CREATE TABLE "sweep_sign" (
    "deskId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sweep_sign_pkey" PRIMARY KEY ("deskId")
);

-- CreateTable
CREATE TABLE "clock_jump" (
    "deskId" TEXT NOT NULL,
    "machine" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "byMs" BIGINT NOT NULL,

    CONSTRAINT "clock_jump_pkey" PRIMARY KEY ("deskId","machine")
);
