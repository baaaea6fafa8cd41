import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type EdgeAlone, edgeAlone } from '../support/local/alone.ts';

const MB = 1024 * 1024;
let desk: EdgeAlone;
let token = '';
beforeAll(async () => {
  desk = await edgeAlone();
  token = ((await (await fetch(`${desk.address}/state`)).json()) as { token: string }).token;
});
afterAll(() => desk.close());
let before = 0;
beforeEach(() => {
  before = desk.deliveries.length;
});

const own = () => ({ origin: desk.address, 'x-firstline-token': token });

async function uploads(
  { as = 'emma', name = 'screen.png', type = 'image/png', bytes = Buffer.from('bytes') } = {},
  headers: Record<string, string> = own(),
) {
  const response = await fetch(`${desk.address}/upload?${new URLSearchParams({ as, name, type })}`, {
    method: 'POST',
    headers,
    body: bytes,
  });
  const body = (await response.json()) as { id: string; name: string; error?: { sentence: string } };
  return { status: response.status, ...body };
}

async function says(text: string, files: readonly string[], as = 'emma') {
  const response = await fetch(`${desk.address}/say`, {
    method: 'POST',
    headers: { ...own(), 'content-type': 'application/json' },
    body: JSON.stringify({ id: randomUUID(), as, conversation: `dm:${as}`, text, files }),
  });
  const { error } = (await response.json()) as { error?: { code: string; sentence: string } };
  return { status: response.status, code: error?.code, sentence: error?.sentence };
}

test('a file that was uploaded goes with the message that names it, and the desk can fetch it', async () => {
  const given = await uploads({ name: '../secret/a\u202eb.png' });
  expect(given).toMatchObject({ status: 200, name: 'ab.png', mimeType: 'image/png', size: 5 });
  expect((await says('', [given.id])).status).toBe(200);
  const request = desk.requests.at(-1);
  const file = { externalId: given.id, name: 'ab.png', mimeType: 'image/png', size: 5 };
  expect(request?.what).toMatchObject({ type: 'message', text: '', files: [file] });
  const message = (await desk.store.list(['dm:emma'], 10)).at(-1);
  expect(message?.content).toMatchObject({ text: '', files: [{ id: given.id, name: 'ab.png', size: 5 }] });

  const stored = { workspaceId: 'w', mimeType: null, downloadUrl: null };
  const how = { limit: MB, signal: new AbortController().signal };
  const bytes = await desk.edge.download({ ...stored, externalId: given.id }, how);
  expect(Buffer.from(bytes).toString()).toBe('bytes');
  await expect(desk.edge.download({ ...stored, externalId: randomUUID() }, how)).rejects.toMatchObject({
    code: 'gone',
  });
});

test('who sees the message opens the file; a page among files is saved, not run', async () => {
  const { id } = await uploads({ bytes: Buffer.from('<script>alert(1)</script>') });
  const response = await fetch(`${desk.address}/uploads/${id}/screen.png`);
  expect(response.headers.get('content-type')).toBe('application/octet-stream');
  expect(response.headers.get('content-disposition')).toMatch(/^attachment/);
  expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  expect((await fetch(`${desk.address}/uploads/${randomUUID()}/screen.png`)).status).toBe(404);
});

test('10 MB are taken, and no bytes at all; one byte more is refused with a sentence', async () => {
  expect((await uploads({ bytes: Buffer.alloc(10 * MB) })).status).toBe(200);
  expect(await uploads({ bytes: Buffer.alloc(0) })).toMatchObject({ status: 200, size: 0 });
  const refused = await uploads({ bytes: Buffer.alloc(10 * MB + 1) });
  expect(refused.status).toBe(413);
  expect(refused.error?.sentence).toMatch(/larger than 10 MB/);
});

test('nobody uploads from another page, without our token, or as somebody who is not there', async () => {
  const { origin: _, ...noOrigin } = own();
  const { 'x-firstline-token': __, ...noToken } = own();
  for (const headers of [noOrigin, noToken, { ...own(), origin: 'http://evil.example' }])
    expect((await uploads({}, headers)).status).toBe(403);
  expect((await uploads({ as: 'nobody' })).status).toBe(403);
});

test("nobody sends somebody else's file, or one that is not there; nothing is recorded then", async () => {
  const { id } = await uploads({ as: 'ana' });
  expect(await says('look', [id])).toMatchObject({ status: 400, code: 'fileGone' });
  expect(await says('look', [randomUUID()])).toMatchObject({ status: 400, code: 'fileGone' });
  expect(await says('看', [id], 'wei')).toMatchObject({ sentence: expect.stringContaining('重新选择') });
  expect(desk.deliveries).toHaveLength(before);
});

test('a command takes no files, and a message ten', async () => {
  const { id } = await uploads();
  expect(await says('/ticket note INC-1 look', [id])).toMatchObject({ status: 400, code: 'commandWithFile' });
  expect(await says('look', Array(11).fill(id))).toMatchObject({ status: 400, code: 'malformed' });
  expect(desk.deliveries).toHaveLength(before);
});
