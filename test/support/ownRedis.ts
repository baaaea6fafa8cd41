import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Redis } from 'ioredis';
import { freePort } from './storyHosts.ts';
import { until } from './until.ts';

/** A Redis of the test's own, so that it can be flushed and stopped while others use theirs. */
export interface OwnRedis {
  readonly url: string;
  flush(): Promise<void>;
  /** `kill -9`: what it held is lost. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

export async function ownRedis(): Promise<OwnRedis> {
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const run = () =>
    spawn(
      'redis-server',
      ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
      {
        stdio: 'ignore',
      },
    );
  let server = run();
  const client = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 100 });
  client.on('error', () => undefined);
  await until(() => client.status === 'ready', { within: 10_000, what: 'the Redis of the test' });
  return {
    url,
    flush: async () => void (await client.flushall()),
    async stop() {
      if (server.exitCode === null && server.signalCode === null) {
        const ended = once(server, 'exit');
        server.kill('SIGKILL');
        await ended;
      }
    },
    async start() {
      server = run();
      await until(() => client.ping().then(() => true), { within: 10_000 });
    },
  };
}
