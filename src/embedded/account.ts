import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The operating-system user that PostgreSQL runs as. Absent means: the user of this very process. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Everything the server's processes see of our environment: a fixed path and locale, no secrets. */
export const bareEnvironment = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LC_ALL: 'C',
};

export function runsAsRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * The account `postgres`, made when it is missing: PostgreSQL refuses to run as root.
 * Only for a process that runs as root. Throws a sentence for the operator when no account can be made.
 */
export function postgresAccount(): Account {
  const existing = lookUp('postgres');
  if (existing) return existing;
  const attempts: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']],
    ['adduser', ['-S', '-D', '-H', 'postgres']],
  ];
  for (const [command, args] of attempts) {
    spawnSync(command, args, { env: bareEnvironment, stdio: 'ignore' });
    // Another starter may have been quicker: what counts is that the account is there now.
    const made = lookUp('postgres');
    if (made) return made;
  }
  throw new Error(
    'PostgreSQL does not run as root, and the user "postgres" could not be made. ' +
      'Make it (useradd --system postgres), start Firstline as an ordinary user, or set DATABASE_URL.',
  );
}

/** True when the account can enter the folder, whatever the modes and access lists of its parents say. */
export function canEnter(folder: string, account: Account): boolean {
  return (
    spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...account, cwd: '/', stdio: 'ignore' })
      .status === 0
  );
}

function lookUp(name: string): Account | undefined {
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [user, , uid, gid] = line.split(':');
    if (user === name && uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  return undefined;
}
