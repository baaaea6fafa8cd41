-- CreateTable
CREATE TABLE "kb_calibration" (
    "deskId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "slope" DOUBLE PRECISION NOT NULL,
    "offset" DOUBLE PRECISION NOT NULL,
    "judged" INTEGER NOT NULL,
    "errorBefore" DOUBLE PRECISION NOT NULL,
    "errorAfter" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "kb_calibration_pkey" PRIMARY KEY ("deskId","at")
);

-- Whatever writes what the search follows, every process hears of it when it commits; polling is the truth.
CREATE FUNCTION "tell_knowledge_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('knowledge', '');
  RETURN NULL;
END $$;
CREATE TRIGGER "article_changed" AFTER INSERT OR UPDATE ON "article" FOR EACH STATEMENT EXECUTE FUNCTION "tell_knowledge_changed"();
CREATE TRIGGER "kb_feedback_changed" AFTER INSERT OR UPDATE ON "kb_feedback" FOR EACH STATEMENT EXECUTE FUNCTION "tell_knowledge_changed"();
CREATE TRIGGER "kb_calibration_changed" AFTER INSERT ON "kb_calibration" FOR EACH STATEMENT EXECUTE FUNCTION "tell_knowledge_changed"();
CREATE TRIGGER "desk_version_changed" AFTER INSERT ON "desk_version" FOR EACH STATEMENT EXECUTE FUNCTION "tell_knowledge_changed"();
