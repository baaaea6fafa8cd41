import type { Policies } from '../app/ports.ts';
import type { DeskPolicy } from '../domain/desk.ts';
import { readStoredRota } from '../domain/rota/stored.ts';
import { adoptNewcomer } from './adopt.ts';
import { toDate } from './client.ts';
import type { PrismaClient } from './generated/client.ts';

export interface NewVersion {
  /** desk.yaml, as it was applied. */
  readonly source: string;
  readonly policy: Omit<DeskPolicy, 'version'>;
  readonly by: string;
  readonly at: number;
  /** Records it only while the desk has no version yet. */
  readonly onlyAsFirst?: boolean;
}

/** How long a process may go on with the version before the newest, in milliseconds. */
const FRESH_MS = 1_000;

/** Versions of the desk: immutable once written, so each is read once by each process. */
export function createPolicies(prisma: PrismaClient, deskId: string): Policies & DeskVersions {
  const known = new Map<number, DeskPolicy>();
  let newest: { version: number; seenAt: number } | null = null;

  const at = async (version: number): Promise<DeskPolicy> => {
    const cached = known.get(version);
    if (cached) return cached;
    const row = await prisma.deskVersion.findUniqueOrThrow({
      where: { deskId_version: { deskId, version } },
    });
    const policy = readStored(row.policy, version);
    known.set(version, policy);
    return policy;
  };
  const latest = async () =>
    prisma.deskVersion.findFirst({
      where: { deskId },
      orderBy: { version: 'desc' },
      select: { version: true },
    });

  return {
    at,
    async current() {
      if (!newest || performance.now() - newest.seenAt > FRESH_MS) {
        const row = await latest();
        if (!row) throw new Error('No desk.yaml has been applied yet: run `firstline apply desk.yaml`.');
        newest = { version: row.version, seenAt: performance.now() };
      }
      return at(newest.version);
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
        return next;
      });
      newest = null;
      return version;
    },
  };
}

export interface DeskVersions {
  /** The newest version as it was written; null before the first. */
  latestSource(): Promise<{ version: number; source: string } | null>;
  /** Records a new version and its people; returns its number. */
  record(version: NewVersion): Promise<number>;
}

/** Rotas were recorded otherwise before they had layers. */
function readStored(stored: unknown, version: number): DeskPolicy {
  const policy = { ...(stored as object), version } as DeskPolicy;
  const rotas = Object.entries(policy.rotas).map(([key, rota]) => [key, readStoredRota(rota)]);
  return { ...policy, rotas: Object.fromEntries(rotas) };
}
