-- AlterTable
ALTER TABLE "question" ADD COLUMN     "heldOut" BOOLEAN NOT NULL DEFAULT false;
