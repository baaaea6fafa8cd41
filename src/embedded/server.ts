import { type ChildProcess, spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Account, bareEnvironment } from './account.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { type Cluster, choosePort, databaseUrl, ensureCluster } from './cluster.ts';
import { ownerSetting, readPostmaster, settleLeftover, stopServer } from './leftover.ts';
import { rememberPlace, settlePlace } from './place.ts';

export { DatabaseInUse } from './leftover.ts';

export interface EmbeddedOptions {
  /** Folder for the data; made when missing. See settlePlace for a folder that is closed to PostgreSQL's user. */
  readonly dataDir: string;
  /** A fixed port; without it the port of the last start, or a free one. */
  readonly port?: number;
  /** Sentences for the operator. */
  readonly log: (sentence: string) => void;
  /** False: a crash of the machine may lose data. For tests only. */
  readonly fsync?: boolean;
}

export interface EmbeddedPostgres {
  /** Of the database `firstline`; password included, so not for logs. */
  readonly url: string;
  /** Ends the server cleanly; may be called again. */
  stop(): Promise<void>;
}

const startPatience = 60_000;

/**
 * Starts a PostgreSQL of our own on 127.0.0.1 and resolves when it answers. The server ends with `stop`, or by
 * itself when this process is gone, however it went. Throws DatabaseInUse when a living process runs it already,
 * and otherwise an Error whose message tells the operator what to do.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const fsync = options.fsync ?? true;
  const place = settlePlace(options.dataDir);
  const binaries = await findBinaries(place.account, place.copiesDir);
  const cluster = await ensureCluster(place, binaries, fsync);
  rememberPlace(options.dataDir, place);

  const { child, port } = await startServer(options, cluster, binaries, place.account, fsync);
  const stop = keepWatch(child, cluster, place.account, options.log);
  try {
    await ensureDatabase(cluster, port);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: databaseUrl(cluster, port), stop };
}

async function startServer(
  options: EmbeddedOptions,
  cluster: Cluster,
  binaries: Binaries,
  account: Account | undefined,
  fsync: boolean,
): Promise<{ child: ChildProcess; port: number }> {
  const end = Date.now() + startPatience;
  for (;;) {
    await settleLeftover(cluster, options.log);
    const port = options.port ?? (await choosePort(cluster));
    const child = spawnServer(cluster, binaries, account, port, fsync);
    const complaint = await readiness(child, cluster, end);
    if (complaint === undefined) return { child, port };
    // Each of these passes: another starter was quicker, the port was taken in between, or the last processes of
    // a server that was killed are still going away.
    const passing =
      /lock file .* already exists|still in use/.test(complaint) ||
      (!options.port && /could not bind/.test(complaint));
    if (!passing || Date.now() > end) {
      throw new Error(`PostgreSQL did not start on port ${port} for ${cluster.data}: ${complaint}`);
    }
    await sleep(50);
  }
}

function spawnServer(
  cluster: Cluster,
  binaries: Binaries,
  account: Account | undefined,
  port: number,
  fsync: boolean,
) {
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    'max_connections=100',
    'shared_buffers=64MB',
    'timezone=UTC',
    // Errors of statements may quote what people wrote; only the server's own troubles are logged.
    'log_min_messages=log',
    'log_checkpoints=off',
    ownerSetting(process.pid),
    ...(fsync ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ];
  // Detached: Ctrl-C in a terminal must reach this process alone, which still needs the database to end in order.
  return spawn(binaries.postgres, ['-D', cluster.data, ...settings.flatMap((setting) => ['-c', setting])], {
    ...account,
    cwd: '/',
    env: bareEnvironment,
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
}

/** Resolves to undefined when the server is ready, else to the last lines it wrote. */
async function readiness(child: ChildProcess, cluster: Cluster, end: number): Promise<string | undefined> {
  const lines: string[] = [];
  let ended = false;
  const listen = (chunk: Buffer) => {
    lines.push(...chunk.toString().trim().split('\n'));
    lines.splice(0, lines.length - 10);
  };
  child.stderr?.on('data', listen);
  child.once('close', () => {
    ended = true;
  });
  child.once('error', (error) => {
    lines.push(error.message);
    ended = true;
  });
  for (; Date.now() < end && !ended; await sleep(10)) {
    const running = readPostmaster(cluster);
    if (running?.ready && running.pid === child.pid) {
      child.stderr?.off('data', listen);
      return undefined;
    }
  }
  if (!ended) child.kill('SIGQUIT');
  return lines.join('\n') || 'no answer in time';
}

/**
 * Ties the server's life to this process: a shell waits on a pipe from us and, when it closes without a word
 * (kill -9), interrupts the server. Neither keeps this process from ending. Returns the orderly stop.
 */
function keepWatch(
  child: ChildProcess,
  cluster: Cluster,
  account: Account | undefined,
  log: (sentence: string) => void,
): () => Promise<void> {
  const pid = Number(child.pid);
  const watcher =
    process.platform === 'win32'
      ? undefined
      : spawn('/bin/sh', ['-c', 'read -r _; kill -INT "$1"', 'sh', String(pid)], {
          ...account,
          cwd: '/',
          env: bareEnvironment,
          stdio: ['pipe', 'ignore', 'ignore'],
          detached: true,
        });
  let stopping: Promise<void> | undefined;
  const exited = new Promise<void>((resolve) => {
    child.once('exit', (code, signal) => {
      watcher?.kill('SIGKILL');
      if (!stopping) log(`PostgreSQL (process ${pid}) ended unexpectedly: ${signal ?? `exit ${code}`}`);
      resolve();
    });
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    for (const line of chunk.toString().split('\n'))
      if (/FATAL|PANIC/.test(line)) log(`PostgreSQL: ${line.trim()}`);
  });
  child.unref();
  watcher?.unref();
  for (const stream of [child.stderr, watcher?.stdin]) if (stream instanceof Socket) stream.unref();
  return () => {
    stopping ??= (async () => {
      child.ref();
      if (child.exitCode === null && child.signalCode === null) await stopServer(cluster, pid);
      await exited;
    })();
    return stopping;
  };
}

async function ensureDatabase(cluster: Cluster, port: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl(cluster, port, 'postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = 'firstline'");
    if (!rowCount) await client.query('CREATE DATABASE firstline');
  } finally {
    await client.end();
  }
}
