import { existsSync, readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { compose, type Desk } from './compose.ts';
import { readSettings } from './config/env.ts';
import { startEmbeddedPostgres } from './embedded/server.ts';
import { prepareQueueTables } from './jobs/queue.ts';
import { deskLog } from './log.ts';
import { documents, migrationsFolder } from './paths.ts';
import { prepareDesk } from './prepareDesk.ts';
import { migrate } from './store/migrate.ts';
import { deskHealth } from './web/deskHealth.ts';
import { closeServer, type FixedPage, listen, webApp } from './web/server.ts';
import { startDeskHeartbeat, startDeskWatchdog, startWorker } from './worker.ts';

export type Role = 'web' | 'worker' | 'all';

export interface Running {
  /** Where the local chat is; null when it is off. */
  readonly localUrl: string | null;
  stop(): Promise<void>;
}

/** Starts the desk in a role; resolves when it is ready. `say` is given the few lines that a person reads. */
export async function start(role: Role, say: (line: string) => void): Promise<Running> {
  const begun = performance.now();
  const settings = readSettings();
  const log = deskLog(settings.logLevel);
  const ending: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const end of ending.splice(0).reverse())
      await end().catch((error) => log.error({ err: error }, 'Stopping'));
  };
  try {
    const databaseUrl = settings.databaseUrl ?? (await embedded());
    await migrate(databaseUrl, migrationsFolder);
    if (!settings.redisUrl) await prepareQueueTables(databaseUrl);
    const desk = await compose({ settings, databaseUrl, log });
    ending.push(() => desk.close());
    await prepareDesk(desk, say);
    const running = await startRoles(desk);
    for (const line of whatIsOn(desk, role)) say(line);
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    say(`Ready after ${seconds} s.${running.localUrl ? ` Open ${running.localUrl}` : ''}`);
    return { ...running, stop };
  } catch (error) {
    await stop();
    throw error;
  }

  async function embedded(): Promise<string> {
    const server = await startEmbeddedPostgres({
      dataDir: join(settings.dataDir, 'pg'),
      log: (sentence) => log.info(sentence),
    });
    ending.push(() => server.stop());
    return server.url;
  }

  async function startRoles(desk: Desk): Promise<Pick<Running, 'localUrl'>> {
    const watchdog = startDeskWatchdog(desk);
    ending.push(async () => watchdog.stop());
    const worker = role === 'web' ? null : startWorker(desk);
    if (worker) ending.push(() => worker.stop());
    const heartbeat = worker && startDeskHeartbeat(desk, watchdog, worker);
    if (heartbeat) ending.push(async () => heartbeat.stop());
    if (role === 'worker') return { localUrl: null };

    for (const edge of desk.edges) {
      await edge.start();
      ending.push(() => edge.stop());
    }
    const health = () => deskHealth({ edges: desk.edges, watchdog, worker, search: desk.search });
    const { host, port } = settings;
    const localOnly = !settings.slack && !settings.teams;
    const routers = [desk.slack?.router, desk.teams?.router].filter(
      (router) => router !== null && router !== undefined,
    );
    const web = webApp({
      secure: settings.publicUrl.startsWith('https:'),
      routers,
      files: desk.files,
      health,
      reading: desk.reading,
      pages: fixedPages(),
      local: localOnly ? desk.local : null,
    });
    serve(await listen(web, port, localOnly ? '127.0.0.1' : host));
    const local = desk.local && !localOnly ? settings.local.port : null;
    if (local && desk.local) serve(await listen(desk.local.app, local, '127.0.0.1'));
    return {
      localUrl: desk.local ? `http://localhost:${localOnly ? port : settings.local.port}` : null,
    };
  }

  function serve(server: Server): void {
    ending.push(() => closeServer(server));
  }
}

/** What is on and what is off, and why. */
function whatIsOn({ settings }: Desk, role: Role): string[] {
  const { slack, teams, local } = settings;
  const served =
    role === 'worker' ? 'on, served by the web role' : `on, for this machine alone, port ${local.port}`;
  const localLine = local.on ? served : 'off: LOCAL_CHAT is not on';
  return [
    `PostgreSQL  ${settings.databaseUrl ? 'DATABASE_URL' : `embedded, in ${settings.dataDir}`}`,
    `Job queue   ${settings.redisUrl ? 'BullMQ on Redis (REDIS_URL)' : 'BullMQ on PostgreSQL (no REDIS_URL)'}`,
    `Slack       ${slack ? (slack.appToken ? 'on, Socket Mode' : 'on, POST /slack/events') : 'off: no SLACK_BOT_TOKEN'}`,
    `Teams       ${teams ? 'on, POST /api/messages' : 'off: no MICROSOFT_APP_ID'}`,
    `Local chat  ${localLine}`,
    `Heartbeat   ${heartbeatLine(settings.heartbeatUrl, role)}`,
    ...(existsSync('.env') ? [] : ['Settings    none (.env); .env.example names them all']),
  ];
}

function heartbeatLine(url: string | null, role: Role): string {
  if (url === null) return 'off: no HEARTBEAT_URL';
  return role === 'web' ? 'on, sent by the worker role' : 'on, each minute while all is well';
}

function fixedPages(): FixedPage[] {
  return [
    { path: '/privacy', title: 'Privacy', body: readFileSync(documents.privacy, 'utf8') },
    { path: '/terms', title: 'Terms of use', body: readFileSync(documents.terms, 'utf8') },
  ];
}
