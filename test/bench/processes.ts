import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const inCheckout = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** A part of the bench in a process of its own, so that it takes no time from what is measured. */
export interface Part {
  /** Asks and awaits the answer; one question at a time. */
  ask<Answer>(question: object): Promise<Answer>;
  stop(): Promise<void>;
}

export function startPart(file: string): Part {
  const child = fork(inCheckout(`test/bench/${file}`), { serialization: 'advanced' });
  const ended = once(child, 'exit').then(() => {
    throw new Error(`${file} ended`);
  });
  // Who asks hears of it.
  ended.catch(() => undefined);
  return {
    async ask(question) {
      const answered = new Promise<never>((resolve) => child.once('message', resolve));
      child.send(question);
      return Promise.race([answered, ended]);
    },
    stop: () => end(child),
  };
}

/** In a part: answers every question of the bench. */
export function answering<Question>(answer: (question: Question) => Promise<unknown>): void {
  process.on('message', (question: Question) => {
    void answer(question).then((given) => process.send?.(given ?? null));
  });
  process.once('disconnect', () => process.exit());
}

export interface DeskProcess {
  readonly url: string;
  readonly pid: number;
  /** Milliseconds from the start of the process until /healthz answered for the first time. */
  readonly readyMs: number;
  stop(): Promise<void>;
}

/** The product itself, `firstline start`, with nothing in its environment but these names. */
export async function startDesk(env: Readonly<Record<string, string>>): Promise<DeskProcess> {
  const port = await freePort();
  const cwd = mkdtempSync(join(tmpdir(), 'firstline-bench-desk-'));
  const began = performance.now();
  const child = spawn(process.execPath, [inCheckout('bin/firstline'), 'start'], {
    cwd,
    env: { PATH: process.env.PATH, DATA_DIR: join(cwd, 'data'), PORT: String(port), ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    await end(child);
    rmSync(cwd, { recursive: true, force: true });
  };
  while (!(await answers(`${url}/healthz`))) {
    if (child.exitCode !== null) {
      await stop();
      throw new Error('The desk did not start');
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return { url, pid: child.pid ?? 0, readyMs: performance.now() - began, stop };
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    async (response) => (await response.text()) !== '',
    () => false,
  );
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
