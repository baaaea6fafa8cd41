import { createHash } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Account, canEnter, postgresAccount, runsAsRoot } from './account.ts';

const systemDir = '/var/lib/firstline';

/** Where one database of our own lives. */
export interface Place {
  /** Holds `cluster/` (data, password, port) and, where needed, a copy of the programs. */
  readonly dir: string;
  /** The user the server runs as; absent: the user of this process. */
  readonly account: Account | undefined;
  /** Folder for copies of PostgreSQL's programs, reachable by the account. */
  readonly copiesDir: string;
}

/**
 * Settles where the database asked for at `dataDir` lives and who runs it. Started as root, the server needs an
 * account of its own; where that account cannot enter `dataDir` (a checkout below /root), the data lives in
 * /var/lib/firstline, and `dataDir` keeps a file `location` that says so.
 * Throws a sentence for the operator rather than start with an empty database where there was one before.
 */
export function settlePlace(dataDir: string): Place {
  const asked = resolve(dataDir);
  mkdirSync(asked, { recursive: true });
  const dir = movedTo(asked) ?? asked;
  if (!runsAsRoot()) {
    refuseForeign(dir);
    if (dir === asked) chmodSync(asked, 0o700);
    return { dir, account: undefined, copiesDir: asked };
  }
  const account = ownerOf(join(dir, 'cluster')) ?? postgresAccount();
  if (dir === asked) {
    give(asked, account);
    if (!canEnter(asked, account)) {
      if (existsSync(join(asked, 'cluster'))) {
        throw new Error(
          `The user that runs PostgreSQL (uid ${account.uid}) can no longer enter ${asked}. Open its parent folders (chmod o+x).`,
        );
      }
      return { dir: systemFolder(asked, account), account, copiesDir: systemDir };
    }
  }
  return { dir, account, copiesDir: systemDir };
}

/** Written once the data is there, so that a checkout that was moved or copied still finds it. */
export function rememberPlace(dataDir: string, place: Place): void {
  const asked = resolve(dataDir);
  if (place.dir !== asked) writeFileSync(join(asked, 'location'), `${place.dir}\n`);
}

function movedTo(asked: string): string | undefined {
  const pointer = join(asked, 'location');
  if (!existsSync(pointer)) return undefined;
  const dir = readFileSync(pointer, 'utf8').trim();
  if (existsSync(join(dir, 'cluster'))) return dir;
  throw new Error(
    `The database of this checkout lives in ${dir}, says ${pointer}, but it is not there (or this user may not see it). ` +
      `Bring it back, or delete ${pointer} to start with an empty one.`,
  );
}

function refuseForeign(dir: string): void {
  const { uid } = statSync(dir);
  if (process.getuid && uid !== process.getuid()) {
    throw new Error(
      `The database in ${dir} belongs to another user (uid ${uid}). Start Firstline as that user or as root.`,
    );
  }
}

/** Data that an ordinary user made stays that user's, also when root starts it. */
function ownerOf(cluster: string): Account | undefined {
  const owner = statSync(cluster, { throwIfNoEntry: false });
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : undefined;
}

function systemFolder(asked: string, account: Account): string {
  const dir = join(systemDir, createHash('sha256').update(asked).digest('hex').slice(0, 12));
  mkdirSync(dir, { recursive: true });
  chmodSync(systemDir, 0o755);
  give(dir, account);
  return dir;
}

function give(dir: string, account: Account): void {
  chownSync(dir, account.uid, account.gid);
  chmodSync(dir, 0o700);
}
