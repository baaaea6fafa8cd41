-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "connectedAt" TIMESTAMPTZ(3);
