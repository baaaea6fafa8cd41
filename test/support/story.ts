import { setImmediate as soon } from 'node:timers/promises';
import pg from 'pg';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { compose, type Desk } from '../../src/compose.ts';
import { settingsFrom } from '../../src/config/env.ts';
import type { DeskPolicy, Platform } from '../../src/domain/desk.ts';
import { prepareQueueTables } from '../../src/jobs/queue.ts';
import { createArticles } from '../../src/store/articles.ts';
import { createPrisma } from '../../src/store/client.ts';
import { startDeskClock } from '../../src/store/deskClock.ts';
import { createPolicies } from '../../src/store/policies.ts';
import { deskHealth } from '../../src/web/deskHealth.ts';
import { closeServer, listen, webApp } from '../../src/web/server.ts';
import { startDeskWatchdog, startWorker } from '../../src/worker.ts';
import { HOUR } from './builders.ts';
import type { OpenForm, Platformed, Room, Sent, Shown } from './chat.ts';
import { onLocal } from './chatLocal.ts';
import { onSlack } from './chatSlack.ts';
import { onTeams } from './chatTeams.ts';
import { createTestDatabase } from './database.ts';
import { until } from './slack/until.ts';
import { ARTICLES, storyPolicy } from './storyPolicy.ts';

export const PLATFORMS: readonly Platform[] = ['local', 'slack', 'teams'];
export type QueueBackend = 'postgres' | 'redis';
/** The other backend is only there where a Redis is named. */
export const QUEUES: readonly QueueBackend[] = process.env.TEST_REDIS_URL ? ['postgres', 'redis'] : ['postgres'];

const DESK = 'desk';
const PATIENCE_MS = 15_000;

/** Somebody in a story. */
export interface Actor {
  readonly name: string;
  /** In the direct conversation with the desk. */
  says(text: string): Promise<Sent>;
  mentions(room: Room, text: string): Promise<Sent>;
  /** `/ticket text` where there are slash commands, the text itself in Teams. */
  commands(text: string): Promise<Sent>;
  clicks(label: string, on: Shown): Promise<Sent>;
  opens(label: string, on: Shown): Promise<OpenForm>;
  opensByCommand(text: string): Promise<OpenForm>;
  repliesUnder(message: Shown, text: string, options?: { mention: boolean }): Promise<Sent>;
  /** The next unread message that this person alone sees and that says so. */
  reads(what: RegExp | string): Promise<Shown>;
}

export interface StoryDesk {
  readonly platform: Platform;
  readonly chat: Platformed;
  readonly database: string;
  readonly sql: <Row extends object>(text: string, values?: unknown[]) => Promise<Row[]>;
  who(name: string): Actor;
  /** The next unread message in a room that says so. */
  posts(room: Room, what: RegExp | string): Promise<Shown>;
  /** Moves the desk's time on. */
  forward(milliseconds: number): Promise<void>;
  now(): number;
  /** The address where the desk listens, of this process or of the replica. */
  readonly url: () => string;
  /** Everything recorded so far has been worked on and told. */
  quiet(): Promise<void>;
  stop(): Promise<void>;
  start(): Promise<void>;
  /** A second process of the same desk, beside the first. */
  replica(): Promise<{ url: string; stop(): Promise<void> }>;
  /** Faults of this kind in the log belong to the story. */
  expectsFault(what: RegExp): void;
  /** Unread messages that say so are no matter of the story. */
  ignores(what: RegExp): void;
  /** Fails on anything that nobody expected, and takes everything down. */
  end(): Promise<void>;
  discard(): Promise<void>;
}

export interface StoryOptions {
  readonly queue?: QueueBackend;
  readonly policy?: (policy: DeskPolicy) => DeskPolicy;
  /** Starts and stops the desk in another way than in this process. */
  readonly host?: (environment: Readonly<Record<string, string>>, faults: string[]) => Promise<Host>;
}

/** A desk that runs somewhere. */
export interface Host {
  readonly url: string;
  /** Moves the clock so that this very process knows at once; others follow within a second. */
  forward?(milliseconds: number): Promise<void>;
  stop(): Promise<void>;
}

const FRONTS: Record<Platform, () => Promise<Platformed>> = { slack: onSlack, teams: onTeams, local: onLocal };

/** One story on every platform, each on a desk of its own; what nobody expected fails it. */
export function story(
  title: string,
  tell: (desk: StoryDesk) => Promise<void>,
  { on = PLATFORMS, within = 60_000, ...options }: StoryOptions & { on?: readonly Platform[]; within?: number } = {},
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
export async function startDeskOn(platform: Platform, options: StoryOptions = {}): Promise<StoryDesk> {
  const [chat, database] = await Promise.all([FRONTS[platform](), createTestDatabase()]);
  if (options.queue !== 'redis') await prepareQueueTables(database.url);
  const pool = new pg.Pool({ connectionString: database.url, max: 3 });
  pool.on('error', () => undefined);
  const prisma = createPrisma(pool);
  const policy = storyPolicy(chat.channel);
  const recorded = options.policy ? options.policy(policy) : policy;
  await createPolicies(prisma, DESK).record({ source: '', policy: recorded, by: 'story', at: Date.now() });
  const articles = createArticles(prisma, DESK);
  for (const draft of ARTICLES) await articles.publish(draft, Date.now());
  const clock = await startDeskClock(prisma, DESK, Date.now);
  await clock.forward(untilMonday(Date.now()));

  const environment = {
    DATABASE_URL: database.url,
    LOCAL_CHAT: 'off',
    ...chat.environment,
    ...(options.queue === 'redis' ? { REDIS_URL: process.env.TEST_REDIS_URL ?? '' } : {}),
  };
  const faults: string[] = [];
  const expected: RegExp[] = [];
  const hosting = (env: Readonly<Record<string, string>>) => (options.host ?? hostHere)(env, faults);
  let host: Host | null = null;
  const read = new Set<Shown>();
  const ignored: RegExp[] = [];

  const start = async () => {
    host = await hosting(environment);
    await chat.connect(host.url);
  };
  const stop = async () => {
    await host?.stop();
    host = null;
  };

  async function next(which: (shown: Shown) => boolean, what: RegExp | string, whom: string): Promise<Shown> {
    const says = (shown: Shown) => (typeof what === 'string' ? shown.text.includes(what) : what.test(shown.text));
    const unread = () => chat.seen().filter((shown) => !read.has(shown));
    try {
      const found = await until(() => unread().find((shown) => which(shown) && says(shown)), { within: PATIENCE_MS });
      read.add(found);
      return found;
    } catch {
      throw new Error(`${whom} did not read ${what}. Unread:\n${unread().map(describeShown).join('\n') || 'nothing'}\n${faults.join('\n')}`);
    }
  }

  const sql = async <Row extends object>(text: string, values: unknown[] = []) =>
    (await pool.query<Row>(text, values)).rows;

  const busy = () =>
    sql<object>(`select state::text, lane as what, problem from delivery where state in ('pending', 'sending', 'retrying')
      union all select state, key, null from inbox where state = 'received'
      union all select 'stale', card, null from message where stale`);

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
    says: (text) => chat.says(name, text),
    mentions: (room, text) => chat.mentions(name, room, text),
    commands: (text) => chat.commands(name, text),
    clicks: (label, on) => chat.clicks(name, on, label),
    opens: (label, on) => chat.opens(name, on, label),
    opensByCommand: (text) => chat.opensByCommand(name, text),
    repliesUnder: (message, text, { mention } = { mention: false }) => chat.repliesUnder(name, message, text, mention),
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
    ignores: (what) => void ignored.push(what),
    async end() {
      await quiet();
      await stop();
      const unexpected = chat
        .seen()
        .filter((shown) => !read.has(shown) && !ignored.some((what) => what.test(shown.text)));
      expect(unexpected.map(describeShown), 'messages that nobody expected').toEqual([]);
      expect(chat.mistakes(), 'what the platform refused').toEqual([]);
      const lost = await sql<object>(`select "personId", problem, lane from delivery where state = 'undeliverable'`);
      expect(lost, 'deliveries that could not be made').toEqual([]);
      expect(faults.filter((fault) => !expected.some((what) => what.test(fault))), 'faults in the log').toEqual([]);
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

/** The desk in this process: web and worker, as `npm start` has them. */
export async function hostHere(environment: Readonly<Record<string, string>>, faults: string[]): Promise<Host> {
  const settings = settingsFrom(environment);
  const log = pino(
    { level: 'error', formatters: { level: (label) => ({ level: label }) } },
    { write: (line: string) => void faults.push(line) },
  );
  const desk: Desk = await compose({ settings, databaseUrl: environment.DATABASE_URL ?? '', log });
  const watchdog = startDeskWatchdog(desk);
  const worker = startWorker(desk);
  for (const edge of desk.edges) await edge.start();
  const routers = [desk.slack?.router, desk.teams?.router].filter((router) => router !== undefined);
  const app = webApp({
    routers,
    pages: [],
    local: desk.local?.app ?? null,
    health: () => deskHealth({ edges: desk.edges, watchdog, worker, search: desk.search }),
    articles: desk.readArticle,
  });
  const server = await listen(app, 0, '127.0.0.1');
  const address = server.address();
  await until(() => desk.search.ready());
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    forward: desk.clock.forward,
    async stop() {
      for (const edge of desk.edges) await edge.stop();
      await closeServer(server);
      await worker.stop();
      watchdog.stop();
      await desk.close();
      await soon();
    },
  };
}

function describeShown({ room, to, text, buttons, passing }: Shown): string {
  return `${room ? `#${room}` : `to ${to}${passing ? ' alone' : ''}`}: ${text} [${buttons.join('] [')}]`;
}

/** Milliseconds to the next Monday at nine in Berlin. */
function untilMonday(now: number): number {
  const hour = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', weekday: 'short', hour: '2-digit', hourCycle: 'h23' });
  let at = Math.ceil(now / HOUR) * HOUR;
  while (!/^Mon\D*09/.test(hour.format(at))) at += HOUR;
  return at - now;
}
