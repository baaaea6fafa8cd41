import express from 'express';
import { afterEach, describe, expect, it } from 'vitest';
import { closeServer, listen, webApp } from '../../src/web/server.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function headersOf(path: string, secure: boolean): Promise<Headers> {
  const app = webApp({
    secure,
    routers: [],
    files: express.Router(),
    local: null,
    pages: [{ path: '/privacy', title: 'Privacy', body: 'What is kept' }],
    health: async () => {
      throw new Error('not asked');
    },
    reading: { article: async () => null, picture: async () => null },
  });
  const server = await listen(app, 0, '127.0.0.1');
  closing.push(() => closeServer(server));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return (await fetch(`http://127.0.0.1:${port}${path}`)).headers;
}

describe.each(['/kb/vpn', '/kb/pictures/a', '/privacy'])('the page %s', (path) => {
  it('insists on https where people come by it', async () => {
    const headers = await headersOf(path, true);
    expect(headers.get('strict-transport-security')).toMatch(/max-age/);
    expect(headers.get('content-security-policy')).toMatch(/upgrade-insecure-requests/);
  });

  it('does not where they come by http, and runs nothing there either', async () => {
    const headers = await headersOf(path, false);
    expect(headers.get('strict-transport-security')).toBeNull();
    expect(headers.get('content-security-policy')).toMatch(/script-src 'self'/);
    expect(headers.get('content-security-policy')).not.toMatch(/upgrade-insecure-requests/);
  });
});
