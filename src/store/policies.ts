import type { Policies } from '../app/ports.ts';
import type { DeskPolicy } from '../domain/desk.ts';
import { type PutIn, putIn, type RotaChange, withPutIn } from '../domain/rota.ts';
import { adoptNewcomer } from './adopt.ts';
import { toDate } from './client.ts';
import type { PrismaClient } from './generated/client.ts';
import { storedPolicy } from './storedPolicy.ts';

export interface NewVersion {
  /** desk.yaml, as it was applied. */
  readonly source: string;
  readonly policy: Omit<DeskPolicy, 'version'>;
  readonly by: string;
  readonly at: number;
  /** Records it only while the desk has no version yet. */
  readonly onlyAsFirst?: boolean;
}

/** How long a process may go on with what was in force before, in milliseconds. */
const FRESH_MS = 1_000;

/** Versions of the desk: immutable once written, so each is read once by each process. */
export function createPolicies(prisma: PrismaClient, deskId: string): Policies & DeskVersions {
  const known = new Map<number, DeskPolicy>();
  let newest: { policy: DeskPolicy; putIn: string; seenAt: number } | null = null;
  /** Counts what this process has changed: what was read while it changed may be from before. */
  let changes = 0;

  const at = async (version: number): Promise<DeskPolicy> => {
    const cached = known.get(version);
    if (cached) return cached;
    const row = await prisma.deskVersion.findUniqueOrThrow({
      where: { deskId_version: { deskId, version } },
    });
    const policy = storedPolicy(row.policy, version);
    known.set(version, policy);
    return policy;
  };
  const inForce = async (): Promise<{ version: number | null; putIn: string }> => {
    const [row] = await prisma.$queryRaw<{ version: number | null; putIn: string }[]>`
      select (select max(version) from desk_version where "deskId" = ${deskId}) as version,
        (select coalesce(json_agg(json_build_object('rota', rota, 'spans', spans)
            order by coalesce("decidedAt", "proposedAt"), id), '[]')
          from rota_change where "deskId" = ${deskId} and state = 'inForce')::text as "putIn"`;
    return row ?? { version: null, putIn: '[]' };
  };
  const newestNow = async (): Promise<{ policy: DeskPolicy; putIn: string }> => {
    const { version, putIn } = await inForce();
    if (version === null)
      throw new Error('No desk.yaml has been applied yet: run `firstline apply desk.yaml`.');
    // The same object as long as nothing has changed: what is worked out of it is kept by it.
    if (newest?.policy.version === version && newest.putIn === putIn) return newest;
    return { policy: withPutIn(await at(version), readPutIn(putIn)), putIn };
  };

  return {
    at,
    async current() {
      if (newest && performance.now() - newest.seenAt <= FRESH_MS) return newest.policy;
      const before = changes;
      const found = await newestNow();
      newest = { ...found, seenAt: before === changes ? performance.now() : Number.NEGATIVE_INFINITY };
      return found.policy;
    },
    changed() {
      changes += 1;
      if (newest) newest = { ...newest, seenAt: Number.NEGATIVE_INFINITY };
    },
    async latestSource() {
      const row = await prisma.deskVersion.findFirst({ where: { deskId }, orderBy: { version: 'desc' } });
      return row ? { version: row.version, source: row.source } : null;
    },
    async record({ source, policy, by, at: instant, onlyAsFirst = false }) {
      const version = await prisma.$transaction(async (db) => {
        await db.$executeRaw`insert into desk (id, name) values (${deskId}, ${policy.name})
          on conflict (id) do update set name = excluded.name`;
        await db.$queryRaw`select 1 from desk where id = ${deskId} for update`;
        const last = await db.deskVersion.findFirst({ where: { deskId }, orderBy: { version: 'desc' } });
        // Of two processes that start on an empty database, one opens the desk.
        if (last && onlyAsFirst) return last.version;
        const next = (last?.version ?? 0) + 1;
        await db.deskVersion.create({
          data: {
            deskId,
            version: next,
            source,
            policy: policy as object,
            appliedAt: toDate(instant),
            appliedBy: by,
          },
        });
        for (const { key, name, email, language } of policy.people) {
          const seen = { name, email: email.toLowerCase(), language, inPolicy: true };
          await adoptNewcomer(db, deskId, seen.email, key);
          await db.person.upsert({
            where: { deskId_id: { deskId, id: key } },
            update: seen,
            create: { deskId, id: key, ...seen, createdAt: toDate(instant) },
          });
        }
        // Hand-overs are planned anew and gaps are told by the worker, whoever applied it.
        const due = { version: next, before: last?.version ?? null };
        await db.$executeRaw`
          insert into due ("deskId", key, kind, data, at)
          values (${deskId}, ${`version/${next}`}, 'newVersion', ${JSON.stringify(due)}::jsonb, ${toDate(instant)})`;
        return next;
      });
      changes += 1;
      newest = null;
      return version;
    },
    async putIn() {
      return readPutIn((await inForce()).putIn);
    },
  };
}

export interface DeskVersions {
  /** What swaps and covers put into the rotas now. */
  putIn(): Promise<readonly PutIn[]>;
  /** The newest version as it was written; null before the first. */
  latestSource(): Promise<{ version: number; source: string } | null>;
  /** Records a new version and its people; returns its number. */
  record(version: NewVersion): Promise<number>;
}

function readPutIn(stored: string): readonly PutIn[] {
  const changes = JSON.parse(stored) as Pick<RotaChange, 'rota' | 'spans'>[];
  return changes.flatMap(({ rota, spans }) => spans.map((span) => putIn(rota, span)));
}
