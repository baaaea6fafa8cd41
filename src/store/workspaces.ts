import type { ConversationReferences, Workspaces } from '../app/ports.ts';
import { toDate } from './client.ts';
import type { PrismaClient } from './generated/client.ts';

/** Workspaces of the desk; remembered once their ids are known, since they never change. */
export function createWorkspaces(prisma: PrismaClient, deskId: string, realNow: () => number): Workspaces {
  const ids = new Map<string, string>();
  const found = new Map<string, Awaited<ReturnType<Workspaces['get']>>>();
  const workspaces: Workspaces = {
    async expect(platform) {
      // Its own id, so that of several processes one makes it.
      await prisma.$executeRaw`
        insert into workspace (id, "deskId", platform, name, "createdAt")
        select ${`${deskId}/${platform}`}, ${deskId}, ${platform}::"Platform", ${platform}, ${toDate(realNow())}
        where not exists (select 1 from workspace where "deskId" = ${deskId} and platform = ${platform}::"Platform")
        on conflict (id) do nothing`;
    },
    async ensure(platform, externalId, name) {
      const known = ids.get(`${platform}/${externalId}`);
      if (known) return { id: known };
      await prisma.$executeRaw`
        update workspace set "externalId" = ${externalId}, name = ${name}
        where "deskId" = ${deskId} and platform = ${platform}::"Platform" and "externalId" is null and not exists (
          select 1 from workspace where platform = ${platform}::"Platform" and "externalId" = ${externalId})`;
      // Several requests may be the first of a workspace.
      await prisma.workspace.createMany({
        data: [{ deskId, platform, externalId, name, createdAt: toDate(realNow()) }],
        skipDuplicates: true,
      });
      const row = await prisma.workspace.findUniqueOrThrow({
        where: { platform_externalId: { platform, externalId } },
      });
      ids.set(`${platform}/${externalId}`, row.id);
      return { id: row.id };
    },
    async connected(platform, externalId, name) {
      const { id } = await workspaces.ensure(platform, externalId, name);
      await prisma.workspace.update({ where: { id }, data: { connectedAt: toDate(realNow()) } });
      return { id };
    },
    async get(id) {
      const known = found.get(id);
      if (known) return known;
      const row = await prisma.workspace.findUnique({ where: { id } });
      if (!row) return null;
      const { platform, externalId } = row;
      if (externalId !== null) found.set(id, { platform, externalId });
      return { platform, externalId };
    },
  };
  return workspaces;
}

/** How Teams conversations are reached later. */
export function createReferences(prisma: PrismaClient, realNow: () => number): ConversationReferences {
  return {
    async save({ workspaceId, conversation, kind, account, reference, team, unmentioned }) {
      const at = toDate(realNow());
      await prisma.$executeRaw`
        insert into conversation_reference as known
          ("workspaceId", conversation, kind, account, reference, team, "unmentionedAt", "seenAt")
        values (${workspaceId}, ${conversation}, ${kind}, ${account}, ${JSON.stringify(reference)}::jsonb, ${team},
          ${unmentioned ? at : null}, ${at})
        on conflict ("workspaceId", conversation) do update set kind = excluded.kind, account = excluded.account,
          reference = excluded.reference, team = excluded.team, "seenAt" = excluded."seenAt",
          "unmentionedAt" = coalesce(known."unmentionedAt", excluded."unmentionedAt")`;
    },
    async get(workspaceId, conversation) {
      const row = await prisma.conversationReference.findUnique({
        where: { workspaceId_conversation: { workspaceId, conversation } },
      });
      return row?.reference ?? null;
    },
    async direct(workspaceId, account) {
      const row = await prisma.conversationReference.findFirst({
        where: { workspaceId, account, kind: 'direct' },
        orderBy: { seenAt: 'desc' },
      });
      return row ? { conversation: row.conversation, reference: row.reference } : null;
    },
    async hearsAll(workspaceId, conversation) {
      const [row] = await prisma.$queryRaw<{ heard: boolean }[]>`
        select exists (
          select 1 from conversation_reference heard
          left join conversation_reference sibling
            on sibling."workspaceId" = heard."workspaceId" and sibling.team = heard.team
          where heard."workspaceId" = ${workspaceId} and heard."unmentionedAt" is not null
            and ${conversation} in (heard.conversation, sibling.conversation)) as heard`;
      return row?.heard ?? false;
    },
    async remove(workspaceId, conversation) {
      await prisma.conversationReference.deleteMany({
        where: { workspaceId, OR: [{ conversation }, { team: conversation }] },
      });
    },
  };
}
