import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepText } from '../../src/app/keepText.ts';
import type { FileSource, NewFile } from '../../src/app/ports.ts';
import { workTicket } from '../../src/app/workTicket.ts';
import { ChannelError } from '../../src/chat/channel.ts';
import { type CopyDeps, copyFile } from '../../src/jobs/copyFiles.ts';
import { relayDesk } from './relayDesk.ts';

let desk: Awaited<ReturnType<typeof relayDesk>>;
let now: number;
beforeEach(async () => {
  desk = await relayDesk();
  now = Date.now();
});
afterEach(() => desk.end());

const MB = 1024 * 1024;
const LEASE = 90_000;
const asked: string[] = [];

function deps(download: FileSource['download']): CopyDeps {
  asked.splice(0);
  return {
    copies: desk.fileCopies,
    sourceOf: async () => ({
      download: (file, how) => {
        asked.push(file.externalId);
        return download(file, how);
      },
    }),
    owner: 'me',
    deskNow: desk.clock.now,
    realNow: () => now,
    log: { info: () => undefined, error: () => undefined },
  };
}

/** Somebody sends a file; gives the body that it came with. */
async function sends(changes: Partial<NewFile> = {}): Promise<string> {
  const { id: workspaceId } = await desk.workspaces.ensure('slack', 'T1', 'Acme');
  const file = {
    workspaceId,
    externalId: 'F1',
    name: 'a.txt',
    mimeType: null,
    size: 5,
    url: 'https://acme.slack.com/files/F1',
    downloadUrl: 'https://files.slack.com/F1?a=key',
    ...changes,
  };
  const key = `key-${Math.random()}`;
  const place = { workspaceId: 'w', kind: 'direct', conversation: 'dm:emma', thread: null } as const;
  return (await keepText(desk.app, { key, author: 'emma', text: 'see', files: [file], place })).body;
}

const filesOf = async (body: string) => (await desk.app.store.reads.body(body))?.files ?? [];
const textOf = async (id: string | undefined) =>
  Buffer.from((await desk.fileCopies.read(id ?? ''))?.bytes ?? 'nothing').toString();
const take = (owner = 'me') => desk.fileCopies.take(owner, now, LEASE, 10);

async function copyAll(download: FileSource['download']): Promise<number> {
  const taken = await take();
  for (const file of taken) await copyFile(deps(download), file, new AbortController().signal);
  return taken.length;
}

it('keeps the bytes, what they really are in size, and nothing of the address', async () => {
  const body = await sends({ size: 7 });
  await copyAll(async () => Buffer.from('hello world'));
  const [file] = await filesOf(body);
  expect(file).toMatchObject({ state: 'copied', size: 11, problem: null, platform: 'slack' });
  expect(await textOf(file?.id)).toBe('hello world');
  expect(await take('other')).toEqual([]);
});

it('keeps the same bytes once, and a file of none', async () => {
  const bodies = [
    await sends({ externalId: 'F1' }),
    await sends({ externalId: 'F2' }),
    await sends({ externalId: 'F3' }),
  ];
  await copyAll(async ({ externalId }) => Buffer.from(externalId === 'F3' ? '' : 'the same'));
  const files = (await Promise.all(bodies.map(filesOf))).flat();
  expect(await desk.contents()).toEqual([0, 8]);
  expect(files.map(({ state, size }) => [state, size])).toEqual([
    ['copied', 8],
    ['copied', 8],
    ['copied', 0],
  ]);
  expect(await textOf(files[2]?.id)).toBe('');
});

it.each([
  ['what is said to be too large is not even asked for', { size: 200 * MB }, async () => Buffer.alloc(1), 0],
  ['what turns out to be too large is let be', { size: 1 }, async () => 'tooLarge' as const, 1],
])('%s', async (_, changes, download, times) => {
  const body = await sends(changes);
  await copyAll(download);
  expect(await filesOf(body)).toMatchObject([
    { state: 'linked', problem: 'tooLarge', url: 'https://acme.slack.com/files/F1' },
  ]);
  expect(asked).toHaveLength(times);
});

it.each([
  ['rejected', 'linked', 'elsewhere'],
  ['gone', 'failed', 'gone'],
  ['forbidden', 'failed', 'forbidden'],
] as const)('what is %s ends %s at once: %s', async (code, state, problem) => {
  const body = await sends();
  await copyAll(async () => {
    throw new ChannelError(code, 'no');
  });
  expect(await filesOf(body)).toMatchObject([{ state, problem }]);
  now += 24 * 3_600_000;
  expect(await take()).toEqual([]);
});

it('waits for a platform that is away, longer each time, and as it asks; in the end it says so', async () => {
  const body = await sends();
  const waits: number[] = [];
  for (let attempt = 0; attempt < 14; attempt++) {
    const began = now;
    while ((await take('nobody')).length === 0) now += 1_000;
    waits.push((now - began) / 1000);
    now += LEASE + 1;
    const [file] = await take();
    if (!file) throw new Error('it is not to be copied');
    const away = new ChannelError('down', 'away');
    await copyFile(
      deps(async () => {
        throw away;
      }),
      { ...file, attempts: attempt },
      new AbortController().signal,
    );
  }
  expect(waits.slice(0, 4)).toEqual([0, 2, 4, 8]);
  expect(Math.max(...waits)).toBe(900);
  expect(await filesOf(body)).toMatchObject([{ state: 'failed', problem: 'unreachable' }]);
});

it('what a dead process was copying is taken up after its lease, and the dead one cannot end it any more', async () => {
  const body = await sends();
  const [dead] = await take('dead');
  expect(await take('me')).toEqual([]);
  now += LEASE + 1;
  const [mine] = await take('me');
  expect(mine).toMatchObject({ id: dead?.id, attempts: 1 });
  await desk.fileCopies.copied(dead?.id ?? '', 'dead', Buffer.from('from the dead'), now);
  await desk.fileCopies.ended(dead?.id ?? '', 'dead', 'failed', 'gone');
  expect(await filesOf(body)).toMatchObject([{ state: 'pending' }]);
  await desk.fileCopies.copied(mine?.id ?? '', 'me', Buffer.from('whole'), now);
  expect(await filesOf(body)).toMatchObject([{ state: 'copied', size: 5 }]);
});

const NOWHERE = { conversations: [], workspaces: [] };

/** Emma's reply, with a file, has been told to the agents while it was being copied; gives the body. */
async function repliesWithFile(unfinished: boolean): Promise<string> {
  const { number } = await desk.opens('k1');
  const body = await sends();
  const command = { type: 'reply', body, thanks: false, inThread: false } as const;
  await workTicket(desk.app, { key: 'k2', actor: 'emma', number, command, body: null });
  now = Date.now() + 1_000;
  for (let round = 0; round < 3; round++) {
    for (const { id, kind, workspaceId } of await desk.outbox.take(
      'me',
      now,
      LEASE,
      { all: 10, calm: 10 },
      NOWHERE,
    )) {
      const posted = { conversation: 'network', message: `m${id}`, permalink: null, opensThread: null };
      const drawn = { drawnVersion: 9, unfinished: unfinished && kind === 'said' };
      await desk.outbox.sent(id, { ...posted, ...drawn, workspaceId: workspaceId ?? '' }, now, false);
    }
  }
  return body;
}
const stale = async () => (await desk.outbox.takeStale(now, LEASE, 10, [])).map(({ kind }) => kind);

it('what shows a file is drawn again when its copy ends, and nothing else is', async () => {
  await repliesWithFile(false);
  expect(await stale()).toEqual([]);
  await copyAll(async () => Buffer.from('hello'));
  expect(await stale()).toEqual(['said']);
});

it('what was drawn before the copy ended, and recorded after it, is looked at again', async () => {
  await repliesWithFile(true);
  expect(await stale()).toEqual([]);
  now += 3_001;
  expect(await stale()).toEqual(['said']);
});

it('two processes copy each file once', async () => {
  await Promise.all(Array.from({ length: 6 }, (_, index) => sends({ externalId: `F${index}` })));
  const [mine, others] = await Promise.all([
    desk.fileCopies.take('me', now, LEASE, 3),
    desk.fileCopies.take('other', now, LEASE, 3),
  ]);
  const ids = [...mine, ...others].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

it('the retention deletes bytes that nothing refers to, and uploads that nobody sent, alone', async () => {
  const body = await sends();
  await copyAll(async () => Buffer.from('kept'));
  const pending = await sends({ externalId: 'F2' });
  const [lost] = await take('dead');
  now += LEASE + 1;
  await take('me');
  await desk.fileCopies.copied(lost?.id ?? '', 'dead', Buffer.from('nobody refers to this'), desk.app.now());
  const forget = (before: number) => desk.app.store.transaction((tx) => tx.forgetFiles(before));
  const [file] = await filesOf(body);
  await forget(desk.app.now() + 1);
  expect(await textOf(file?.id)).toBe('kept');
  expect((await filesOf(pending)).map(({ state }) => state)).toEqual(['pending']);
  expect(await desk.contents()).toEqual([4]);
});
