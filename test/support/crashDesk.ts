import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { pino } from 'pino';
import { openTicket } from '../../src/app/openTicket.ts';
import { compose } from '../../src/compose.ts';
import { settingsFrom } from '../../src/config/env.ts';
import type { DeskPolicy } from '../../src/domain/desk.ts';
import { deskPolicy, MINUTE } from './builders.ts';
import { createTestDatabase } from './database.ts';
import { type OwnRedis, ownRedis } from './ownRedis.ts';
import { startSlack } from './slack/slack.ts';
import type { SlackMessage } from './slack/workspace.ts';
import { TEAM } from './slack/workspace.ts';
import type { QueueBackend } from './story.ts';
import { type ProcessHost, startProcess } from './storyHosts.ts';
import { PEOPLE, storyPolicy } from './storyPolicy.ts';
import { until } from './until.ts';

const account = (person: string) => `U${person.toUpperCase()}`;
const ROOMS = ['network', 'network-l2', 'network-l3', 'workplace', 'duty', 'general'] as const;
const channelId = (room: string) => `C${room.toUpperCase().replace('-', '')}`;

/** Warned once, at half of the target; at the breach the channel of L2 and the engineer on call, once. */
function simplePolicy(): DeskPolicy {
  const base = storyPolicy((room) => ({ slack: channelId(room), language: 'en' }));
  const usual = deskPolicy().ladders.usual;
  const rung = usual?.rungs[0];
  if (!usual || !rung) throw new Error('the sample has no ladder');
  return {
    ...base,
    calendars: { ...base.calendars, office: { timeZone: 'Europe/Berlin', hours: '24/7' } },
    agreements: base.agreements.map((agreement) => ({ ...agreement, warnAt: [0.5] })),
    ladders: { usual: { ...usual, rungs: [{ ...rung, moveTo: null, again: null }] } },
  };
}

export type CrashDesk = Awaited<ReturnType<typeof crashDesk>>;

/** The first response of a P2 ticket. */
const TARGET = 30 * MINUTE;

/**
 * A desk whose workers are processes of their own, to be killed and frozen; tickets are opened from here. Slack is the
 * stand-in, in this process, and outlives them all.
 */
export async function crashDesk(queue: QueueBackend) {
  const database = await createTestDatabase();
  const redis: OwnRedis | null = queue === 'redis' ? await ownRedis() : null;
  const slack = await startSlack({
    users: PEOPLE.map((name) => ({ id: account(name), name, email: `${name}@example.com` })),
    channels: ROOMS.map((room) => ({ id: channelId(room), name: room, members: PEOPLE.map(account) })),
    echo: false,
  });
  const environment = {
    DATABASE_URL: database.url,
    LOCAL_CHAT: 'off',
    SLACK_BOT_TOKEN: slack.settings.botToken,
    SLACK_SIGNING_SECRET: slack.settings.signingSecret ?? '',
    SLACK_API_URL: slack.settings.apiUrl ?? '',
    ...(redis ? { REDIS_URL: redis.url } : {}),
  };
  const desk = await compose({
    settings: settingsFrom(environment),
    databaseUrl: database.url,
    log: pino({ level: 'silent' }),
  });
  await desk.policies.record({ source: '', policy: simplePolicy(), by: 'test', at: desk.app.now() });
  const { id: workspaceId } = await desk.workspaces.ensure('slack', TEAM, 'Stand-in');
  await desk.app.store.transaction(async (tx) => {
    for (const name of PEOPLE) {
      const seen = { name, email: `${name}@example.com`, language: 'en', kind: 'member' } as const;
      await tx.saveAccount({ workspaceId, externalId: account(name), person: name, ...seen }, 0);
    }
  });
  const pool = new pg.Pool({ connectionString: database.url, max: 2 });
  pool.on('error', () => undefined);
  const sql = async <Row extends object>(text: string) => (await pool.query<Row>(text)).rows;
  const workers = new Set<ProcessHost>();

  return {
    ...desk,
    databaseUrl: database.url,
    redis,
    slack,
    sql,
    /** Opens a ticket whose first response is due in so many milliseconds of the desk's time. */
    async opens(dueIn: number): Promise<string> {
      const now = desk.clock.now() + dueIn - TARGET;
      const { number } = await openTicket(
        { ...desk.app, now: () => now },
        {
          key: randomUUID(),
          openedBy: 'emma',
          requester: 'emma',
          title: 'VPN drops',
          description: 'VPN drops every hour',
          service: 'vpn',
          impact: 'high',
          urgency: 'medium',
          visibility: 'normal',
          question: null,
          earlier: [],
          place: { workspaceId, kind: 'direct', conversation: 'DEMMA', thread: null },
        },
      );
      return number;
    },
    /** The cards of what was opened so far are no matter of the story: hundreds of them would only take time. */
    forgetsCards: () => sql(`delete from delivery where state = 'pending'`),
    async startsWorker(): Promise<ProcessHost> {
      const worker = await startProcess(environment, 'worker');
      workers.add(worker);
      return worker;
    },
    /** How often each kind of event happened to each ticket. */
    async fired(type: 'SlaWarned' | 'SlaBreached' | 'Escalated'): Promise<Map<string, number>> {
      const rows = await sql<{ number: string; count: number }>(
        `select t.number, count(*)::int as count from ticket_event e join ticket t on t.id = e."ticketId"
         where e.type = '${type}' group by t.number`,
      );
      return new Map(rows.map(({ number, count }) => [number, count]));
    },
    /** Everything that is to be told has been. */
    told: (within: number) =>
      until(async () => (await desk.outbox.waiting()) === null, { within, what: 'everything was told' }),
    /** Messages that stand more than once for the same delivery or list; must be empty. */
    repeats(): string[] {
      const keys = slack.space.messages.flatMap((message) => keyOf(message) ?? []);
      return keys.filter((key, index) => keys.indexOf(key) !== index);
    },
    /** Deliveries that are said to be sent and stand nowhere; must be empty. */
    async missing(): Promise<string[]> {
      const keys = new Set(slack.space.messages.map(keyOf));
      const sent = await sql<{ id: string; listed: string | null }>(
        `select id::text as id, "listedAs"::text as listed from delivery where state = 'sent'`,
      );
      return sent
        .filter(({ id, listed }) => !keys.has(listed === null ? `delivery-${id}` : `list-${listed}`))
        .map(({ id }) => id);
    },
    async end() {
      for (const worker of workers) {
        worker.thaw();
        await worker.kill();
      }
      await pool.end();
      await desk.close();
      await slack.stop();
      await redis?.stop();
      await database.drop();
    },
  };
}

function keyOf({ metadata }: SlackMessage): string | null {
  const found = /"key":"([^"]+)"/.exec(JSON.stringify(metadata) ?? '');
  return found?.[1] ?? null;
}
