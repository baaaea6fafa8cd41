-- AlterTable
ALTER TABLE "workspace" ALTER COLUMN "externalId" DROP NOT NULL;
