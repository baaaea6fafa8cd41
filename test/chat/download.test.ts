import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { download } from '../../src/chat/download.ts';

const LIMIT = 10_000;
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A server on a port of its own, and what it was asked. */
async function serves(listener: RequestListener) {
  const asked: { url: string; authorization: string | undefined }[] = [];
  const server = createServer((request, response) => {
    asked.push({ url: request.url ?? '', authorization: request.headers.authorization });
    listener(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

const neverAborted = new AbortController().signal;

/** Fetches from the platform of that origin, which alone gets the token. */
function from(origin: string, path = '/file', { timeoutMs = 5_000, signal = neverAborted } = {}) {
  const headersFor = async (url: URL) => (url.origin === origin ? { authorization: 'Bearer token' } : null);
  return download(`${origin}${path}`, { limit: LIMIT, headersFor, timeoutMs, signal });
}

describe('a download', () => {
  it('gives all bytes, with the token, and what the server called them', async () => {
    const { origin, asked } = await serves((_, response) =>
      response.writeHead(200, { 'content-type': 'text/plain' }).end('hello'),
    );
    expect(await from(origin)).toEqual({ bytes: Buffer.from('hello'), contentType: 'text/plain' });
    expect(asked).toEqual([{ url: '/file', authorization: 'Bearer token' }]);
  });

  it('of no bytes is a file, too', async () => {
    const { origin } = await serves((_, response) => response.writeHead(200).end());
    expect(await from(origin)).toMatchObject({ bytes: Buffer.alloc(0) });
  });

  it('of exactly the limit is whole; one byte more is too large', async () => {
    const { origin } = await serves(({ url }, response) => response.end(Buffer.alloc(Number(url?.slice(1)))));
    expect(await from(origin, `/${LIMIT}`)).toMatchObject({ bytes: Buffer.alloc(LIMIT) });
    expect(await from(origin, `/${LIMIT + 1}`)).toBe('tooLarge');
  });

  it('of 200 MB is not read beyond the limit', async () => {
    const chunk = Buffer.alloc(64 * 1024);
    let sent = 0;
    const closed = new Promise<void>((resolve) => closing.push(resolve));
    const { origin } = await serves((_, response) => {
      response.on('close', () => closing.shift()?.());
      const write = () => {
        while (sent < 200 * 1024 * 1024 && !response.destroyed) {
          sent += chunk.length;
          if (!response.write(chunk)) return void response.once('drain', write);
        }
      };
      write();
    });
    expect(await from(origin)).toBe('tooLarge');
    await closed;
    expect(sent).toBeLessThan(20 * 1024 * 1024);
  });

  it('counts what is unpacked, not what is sent', async () => {
    const { origin } = await serves((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(LIMIT * 100))),
    );
    expect(await from(origin)).toBe('tooLarge');
  });

  it('follows redirects on the platform, and asks no other host', async () => {
    const elsewhere = await serves((_, response) => response.end('a secret of the network'));
    const { origin } = await serves(({ url }, response) => {
      const location = url === '/away' ? `${elsewhere.origin}/latest/meta-data` : '/file';
      if (url === '/file') response.end('found');
      else response.writeHead(302, { location }).end();
    });
    expect(await from(origin, '/here')).toMatchObject({ bytes: Buffer.from('found') });
    await expect(from(origin, '/away')).rejects.toMatchObject({ code: 'rejected' });
    expect(elsewhere.asked).toEqual([]);
  });

  it('that leads in a circle, or nowhere, ends', async () => {
    const { origin, asked } = await serves(({ url }, response) =>
      response.writeHead(302, { location: url === '/nowhere' ? 'http://' : '/round' }).end(),
    );
    await expect(from(origin, '/round')).rejects.toMatchObject({ code: 'rejected' });
    expect(asked).toHaveLength(6);
    await expect(from(origin, '/nowhere')).rejects.toMatchObject({ code: 'rejected' });
  });

  it.each([
    [404, 'gone'],
    [410, 'gone'],
    [401, 'forbidden'],
    [403, 'forbidden'],
    [400, 'rejected'],
    [429, 'rate_limited'],
    [500, 'down'],
    [503, 'down'],
  ])('that is answered with %i is %s', async (status, code) => {
    const { origin } = await serves((_, response) =>
      response.writeHead(status, { 'retry-after': '7' }).end(),
    );
    await expect(from(origin)).rejects.toMatchObject({ code, retryAfterMs: status === 429 ? 7_000 : null });
  });

  it('that never ends is given up', async () => {
    const { origin } = await serves((_, response) => void response.writeHead(200).write('a'));
    await expect(from(origin, '/file', { timeoutMs: 200 })).rejects.toMatchObject({ code: 'down' });
  });

  it('ends when the desk does', async () => {
    const stopping = new AbortController();
    const { origin } = await serves((_, response) => {
      response.writeHead(200).write('a');
      stopping.abort();
    });
    await expect(from(origin, '/file', { signal: stopping.signal })).rejects.toMatchObject({ code: 'down' });
  });

  it('that breaks off is not a whole file', async () => {
    const { origin } = await serves((_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('only so much');
      setTimeout(() => response.destroy(), 20);
    });
    await expect(from(origin)).rejects.toMatchObject({ code: 'down' });
  });
});
