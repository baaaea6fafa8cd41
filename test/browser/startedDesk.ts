import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface StartedDesk {
  readonly url: string;
  readonly dataDir: string;
  /** What `npm start` has said so far. */
  said(): string;
  /** Ctrl-C, as a terminal sends it: to the whole group. Resolves when every process of it has ended. */
  interrupt(): Promise<void>;
  /** Ends whatever is left, and removes the data. */
  remove(): Promise<void>;
}

const root = join(import.meta.dirname, '../..');

/** An empty value is no value, and wins over a developer's own .env. */
const nothingConfigured = Object.fromEntries(
  [
    'HOST',
    'PUBLIC_URL',
    'DATABASE_URL',
    'DESK_FILE',
    'LOCAL_CHAT',
    'SLACK_BOT_TOKEN',
    'SLACK_SIGNING_SECRET',
    'SLACK_APP_TOKEN',
    'MICROSOFT_APP_ID',
    'MICROSOFT_APP_PASSWORD',
    'TEAMS_UNAUTHENTICATED',
  ].map((name) => [name, '']),
);

/**
 * `npm start` on a machine where nothing is configured, in a data folder of its own; BullMQ is on Redis when
 * TEST_REDIS_URL is set. Rejects with what was said when the desk is not ready within `patienceMs`.
 */
export async function startDesk(patienceMs: number): Promise<StartedDesk> {
  const port = await freePort();
  const dataDir = mkdtempSync(join(tmpdir(), 'firstline-newcomer-'));
  const npm = spawn('npm', ['start'], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ...nothingConfigured,
      NODE_ENV: 'production',
      PORT: String(port),
      DATA_DIR: dataDir,
      REDIS_URL: process.env.TEST_REDIS_URL ?? '',
    },
  });
  let heard = '';
  for (const stream of [npm.stdout, npm.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      heard += chunk.toString();
    });
  }
  const said = () => heard;
  // Closed is what they write to, and so all of them have ended.
  const ended = once(npm, 'close');
  const remove = async () => {
    signalGroup(npm, 'SIGKILL');
    await ended;
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await ready(npm, said, patienceMs);
    const interrupt = async () => {
      signalGroup(npm, 'SIGINT');
      await ended;
    };
    return { url: `http://localhost:${port}`, dataDir, said, interrupt, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

function ready(npm: ChildProcess, said: () => string, patienceMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = (why: string) => reject(new Error(`${why}\n${said()}`));
    const timer = setTimeout(giveUp, patienceMs, `npm start is not ready after ${patienceMs} ms:`);
    npm.stdout?.on('data', () => {
      if (!/^Ready after /m.test(said())) return;
      clearTimeout(timer);
      resolve();
    });
    npm.once('close', () => {
      clearTimeout(timer);
      giveUp('npm start ended:');
    });
  });
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    const isGone = error instanceof Error && 'code' in error && error.code === 'ESRCH';
    if (!isGone) throw error;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port is free.');
  return address.port;
}
