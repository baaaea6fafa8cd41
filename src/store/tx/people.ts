import type { Account, PersonRecord, Tx } from '../../app/ports.ts';
import type { Language, Platform } from '../../domain/desk.ts';
import { adopt } from '../adopt.ts';
import { type Db, toDate } from '../client.ts';
import { type Person, Prisma, type Workspace } from '../generated/client.ts';

type PeopleTx = Pick<
  Tx,
  | 'accounts'
  | 'saveAccount'
  | 'learnAddress'
  | 'partAccount'
  | 'personByEmail'
  | 'savePerson'
  | 'joinPeople'
  | 'workspaces'
>;

/** People and their accounts inside a transaction. */
export function peopleTx(db: Db, deskId: string, platforms: readonly Platform[]): PeopleTx {
  return {
    async accounts(people) {
      const rows = await db.$queryRaw<AccountRow[]>`
        ${ACCOUNTS} where a."deskId" = ${deskId} and a."personId" = any(${[...people]}::text[])
          and w.platform::text = any(${[...platforms]}::text[])
          and not exists (select 1 from workspace now where now."deskId" = w."deskId" and now.platform = w.platform
            and now."connectedAt" > w."connectedAt")
        order by a."seenAt" desc`;
      return new Map(
        people.map((person) => [person, rows.filter((row) => row.personId === person).map(accountOf)]),
      );
    },
    async saveAccount({ workspaceId, externalId, person, name, email, kind, language }, at) {
      await db.account.createMany({
        data: [
          {
            workspaceId,
            externalId,
            deskId,
            personId: person,
            name,
            email,
            kind,
            language,
            seenAt: toDate(at),
          },
        ],
        skipDuplicates: true,
      });
    },
    async learnAddress({ workspaceId, externalId, person }, email) {
      const learnt = await db.$executeRaw`
        update account set email = ${email} where "workspaceId" = ${workspaceId} and "externalId" = ${externalId}
          and "personId" = ${person} and (email is null or lower(email) = ${email})`;
      return learnt > 0;
    },
    async partAccount({ workspaceId, externalId, person }, guest) {
      const parted = await db.account.updateMany({
        where: { workspaceId, externalId, personId: person },
        data: { personId: guest, kind: 'guest' },
      });
      return parted.count > 0;
    },
    async joinPeople(newcomer, person) {
      await adopt(db, deskId, newcomer, person);
    },
    async personByEmail(email) {
      const row = await db.person.findFirst({ where: { deskId, email } });
      return row ? personOf(row) : null;
    },
    async savePerson({ id, name, email, language, inPolicy }, at) {
      await db.person.createMany({
        data: [{ deskId, id, name, email, language, inPolicy, createdAt: toDate(at) }],
        skipDuplicates: true,
      });
    },
    async workspaces() {
      const rows: Workspace[] = await db.workspace.findMany({
        where: { deskId, platform: { in: [...platforms] } },
        orderBy: [{ connectedAt: { sort: 'desc', nulls: 'last' } }, { createdAt: 'asc' }],
      });
      return rows.map(({ id, platform, externalId }) => ({ id, platform, externalId }));
    },
  };
}

/** The rows that `accountOf` reads, of account `a` and workspace `w`; a `where` follows. */
export const ACCOUNTS = Prisma.sql`
  select a."workspaceId", w.platform::text as platform, a."externalId", a."personId", a.kind, a.language
  from account a join workspace w on w.id = a."workspaceId"`;

export interface AccountRow extends Omit<Account, 'person' | 'language'> {
  readonly personId: string;
  readonly language: string | null;
}

export const accountOf = ({ personId, language, ...rest }: AccountRow): Account => ({
  ...rest,
  person: personId,
  language: languageIn(language),
});

export function personOf({ id, name, email, language, inPolicy }: Person): PersonRecord {
  return { id, name, email, inPolicy, language: languageIn(language) };
}

const languageIn = (stored: string | null): Language | null =>
  stored === 'en' || stored === 'zh' ? stored : null;
