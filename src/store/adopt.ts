import type { Db } from './client.ts';

/**
 * Somebody who wrote to the desk before they stood in desk.yaml becomes the person with that key: accounts, tickets,
 * questions and words are theirs from now on. Ids of such people are UUIDs, so that they can be found in the state of
 * tickets and in events as they stand.
 */
export async function adoptNewcomer(db: Db, deskId: string, email: string, key: string): Promise<void> {
  const newcomer = await db.person.findFirst({ where: { deskId, email, inPolicy: false, NOT: { id: key } } });
  if (newcomer) await adopt(db, deskId, newcomer.id, key);
}

/** All that is the newcomer's, whose id is a UUID, becomes somebody else's who is the same person. */
export async function adopt(db: Db, deskId: string, id: string, key: string): Promise<void> {
  const [from, to, like] = [`"${id}"`, `"${key}"`, `%"${id}"%`];
  await db.$executeRaw`update account set "personId" = ${key} where "deskId" = ${deskId} and "personId" = ${id}`;
  await db.$executeRaw`update body set "authorId" = ${key} where "deskId" = ${deskId} and "authorId" = ${id}`;
  await db.$executeRaw`update question set "askerId" = ${key} where "deskId" = ${deskId} and "askerId" = ${id}`;
  await db.$executeRaw`
    update ticket set state = replace(state::text, ${from}, ${to})::jsonb,
      "requesterId" = case "requesterId" when ${id} then ${key} else "requesterId" end
    where "deskId" = ${deskId} and state::text like ${like}`;
  await db.$executeRaw`
    update ticket_event set data = replace(data::text, ${from}, ${to})::jsonb,
      "actorId" = case "actorId" when ${id} then ${key} else "actorId" end
    where ("actorId" = ${id} or data::text like ${like})
      and "ticketId" in (select id from ticket where "deskId" = ${deskId})`;
  await db.$executeRaw`
    update notice set data = replace(data::text, ${from}, ${to})::jsonb
    where "deskId" = ${deskId} and data::text like ${like}`;
  await db.$executeRaw`
    update delivery set "personId" = ${key}
    where "personId" = ${id} and "noticeId" in (select id from notice where "deskId" = ${deskId})`;
  await db.$executeRaw`
    update assist set "usedById" = ${key}
    where "usedById" = ${id} and "ticketId" in (select id from ticket where "deskId" = ${deskId})`;
  await db.$executeRaw`
    update kb_feedback set "personId" = ${key} where "deskId" = ${deskId} and "personId" = ${id}`;
  await db.person.delete({ where: { deskId_id: { deskId, id } } });
}
