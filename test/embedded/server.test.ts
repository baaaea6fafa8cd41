import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DatabaseInUse, type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/embedded/server.ts';

const isRoot = process.getuid?.() === 0;
const log: string[] = [];
const open: EmbeddedPostgres[] = [];
const holders: ChildProcess[] = [];
let top = '';
let dataDir = '';

beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'firstline-embedded-'));
  dataDir = join(top, '.firstline/pg');
  // mkdtemp closes its folder; a checkout is open, but for the test that says otherwise.
  chmodSync(top, 0o755);
  log.length = 0;
});

afterEach(async () => {
  for (const holder of holders.splice(0)) holder.kill('SIGKILL');
  await Promise.all(open.splice(0).map((server) => server.stop()));
  const location = join(dataDir, 'location');
  if (existsSync(location)) rmSync(readFileSync(location, 'utf8').trim(), { recursive: true, force: true });
  rmSync(top, { recursive: true, force: true });
});

describe('a database of our own', () => {
  it('starts in an empty folder, durable, on this machine only, behind a password', async () => {
    const { url } = await start();
    expect(await ask(url, 'SHOW server_encoding')).toBe('UTF8');
    expect(await ask(url, 'SHOW fsync')).toBe('on');
    expect(await ask(url, 'SHOW listen_addresses')).toBe('127.0.0.1');
    expect(await ask(url, 'SELECT current_database()')).toBe('firstline');
    await expect(ask(url.replace(/:[^:@]+@/, ':guess@'), 'SELECT 1')).rejects.toThrow(
      'password authentication failed',
    );
    expect(statSync(join(dataDir, 'cluster/password')).mode & 0o777).toBe(0o600);
  });

  it('knows letters beyond ASCII, in sorting, case and trigrams', async () => {
    const { url } = await start();
    expect(await ask(url, "SELECT lower('ÄÉ')")).toBe('äé');
    await ask(url, 'CREATE EXTENSION pg_trgm');
    expect(await ask(url, "SELECT similarity('打印机坏了', '打印机')")).toBeGreaterThan(0.3);
  });

  it('finds its data and its port again', async () => {
    const first = await start();
    await ask(first.url, 'CREATE TABLE kept AS SELECT 42 AS n');
    await first.stop();
    const second = await start();
    expect(second.url).toBe(first.url);
    expect(await ask(second.url, 'SELECT n FROM kept')).toBe(42);
  });

  it('takes another port when the last one is taken', async () => {
    const first = await start();
    await first.stop();
    const thief = await import('node:net').then(({ createServer }) => createServer());
    await new Promise<void>((resolve) => thief.listen(Number(new URL(first.url).port), '127.0.0.1', resolve));
    const second = await start();
    expect(second.url).not.toBe(first.url);
    expect(await ask(second.url, 'SELECT 1')).toBe(1);
    await new Promise((resolve) => thief.close(resolve));
  });
});

describe('after a crash', () => {
  it('the server goes with the process that was killed, and the next start has its data', async () => {
    const { holder, url } = await hold();
    await ask(url, 'CREATE TABLE kept AS SELECT 42 AS n');
    holder.kill('SIGKILL');
    await vi.waitFor(() => expect(ask(url, 'SELECT 1')).rejects.toThrow(), { timeout: 3_000 });
    const began = Date.now();
    const again = await start();
    expect(Date.now() - began).toBeLessThan(4_000);
    expect(await ask(again.url, 'SELECT n FROM kept')).toBe(42);
  });

  it.runIf(process.platform === 'linux')(
    'a server that was left running is found and stopped, never doubled',
    async () => {
      const { holder, url } = await hold();
      const server = Number(
        readFileSync(join(dataDir, 'cluster/data/postmaster.pid'), 'utf8').split('\n')[0],
      );
      process.kill(watcherOf(server), 'SIGKILL');
      const died = new Promise((resolve) => holder.once('exit', resolve));
      holder.kill('SIGKILL');
      await died;
      expect(await ask(url, 'SELECT 1')).toBe(1);

      const began = Date.now();
      const again = await start();
      expect(Date.now() - began).toBeLessThan(4_000);
      expect(log.join()).toContain(`stopping the PostgreSQL (process ${server})`);
      expect(await ask(again.url, 'SELECT 1')).toBe(1);
    },
  );

  it('a lock file whose process id is now another program is put aside', async () => {
    await (await start()).stop();
    writeFileSync(
      join(dataDir, 'cluster/data/postmaster.pid'),
      `${process.ppid}\n${dataDir}\n1\n5432\n\n127.0.0.1\n\nready\n`,
    );
    expect(await ask((await start()).url, 'SELECT 1')).toBe(1);
  });

  it('half a folder of an initdb that was killed does no harm', async () => {
    mkdirSync(join(dataDir, 'cluster.new-99999999/data'), { recursive: true });
    await start();
    expect(existsSync(join(dataDir, 'cluster.new-99999999'))).toBe(false);
  });
});

describe('two at once', () => {
  it('the second hears who has the database, and where it answers', async () => {
    const { holder, url } = await hold();
    const refused = await start().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(DatabaseInUse);
    expect(refused).toMatchObject({
      url,
      message: expect.stringContaining(`already run by Firstline process ${holder.pid}`),
    });
    expect(await ask(url, 'SELECT 1')).toBe(1);
  });

  it('of two that start in the same moment, one gets it', async () => {
    const outcomes = await Promise.allSettled([hold(), hold()]);
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
    const refusal = outcomes.find((outcome) => outcome.status === 'rejected');
    expect(String(refusal?.reason)).toContain('already run by Firstline process');
  });
});

describe.runIf(isRoot)('as root', () => {
  it('in a folder closed to others the data lives below /var/lib, and is found again', async () => {
    chmodSync(top, 0o700);
    const first = await start();
    await ask(first.url, 'CREATE TABLE kept AS SELECT 42 AS n');
    await first.stop();
    const location = readFileSync(join(dataDir, 'location'), 'utf8').trim();
    expect(location).toMatch(/^\/var\/lib\/firstline\/[0-9a-f]{12}$/);
    const second = await start();
    expect(await ask(second.url, 'SELECT n FROM kept')).toBe(42);
    await second.stop();

    rmSync(location, { recursive: true });
    await expect(start()).rejects.toThrow('it is not there');
  });

  const nobody = 65534;
  const readable = spawnSync('test', ['-r', import.meta.filename], { uid: nobody, gid: nobody }).status === 0;
  if (!readable)
    process.stderr.write('NOT RUN: an ordinary user cannot read this checkout, so none starts a database.\n');
  it.runIf(readable)('a database that an ordinary user made stays that user’s', async () => {
    mkdirSync(dataDir, { recursive: true });
    chownSync(dataDir, nobody, nobody);
    const { holder, url } = await hold({ uid: nobody, gid: nobody });
    const gone = new Promise((resolve) => holder.once('exit', resolve));
    holder.kill('SIGKILL');
    await gone;
    await vi.waitFor(() => expect(ask(url, 'SELECT 1')).rejects.toThrow(), { timeout: 3_000 });
    await start();
    expect(statSync(join(dataDir, 'cluster/data/postmaster.pid')).uid).toBe(nobody);
  });
});

async function start(): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, log: (sentence) => log.push(sentence) });
  open.push(server);
  return server;
}

/** Starts the database in a process of its own; rejects with what that process says when it fails. */
async function hold(as: { uid?: number; gid?: number } = {}): Promise<{ holder: ChildProcess; url: string }> {
  const script = join(import.meta.dirname, 'holder.ts');
  const holder = spawn(process.execPath, ['--import', 'tsx', script, dataDir], {
    ...as,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  holders.push(holder);
  for await (const line of createInterface({ input: holder.stdout })) {
    const said: { url?: string; error?: string } = JSON.parse(line);
    if (said.url) return { holder, url: said.url };
    if (said.error) throw new Error(said.error);
  }
  throw new Error('the process said nothing');
}

async function ask(url: string, question: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query({ text: question, rowMode: 'array' });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}

function watcherOf(server: number): number {
  const found = readdirSync('/proc').find((entry) => {
    if (!/^\d+$/.test(entry)) return false;
    try {
      const args = readFileSync(`/proc/${entry}/cmdline`, 'utf8').split('\0');
      return args[0] === '/bin/sh' && args.includes(String(server));
    } catch {
      return false;
    }
  });
  return Number(found);
}
