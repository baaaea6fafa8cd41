import { readFileSync } from 'node:fs';
import pg from 'pg';
import type { ConversationReferences } from '../app/ports.ts';
import { DESK } from '../compose.ts';
import { readDesk } from '../config/desk.ts';
import type { Settings } from '../config/env.ts';
import { connectedPlatforms } from '../connected.ts';
import type { DeskPolicy } from '../domain/desk.ts';
import { askRedis } from '../jobs/redisCheck.ts';
import { migrationsFolder } from '../paths.ts';
import { INTAKE_CONNECTIONS, PRISMA_CONNECTIONS, QUEUE_CONNECTIONS } from '../pools.ts';
import { createPrisma } from '../store/client.ts';
import { createPolicies } from '../store/policies.ts';
import { createReferences } from '../store/workspaces.ts';
import { askClockJumps, clockJumpCheck } from './doctor/clockJumps.ts';
import { askDatabase, databaseChecks, migrationsIn } from './doctor/database.ts';
import { deskCheck } from './doctor/desk.ts';
import { linksCheck } from './doctor/links.ts';
import { queueCheck } from './doctor/queue.ts';
import { slackCheck } from './doctor/slack.ts';
import { teamsCheck } from './doctor/teams.ts';
import { doctor } from './doctor.ts';
import { type CommandDesk, withDatabase } from './withDesk.ts';

/** `firstline doctor`: looks at everything that the desk stands on. Resolves with the exit code. */
export function examine(out: (line: string) => void): Promise<number> {
  return withDatabase(async (given) => {
    const pool = new pg.Pool({ connectionString: given.databaseUrl, max: 2, connectionTimeoutMillis: 5_000 });
    pool.on('error', () => undefined);
    const prisma = createPrisma(pool);
    try {
      const policies = createPolicies(prisma, DESK);
      // As it was applied: swaps and covers are no difference to the file.
      const policy = async () => {
        const latest = await policies.latestSource();
        return latest && policies.at(latest.version);
      };
      const references = createReferences(prisma, Date.now);
      return await doctor({ checks: await checksFor(given, pool, references, policy), out });
    } finally {
      await prisma.$disconnect();
      await pool.end();
    }
  });

  async function checksFor(
    { settings, log }: CommandDesk,
    pool: pg.Pool,
    references: ConversationReferences,
    policy: () => Promise<DeskPolicy | null>,
  ) {
    const { redisUrl, slack, teams, desk, publicUrl } = settings;
    const platforms = connectedPlatforms(settings);
    const slackProbe = slack ? (await import('../slack/probe.ts')).slackProbe(slack, log) : null;
    return [
      databaseChecks(() => askDatabase(pool), {
        pools: PRISMA_CONNECTIONS + INTAKE_CONNECTIONS + QUEUE_CONNECTIONS,
        migrations: migrationsIn(migrationsFolder),
        realNow: Date.now,
      }),
      clockJumpCheck(() => askClockJumps(pool), Date.now),
      queueCheck(redisUrl ? () => askRedis(redisUrl) : null),
      deskCheck({
        applied: policy,
        file: async () =>
          desk.isSample
            ? null
            : { name: desk.file, read: readDesk(readFileSync(desk.file, 'utf8'), Date.now()) },
        now: Date.now,
        platforms,
      }),
      linksCheck({ publicUrl, platforms }),
      slackCheck(slackProbe, policy),
      teamsCheck(teams ? await teamsProbe(teams, pool, references) : null, policy),
    ];
  }
}

async function teamsProbe(
  teams: NonNullable<Settings['teams']>,
  pool: pg.Pool,
  references: ConversationReferences,
) {
  const { botService } = await import('../teams/adapter.ts');
  return {
    unauthenticated: teams.unauthenticated,
    signIn: () => botService(teams).checkToken(),
    async channel(id: string) {
      const found = await pool.query<{ workspaceId: string }>(
        'select "workspaceId" from conversation_reference where conversation = $1 limit 1',
        [id],
      );
      const [row] = found.rows;
      return row ? { hearsAll: await references.hearsAll(row.workspaceId, id) } : null;
    },
  };
}
