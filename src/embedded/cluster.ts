import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { bareEnvironment } from './account.ts';
import type { Binaries } from './binaries.ts';
import type { Place } from './place.ts';

/** A PostgreSQL cluster on disk. */
export interface Cluster {
  /** PostgreSQL's data directory. */
  readonly data: string;
  /** Of the only role, `firstline`; kept in a file of mode 0600. */
  readonly password: string;
  readonly portFile: string;
}

/**
 * The cluster at this place, made by initdb when there is none. It is made beside its final name and renamed, so
 * that a crash in between leaves no half of one, and of two starters at once one wins.
 * `sync` false leaves out the flush to disk at the end: for tests only.
 */
export async function ensureCluster(place: Place, binaries: Binaries, sync: boolean): Promise<Cluster> {
  const final = join(place.dir, 'cluster');
  if (!existsSync(final)) await makeCluster(place, binaries, final, sync);
  const password = readFileSync(join(final, 'password'), 'utf8').trim();
  return { data: join(final, 'data'), password, portFile: join(final, 'port') };
}

const letters = { linux: 'C.UTF-8', darwin: 'en_US.UTF-8' }[process.platform as string];

/** The address of the database `firstline` (or another of the cluster's) for the only role. */
export function databaseUrl(cluster: Cluster, port: number, database = 'firstline'): string {
  return `postgresql://firstline:${cluster.password}@127.0.0.1:${port}/${database}`;
}

/** The port of the last start when it is free, else any free one, remembered for the next start. */
export async function choosePort(cluster: Cluster): Promise<number> {
  const last = existsSync(cluster.portFile) ? Number(readFileSync(cluster.portFile, 'utf8')) : 0;
  const port = (last > 0 && (await freePort(last))) || (await freePort(0));
  if (!port) throw new Error('No free port on 127.0.0.1 for PostgreSQL.');
  if (port !== last) writeFileSync(cluster.portFile, `${port}\n`);
  return port;
}

function freePort(wanted: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(address && typeof address === 'object' ? address.port : undefined));
    });
  });
}

async function makeCluster(place: Place, binaries: Binaries, final: string, sync: boolean): Promise<void> {
  removeAbandoned(place.dir);
  const workshop = `${final}.new-${process.pid}`;
  mkdirSync(workshop, { mode: 0o700 });
  const passwordFile = join(workshop, 'password');
  writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (place.account) {
    for (const path of [workshop, passwordFile]) chownSync(path, place.account.uid, place.account.gid);
  }
  chmodSync(workshop, 0o700);
  try {
    // Sorting and case are PostgreSQL's own, so they are the same on every machine. pg_trgm asks the system what a
    // letter is, and under plain C knows none beyond ASCII.
    await initdb(binaries, place, [
      `--pgdata=${join(workshop, 'data')}`,
      '--username=firstline',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      ...(letters ? [`--lc-ctype=${letters}`] : []),
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--data-checksums',
      ...(sync ? [] : ['--no-sync']),
    ]);
    renameSync(workshop, final);
  } catch (error) {
    rmSync(workshop, { recursive: true, force: true });
    if (!existsSync(final)) throw error;
  }
}

function removeAbandoned(dir: string): void {
  for (const entry of readdirSync(dir)) {
    const maker = /^cluster\.new-(\d+)$/.exec(entry)?.[1];
    if (maker && !isAlive(Number(maker))) rmSync(join(dir, entry), { recursive: true, force: true });
  }
}

/** True while a process of this id runs, whoever owns it; a dead one that nobody collected does not count. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  if (process.platform !== 'linux') return true;
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

function initdb(binaries: Binaries, place: Place, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(binaries.initdb, args, {
      ...place.account,
      cwd: '/',
      env: bareEnvironment,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let complaint = '';
    child.stderr.on('data', (chunk: Buffer) => {
      complaint += chunk.toString();
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else
        reject(
          new Error(`PostgreSQL's initdb failed in ${place.dir}: ${complaint.trim() || `exit ${code}`}`),
        );
    });
  });
}
