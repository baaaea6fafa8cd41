import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { setImmediate as soon } from 'node:timers/promises';
import { pino } from 'pino';
import { compose, type Desk } from '../../src/compose.ts';
import { settingsFrom } from '../../src/config/env.ts';
import { deskHealth } from '../../src/web/deskHealth.ts';
import { closeServer, listen, webApp } from '../../src/web/server.ts';
import { startDeskWatchdog, startWorker } from '../../src/worker.ts';
import { until } from './until.ts';

const firstline = join(import.meta.dirname, '../../bin/firstline');

/** A desk that runs somewhere. */
export interface Host {
  readonly url: string;
  /** Moves the clock so that this very process knows at once; others follow within a second. */
  forward?(milliseconds: number): Promise<void>;
  stop(): Promise<void>;
}

/** The desk in this process: web and worker, as `npm start` has them. */
export async function hostHere(
  environment: Readonly<Record<string, string>>,
  faults: string[],
): Promise<Host> {
  const settings = settingsFrom(environment);
  const log = pino(
    { level: 'error', formatters: { level: (label) => ({ level: label }) } },
    { write: (line: string) => void faults.push(line) },
  );
  const desk: Desk = await compose({ settings, databaseUrl: environment.DATABASE_URL ?? '', log });
  const watchdog = startDeskWatchdog(desk);
  const worker = startWorker(desk);
  for (const edge of desk.edges) await edge.start();
  const routers = [desk.slack?.router, desk.teams?.router].filter(
    (router) => router !== undefined && router !== null,
  );
  const app = webApp({
    secure: settings.publicUrl.startsWith('https:'),
    routers,
    files: desk.files,
    pages: [],
    local: desk.local,
    health: () => deskHealth({ edges: desk.edges, watchdog, worker, search: desk.search }),
    reading: desk.reading,
  });
  const server = await listen(app, 0, '127.0.0.1');
  const address = server.address();
  await until(() => desk.search.ready());
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    forward: desk.clock.forward,
    async stop() {
      for (const edge of desk.edges) await edge.stop();
      await closeServer(server);
      await worker.stop();
      watchdog.stop();
      await desk.close();
      await soon();
    },
  };
}

/** A desk in a process of its own, started as a site starts it. */
export interface ProcessHost extends Host {
  /** `kill -9`: nothing is finished, nobody is told. */
  kill(): Promise<void>;
  /** SIGSTOP: it stands still in the middle of whatever it does, until it is thawed. */
  freeze(): void;
  thaw(): void;
}

/** Web and worker in one, or a worker alone, which listens nowhere. */
export async function startProcess(
  environment: Readonly<Record<string, string>>,
  role: 'all' | 'worker' = 'all',
): Promise<ProcessHost> {
  const port = await freePort();
  const child = spawn(process.execPath, [firstline, 'start', '--role', role], {
    env: { PATH: process.env.PATH, LOG_LEVEL: 'error', ...environment, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  child.stderr.on('data', (chunk) => (said += chunk));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    child.kill(signal);
    await ended;
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    await until(
      () => {
        if (child.exitCode !== null) throw new Error(`the desk ended: ${said}`);
        if (role === 'worker') return /Ready/.test(said);
        return fetch(`${url}/healthz`).then(
          () => /Ready/.test(said),
          () => false,
        );
      },
      { within: 30_000, what: 'the process was ready' },
    );
  } catch (error) {
    child.kill('SIGKILL');
    throw new Error(`${error}: ${said}`);
  }
  return {
    url,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
  };
}

/** Runs a command of the command line to its end, as somebody types it. */
export async function firstlineCommand(
  environment: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<{ code: number | null; lines: string[] }> {
  const child = spawn(process.execPath, [firstline, ...args], {
    env: { PATH: process.env.PATH, LOG_LEVEL: 'error', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  child.stderr.on('data', (chunk) => (said += chunk));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, lines: said.split('\n').filter((line) => line !== '') };
}

/** PostgreSQL behind a door that can be shut. */
export async function door(
  databaseUrl: string,
): Promise<{ url: string; shut(): void; open(): void; remove(): void }> {
  const behind = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let isShut = false;
  const server = createTcpServer((socket) => {
    socket.on('error', () => undefined);
    if (isShut) return void socket.destroy();
    const onward = connect(Number(behind.port || 5432), behind.hostname);
    onward.on('error', () => socket.destroy());
    for (const each of [socket, onward]) {
      sockets.add(each);
      each.on('close', () => sockets.delete(each));
    }
    socket.pipe(onward).pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  const shut = () => {
    isShut = true;
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: url.href,
    shut,
    open: () => {
      isShut = false;
    },
    remove: () => {
      shut();
      server.close();
    },
  };
}

/** Gives each request to several desks at the same instant, and answers as the first of them does. */
export async function toAll(desks: readonly string[]): Promise<{ url: string; stop(): Promise<void> }> {
  const server: Server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const [first] = await Promise.all(desks.map((desk) => forward(incoming, body, desk)));
    response.writeHead(first?.status ?? 502, first?.headers).end(first?.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function forward(incoming: IncomingMessage, body: Buffer, desk: string) {
  const { method = 'GET', url = '/', headers } = incoming;
  return new Promise<{ status: number; headers: IncomingMessage['headers']; body: Buffer }>(
    (resolve, reject) => {
      const out = request(new URL(url, desk), { method, headers }, async (answer) => {
        const chunks: Buffer[] = [];
        for await (const chunk of answer) chunks.push(chunk);
        resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: Buffer.concat(chunks) });
      });
      out.on('error', reject);
      out.end(body);
    },
  );
}

export async function freePort(): Promise<number> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
