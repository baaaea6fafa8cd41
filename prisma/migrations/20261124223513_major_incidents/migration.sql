-- Few tickets are major incidents, and few are linked: finding them reads no others.
CREATE INDEX "ticket_major" ON "ticket" ("deskId") WHERE ("state"->'major') IS NOT NULL;
CREATE INDEX "ticket_linked" ON "ticket" USING gin (("state"->'links') jsonb_path_ops) WHERE ("state"->'links') <> '[]'::jsonb;
