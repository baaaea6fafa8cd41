-- AlterTable
ALTER TABLE "question" ADD COLUMN     "answering" JSONB NOT NULL DEFAULT '{"stage":"answers"}';
