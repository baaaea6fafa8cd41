import { type IncomingHttpHeaders, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EdgeAlone, edgeAlone } from '../support/local/alone.ts';

let desk: EdgeAlone;
let token = '';
beforeAll(async () => {
  desk = await edgeAlone();
  token = ((await (await fetch(`${desk.address}/state`)).json()) as { token: string }).token;
});
afterAll(() => desk.close());

/** Unlike fetch, this lets the Host be anything. */
function ask(method: string, path: string, headers: Record<string, string>, body?: string) {
  return new Promise<{ status: number; headers: IncomingHttpHeaders; text: string }>((resolve, reject) => {
    const sent = request(`${desk.address}${path}`, { method, headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const say = (id: string) => JSON.stringify({ id, as: 'emma', conversation: 'dm:emma', text: 'my vpn drops' });
const own = () => ({ origin: desk.address, 'x-firstline-token': token, 'content-type': 'application/json' });

describe('the local chat answers only on this machine', () => {
  test.each(['localhost:3000', 'LOCALHOST', '127.0.0.1:8080', '[::1]:3000'])('host %s', async (host) => {
    expect((await ask('GET', '/state', { host })).status).toBe(200);
  });

  test.each(['firstline.example.com', 'localhost.example.com', '127.0.0.1.nip.io', '10.0.0.5:3000'])(
    'not as "%s"',
    async (host) => {
      const { status, text } = await ask('GET', '/', { host });
      expect(status).toBe(403);
      expect(JSON.parse(text).error.sentence).toContain('only on this machine');
    },
  );

  test.each(['forwarded', 'x-forwarded-for', 'X-Forwarded-Host', 'x-forwarded-anything'])(
    'not behind a proxy: %s',
    async (name) => {
      expect((await ask('GET', '/state', { [name]: 'x' })).status).toBe(403);
      expect((await ask('POST', '/say', { ...own(), [name]: 'x' }, say('proxied'))).status).toBe(403);
    },
  );

  test('what did not come from our page with our token is not taken, and nothing is stored', async () => {
    const { origin: _origin, ...noOrigin } = own();
    const { 'x-firstline-token': _token, ...noToken } = own();
    const attempts = [
      noOrigin,
      noToken,
      { ...own(), origin: 'http://evil.example' },
      { ...own(), origin: 'null' },
      { ...own(), 'x-firstline-token': `${token}x` },
      { ...own(), host: 'localhost:1' },
    ];
    for (const headers of attempts) {
      const { status, text } = await ask('POST', '/say', headers, say('foreign'));
      expect(status).toBe(403);
      expect(JSON.parse(text).error.sentence).toMatch(/\.$/);
    }
    expect(desk.deliveries).toEqual([]);
    expect(await desk.store.list(['dm:emma'], 10)).toEqual([]);
  });
});

test('nobody speaks where they are not a member, or as somebody who is not there', async () => {
  const post = (body: object) =>
    ask('POST', '/say', own(), JSON.stringify({ id: 'a', text: 'hello', ...body }));
  expect((await post({ as: 'emma', conversation: 'network-l1' })).status).toBe(403);
  expect((await post({ as: 'emma', conversation: 'dm:ana' })).status).toBe(403);
  expect((await post({ as: 'nobody', conversation: 'dm:nobody' })).status).toBe(403);
  expect(desk.deliveries).toEqual([]);
});

test('what cannot be read is refused with a sentence and no word of a library', async () => {
  for (const body of [
    '{',
    '[]',
    'null',
    '{"id":1}',
    JSON.stringify({ id: 'a', as: 'emma', conversation: 'dm:emma', text: '  ' }),
  ]) {
    const { status, text } = await ask('POST', '/say', own(), body);
    expect(status).toBe(400);
    expect(JSON.parse(text)).toEqual({
      error: { code: 'malformed', sentence: expect.stringContaining('nothing was done') },
    });
  }
});

test('the page allows no script, style or connection but its own', async () => {
  const { status, headers, text } = await ask('GET', '/', {});
  expect(status).toBe(200);
  expect(text).toContain('<title>Firstline</title>');
  expect(headers['content-security-policy']).toContain("script-src 'self'");
  expect(headers['content-security-policy']).toContain("default-src 'none'");
  expect(headers['x-powered-by']).toBeUndefined();
});
