import type { Reads } from '../../app/ports.ts';
import type { Db } from '../client.ts';
import type { Person } from '../generated/client.ts';
import { ACCOUNTS, type AccountRow, accountOf, personOf } from '../tx/people.ts';

type PeopleReads = Pick<
  Reads,
  'people' | 'personOfAccount' | 'openQuestions' | 'askedInThread' | 'accountsIn' | 'findPerson'
>;

/** People as they are read to answer somebody. */
export function peopleReads(db: Db, deskId: string): PeopleReads {
  return {
    async people(ids) {
      const rows = await db.person.findMany({ where: { deskId, id: { in: [...ids] } } });
      return rows.map(personOf);
    },
    async personOfAccount(workspaceId, externalId) {
      const [row] = await db.$queryRaw<Person[]>`
        select p.* from account a join person p on p."deskId" = a."deskId" and p.id = a."personId"
        where a."workspaceId" = ${workspaceId} and a."externalId" = ${externalId}`;
      return row ? personOf(row) : null;
    },
    async openQuestions(asker, conversation, since) {
      const rows = await db.$queryRaw<
        { id: string; body: string; text: string; thread: string | null; askedAt: Date; hasFiles: boolean }[]
      >`
        select q.id, b.id as body, b.text, q.thread, q."askedAt",
          exists (select from attachment f where f."bodyId" = b.id) as "hasFiles"
        from question q join body b on b.id = q."bodyId"
        where q."deskId" = ${deskId} and q."askerId" = ${asker} and q.conversation = ${conversation}
          and q."askedAt" >= ${new Date(since)} and q.outcome = 'open' order by q."askedAt"`;
      return rows.map((row) => ({ ...row, askedAt: row.askedAt.getTime() }));
    },
    async askedInThread({ workspaceId, conversation, thread }, limit) {
      const newest = await db.$queryRaw<{ author: string; text: string }[]>`
        select p.name as author, b.text from question q join body b on b.id = q."bodyId"
        join person p on p."deskId" = q."deskId" and p.id = q."askerId"
        where q."deskId" = ${deskId} and q."workspaceId" = ${workspaceId} and q.conversation = ${conversation}
          and q.thread = ${thread} and b.text <> '' order by q."askedAt" desc limit ${limit}`;
      return newest.reverse();
    },
    async accountsIn(workspaceId, ids) {
      if (ids.length === 0) return [];
      const rows = await db.$queryRaw<AccountRow[]>`
        ${ACCOUNTS} where a."workspaceId" = ${workspaceId} and a."personId" = any(${[...ids]}::text[])`;
      return rows.map(accountOf);
    },
    async findPerson(given) {
      const wanted = given.trim();
      const exact = await db.person.findFirst({
        where: { deskId, OR: [{ id: wanted.toLowerCase() }, { email: wanted.toLowerCase() }] },
      });
      if (exact) return personOf(exact);
      const namesakes = await db.person.findMany({
        where: { deskId, name: { equals: wanted, mode: 'insensitive' } },
        take: 2,
      });
      const [only] = namesakes;
      if (only && namesakes.length === 1) return personOf(only);
      const account = await db.account.findFirst({ where: { deskId, externalId: wanted } });
      const owner = account
        ? await db.person.findUnique({ where: { deskId_id: { deskId, id: account.personId } } })
        : null;
      return owner ? personOf(owner) : null;
    },
  };
}
