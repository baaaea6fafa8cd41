import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parsed } from '../../../src/slack/json.ts';
import type { Args, Faults } from './faults.ts';
import { type Method, Refusal } from './refusal.ts';
import type { SlackFile } from './workspace.ts';

export interface ApiCall {
  readonly method: string;
  readonly args: Args;
  readonly at: number;
  /** Null: carried out; else why not. */
  readonly refused: string | null;
}

export interface ApiServer {
  /** Where the Web API begins, with a slash at the end. */
  readonly apiUrl: string;
  /** Where files begin. */
  readonly filesUrl: string;
  /** Where answers by response_url begin. */
  readonly responseUrl: string;
  readonly calls: readonly ApiCall[];
  stop(): Promise<void>;
}

interface Deps {
  readonly token: () => string;
  readonly scopes: readonly string[];
  readonly methods: Readonly<Record<string, Method>>;
  readonly files: ReadonlyMap<string, SlackFile>;
  readonly faults: Faults;
  /** Seconds to wait for Slack's own rate limits, null if none holds the call up. */
  readonly pace: (method: string, args: Args) => number | null;
  /** Takes an answer by response_url; gives the HTTP status. */
  readonly respond: (id: string, body: unknown) => number;
}

/** Slack's API server: Web API methods under /api/, answers by response_url under /response/. */
export async function apiServer(deps: Deps): Promise<ApiServer> {
  const calls: ApiCall[] = [];

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://slack');
    const body = await read(request);
    if (url.pathname.startsWith('/response/')) {
      const fault = deps.faults.take('response_url', {});
      if (fault !== null && !fault.carriedOut) return void request.socket.destroy();
      const status = deps.respond(url.pathname.slice('/response/'.length), parsed(body));
      return void response.writeHead(status).end(status === 200 ? 'ok' : 'expired_url');
    }
    if (url.pathname.startsWith('/files-pri/')) return serveFile(request, response, url.pathname);
    const method = url.pathname.replace(/^\/api\//, '');
    const args = argsOf(request, body);
    if (request.headers.authorization !== `Bearer ${deps.token()}`)
      return answer(response, { ok: false, error: 'invalid_auth' });
    const fault = deps.faults.take(method, args);
    const wait = fault === null ? deps.pace(method, args) : null;
    if (wait !== null) return tooFast(response, wait);
    const result = fault !== null && !fault.carriedOut ? {} : carryOut(method, args);
    if (fault === null) return answer(response, result);
    switch (fault.answer.type) {
      case 'reset':
        return void request.socket.destroy();
      case 'hang':
        return;
      case 'late':
        return void setTimeout(() => answer(response, result), fault.answer.milliseconds);
      case 'held':
        await fault.answer.until;
        return answer(response, result);
      case 'status':
        return void response
          .writeHead(fault.answer.status, { 'content-type': 'text/html' })
          .end('<html>Bad Gateway</html>');
      case 'refused':
        return answer(response, { ok: false, error: fault.answer.error });
      case 'rateLimited':
        return tooFast(response, fault.answer.seconds);
    }
  }

  /** Without the right to a file, Slack shows the page on which people sign in, and calls it a success. */
  function serveFile(request: IncomingMessage, response: ServerResponse, path: string): void {
    const file = deps.files.get(path.split('/')[2] ?? '');
    if (request.headers.authorization !== `Bearer ${deps.token()}`)
      return void response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end('<html>Sign in');
    if (!file) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': file.type, 'content-disposition': 'attachment' });
    response.end(file.bytes);
  }

  function carryOut(method: string, args: Args): Record<string, unknown> {
    const record = (refused: string | null) => void calls.push({ method, args, at: Date.now(), refused });
    try {
      const result = deps.methods[method]?.(args);
      if (result === undefined) throw new Refusal('unknown_method');
      record(null);
      return { ok: true, ...result };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      record([error.message, ...error.messages].join('; '));
      return { ok: false, error: error.message, response_metadata: { messages: error.messages } };
    }
  }

  function answer(response: ServerResponse, body: Record<string, unknown>): void {
    response.writeHead(200, { 'content-type': 'application/json', 'x-oauth-scopes': deps.scopes.join(',') });
    response.end(JSON.stringify(body));
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${portOf(server)}`;
  return {
    apiUrl: `${origin}/api/`,
    filesUrl: `${origin}/files-pri/`,
    responseUrl: `${origin}/response/`,
    calls,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function tooFast(response: ServerResponse, seconds: number): void {
  response.writeHead(429, { 'retry-after': String(seconds), 'content-type': 'application/json' });
  response.end(JSON.stringify({ ok: false, error: 'ratelimited' }));
}

function argsOf(request: IncomingMessage, body: string): Args {
  if (request.headers['content-type']?.startsWith('application/json') === true) return Object(parsed(body));
  return Object.fromEntries(new URLSearchParams(body));
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
