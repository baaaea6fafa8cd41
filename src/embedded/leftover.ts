import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { bareEnvironment } from './account.ts';
import { type Cluster, databaseUrl, isAlive } from './cluster.ts';

/** Another living process runs this database; `url` is where it answers. */
export class DatabaseInUse extends Error {
  override name = 'DatabaseInUse';
  readonly url: string;
  constructor(sentence: string, url: string) {
    super(sentence);
    this.url = url;
  }
}

/** What PostgreSQL itself writes of a running server into its data directory. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

/** Reads postmaster.pid (line 1 the pid, 4 the port, 8 the state); undefined when it is missing or half written. */
export function readPostmaster(cluster: Cluster): Postmaster | undefined {
  const file = pidFile(cluster);
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number(lines[0]);
  return pid > 0 ? { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' } : undefined;
}

/** The setting on the server's command line that names the process it serves. */
export function ownerSetting(pid: number): string {
  return `firstline.owner=${pid}`;
}

/**
 * Deals with a server that is found for this cluster before a new one is started. PostgreSQL's own lock file
 * decides who runs; this only looks at whose server it is:
 * - its owner lives: throws DatabaseInUse;
 * - its owner was killed: stops it, with a checkpoint;
 * - the process id in the file is by now another program's: removes the file, which PostgreSQL would not do.
 */
export async function settleLeftover(cluster: Cluster, log: (sentence: string) => void): Promise<void> {
  const found = readPostmaster(cluster);
  if (!found || !isAlive(found.pid)) return;
  const line = commandLine(found.pid);
  if (line !== undefined && !line.includes(cluster.data)) {
    if (readPostmaster(cluster)?.pid === found.pid) rmSync(pidFile(cluster), { force: true });
    return;
  }
  const owner = Number(/firstline\.owner=(\d+)/.exec(line ?? '')?.[1]);
  if (!owner || isAlive(owner)) {
    const who = owner ? `Firstline process ${owner}` : `PostgreSQL process ${found.pid}`;
    throw new DatabaseInUse(
      `The database in ${cluster.data} is already run by ${who}. Stop that one first, or set DATABASE_URL to share one.`,
      databaseUrl(cluster, found.port),
    );
  }
  log(`stopping the PostgreSQL (process ${found.pid}) that an earlier start left running`);
  await stopServer(cluster, found.pid);
}

/**
 * Ends the cluster's server: SIGINT, its "fast" stop with a checkpoint; after 10 s SIGQUIT, without one. It is gone
 * when its lock file is, also where nobody collects the dead process.
 */
export async function stopServer(cluster: Cluster, pid: number): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', 10_000],
    ['SIGQUIT', 3_000],
  ] as const) {
    signalQuietly(pid, signal);
    for (const end = Date.now() + patience; Date.now() < end; await sleep(10)) {
      if (!isAlive(pid) || readPostmaster(cluster)?.pid !== pid) return;
    }
  }
  throw new Error(`PostgreSQL process ${pid} does not end; end it by hand and start again.`);
}

function signalQuietly(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (isAlive(pid)) throw error;
  }
}

/** undefined where it cannot be read. PostgreSQL's main process keeps the command line it was started with. */
function commandLine(pid: number): string | undefined {
  if (process.platform === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    } catch {
      return undefined;
    }
  }
  const listed = spawnSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], {
    env: bareEnvironment,
    encoding: 'utf8',
  });
  return listed.status === 0 ? listed.stdout : undefined;
}

function pidFile(cluster: Cluster): string {
  return join(cluster.data, 'postmaster.pid');
}
