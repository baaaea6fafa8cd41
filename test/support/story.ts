import pg from 'pg';
import { describe, expect, it } from 'vitest';
import type { DeskPolicy, Platform } from '../../src/domain/desk.ts';
import { createPrisma } from '../../src/store/client.ts';
import { startDeskClock } from '../../src/store/deskClock.ts';
import { createPolicies } from '../../src/store/policies.ts';
import { HOUR } from './builders.ts';
import type { Actor, Platformed, Shown, StoryDesk } from './chat.ts';
import { onLocal } from './chatLocal.ts';
import { onSlack } from './chatSlack.ts';
import { onTeams } from './chatTeams.ts';
import { createTestDatabase } from './database.ts';
import { publishArticles } from './storyArticles.ts';
import { type Host, hostHere } from './storyHosts.ts';
import { ARTICLES, storyPolicy } from './storyPolicy.ts';
import { until } from './until.ts';

const PLATFORMS: readonly Platform[] = ['local', 'slack', 'teams'];
export type QueueBackend = 'postgres' | 'redis';
/** On which backend this run of the tests puts BullMQ: on the Redis that TEST_REDIS_URL names, else on PostgreSQL. */
export const QUEUE: QueueBackend = process.env.TEST_REDIS_URL ? 'redis' : 'postgres';

const DESK = 'desk';
const PATIENCE_MS = 15_000;

export interface StoryOptions {
  readonly policy?: (policy: DeskPolicy) => DeskPolicy;
  /** Cards may be drawn anew after the story: edits that a killed process had begun are taken up after 30 s. */
  readonly cardsLater?: boolean;
  /** Starts and stops the desk in another way than in this process. */
  readonly host?: (environment: Readonly<Record<string, string>>, faults: string[]) => Promise<Host>;
}

const FRONTS: Record<Platform, () => Promise<Platformed>> = {
  slack: onSlack,
  teams: onTeams,
  local: onLocal,
};

/** One story on every platform, each on a desk of its own; what nobody expected fails it. */
export function story(
  title: string,
  tell: (desk: StoryDesk) => Promise<void>,
  {
    on = PLATFORMS,
    within = 60_000,
    ...options
  }: StoryOptions & { on?: readonly Platform[]; within?: number } = {},
): void {
  describe.each([...on])(`in %s`, (platform) => {
    it(title, { timeout: within }, async () => {
      const desk = await startDeskOn(platform, options);
      try {
        await tell(desk);
        await desk.end();
      } finally {
        await desk.discard();
      }
    });
  });
}

/** A whole desk with its own database, on Monday at nine in Berlin. */
async function startDeskOn(platform: Platform, options: StoryOptions = {}): Promise<StoryDesk> {
  const [chat, database] = await Promise.all([FRONTS[platform](), createTestDatabase()]);
  const pool = new pg.Pool({ connectionString: database.url, max: 3 });
  pool.on('error', () => undefined);
  const prisma = createPrisma(pool);
  const policy = storyPolicy(chat.channel);
  const recorded = options.policy ? options.policy(policy) : policy;
  await createPolicies(prisma, DESK).record({ source: '', policy: recorded, by: 'story', at: Date.now() });
  await publishArticles(prisma, recorded, ARTICLES);
  const clock = await startDeskClock(prisma, DESK, Date.now);
  await clock.forward(untilMonday(Date.now()));

  const environment = {
    DATABASE_URL: database.url,
    LOCAL_CHAT: 'off',
    ...chat.environment,
    ...(QUEUE === 'redis' ? { REDIS_URL: process.env.TEST_REDIS_URL ?? '' } : {}),
  };
  const faults: string[] = [];
  const expected: RegExp[] = [];
  // What the platform gave out anew, such as a token, counts from the next start.
  const hosting = (env: Readonly<Record<string, string>>) => (options.host ?? hostHere)(env, faults);
  let host: Host | null = null;
  const read = new Set<Shown>();
  const ignored: RegExp[] = [];
  const unreachable: string[] = [];

  const start = async () => {
    host = await hosting({ ...environment, ...chat.environment });
    await chat.connect(host.url);
  };
  const stop = async () => {
    await host?.stop();
    host = null;
  };

  async function next(which: (shown: Shown) => boolean, what: RegExp | string, whom: string): Promise<Shown> {
    const says = (shown: Shown) =>
      typeof what === 'string' ? shown.text.includes(what) : what.test(shown.text);
    const unread = () => chat.seen().filter((shown) => !read.has(shown));
    try {
      const found = await until(() => unread().find((shown) => which(shown) && says(shown)), {
        within: PATIENCE_MS,
      });
      read.add(found);
      return found;
    } catch {
      throw new Error(
        `${whom} did not read ${what}. Unread:\n${unread().map(describeShown).join('\n') || 'nothing'}\n${faults.join('\n')}`,
      );
    }
  }

  const sql = async <Row extends object>(text: string, values: unknown[] = []) =>
    (await pool.query<Row>(text, values)).rows;

  const busy = () =>
    sql<object>(`select state::text, lane as what, problem from delivery where state in ('pending', 'sending', 'retrying')
      union all select state, key, null from inbox where state = 'received'
      union all select 'copying', name, null from attachment where state = 'pending'
      union all select 'stale', card, null from message where (stale or "leaseUntil" is not null) and ${!options.cardsLater}`);

  async function quiet(): Promise<void> {
    try {
      await until(async () => (await busy()).length === 0, { within: PATIENCE_MS });
    } catch {
      throw new Error(`Not everything was told: ${JSON.stringify(await busy())}\n${faults.join('\n')}`);
    }
    await chat.settle();
  }

  const actor = (name: string): Actor => ({
    name,
    says: (text, files) => chat.says(name, text, files),
    mentions: (room, text) => chat.mentions(name, room, text),
    commands: (text) => chat.commands(name, text),
    clicks: (label, on) => chat.clicks(name, on, label),
    opens: (label, on) => chat.opens(name, on, label),
    opensByCommand: (text) => chat.opensByCommand(name, text),
    repliesUnder: (message, text, { mention = false, files } = {}) =>
      chat.repliesUnder(name, message, text, mention, files),
    reads: (what) => next((shown) => shown.to === name, what, name),
  });

  const desk: StoryDesk = {
    platform,
    chat,
    database: database.url,
    sql,
    who: actor,
    posts: (room, what) => next((shown) => shown.room === room, what, `#${room}`),
    async forward(milliseconds) {
      if (host?.forward) await host.forward(milliseconds);
      else await clock.forward(milliseconds);
    },
    now: clock.now,
    url: () => host?.url ?? '',
    quiet,
    start,
    stop,
    replica: () => hosting(environment),
    expectsFault: (what) => void expected.push(what),
    expectsUndeliverable: (person) => void unreachable.push(person),
    ignores: (what) => void ignored.push(what),
    async end() {
      await quiet();
      await stop();
      const unexpected = chat
        .seen()
        .filter((shown) => !read.has(shown) && !ignored.some((what) => what.test(shown.text)));
      expect(unexpected.map(describeShown), 'messages that nobody expected').toEqual([]);
      expect(chat.mistakes(), 'what the platform refused').toEqual([]);
      const lost = await sql<{ personId: string | null }>(
        `select "personId", problem, lane from delivery where state = 'undeliverable'`,
      );
      const unexpectedly = lost.filter(({ personId }) => !unreachable.includes(personId ?? ''));
      expect(unexpectedly, 'deliveries that could not be made').toEqual([]);
      expect(
        faults.filter((fault) => !expected.some((what) => what.test(fault))),
        'faults in the log',
      ).toEqual([]);
    },
    async discard() {
      await stop();
      clock.close();
      await chat.stop();
      await prisma.$disconnect();
      await pool.end();
      await database.drop();
    },
  };
  await start();
  return desk;
}

function describeShown({ room, to, text, buttons, passing }: Shown): string {
  return `${room ? `#${room}` : `to ${to}${passing ? ' alone' : ''}`}: ${text} [${buttons.join('] [')}]`;
}

/** Milliseconds to the next Monday at nine in Berlin. */
function untilMonday(now: number): number {
  const hour = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/Berlin',
    weekday: 'short',
    hour: '2-digit',
    hourCycle: 'h23',
  });
  let at = Math.ceil(now / HOUR) * HOUR;
  while (!/^Mon\D*09/.test(hour.format(at))) at += HOUR;
  return at - now;
}
