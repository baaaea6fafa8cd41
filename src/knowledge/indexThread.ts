import { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import type { KbAnswer, KbDocument, KbFeedback, KbQuestion } from '../app/ports.ts';
import type { Scaling } from '../domain/calibration.ts';
import type { SynonymGroups } from '../domain/desk.ts';
import { type FromIndex, type IndexWorkerData, sharedClock, type ToIndex } from './threadMessages.ts';

export interface IndexThread {
  change(documents: readonly KbDocument[], feedback: readonly KbFeedback[]): void;
  scale(scaling: Scaling): void;
  /** Resolves with the number of articles when all changes sent before are in; undefined when the thread was lost. */
  caughtUp(): Promise<number | undefined>;
  /** Undefined when no answer came in time. */
  search(question: KbQuestion, timeoutMs: number): Promise<KbAnswer | undefined>;
  close(): Promise<void>;
}

interface Options {
  readonly synonyms: SynonymGroups;
  readonly log: Pick<Logger, 'warn'>;
  /** All that the thread was told is gone. Another is started by itself, and knows nothing. */
  readonly onLost: () => void;
}

const RESTART_AFTER_MS = 1_000;

/**
 * A thread runs JavaScript only. When this module is loaded as TypeScript, as tests do, the thread takes the built
 * file, which the test run builds first.
 */
const workerFile = import.meta.url.endsWith('.ts')
  ? new URL('../../dist/knowledge/worker.js', import.meta.url)
  : new URL('./worker.js', import.meta.url);

/** Starts the thread that holds the index, and starts another when it dies. */
export function startIndexThread({ synonyms, log, onLost }: Options): IndexThread {
  const waiting = new Map<number, (message: FromIndex | undefined) => void>();
  let lastId = 0;
  let closed = false;
  let alive = false;
  let restart: NodeJS.Timeout | undefined;
  let worker = launch();

  function launch(): Worker {
    const data: IndexWorkerData = { synonyms };
    const started = new Worker(workerFile, { workerData: data, name: 'knowledge index' });
    started.on('message', (message: FromIndex) => {
      if (message.kind === 'fault') log.warn({ ...message }, 'knowledge index could not do one thing');
      else waiting.get(message.id)?.(message);
    });
    started.on('error', (error) => log.warn({ err: error }, 'knowledge index failed; starting it again'));
    started.on('exit', () => {
      alive = false;
      for (const settle of [...waiting.values()]) settle(undefined);
      if (closed) return;
      onLost();
      restart = setTimeout(() => {
        worker = launch();
      }, RESTART_AFTER_MS);
    });
    alive = true;
    return started;
  }

  const send = (message: ToIndex): void => worker.postMessage(message);

  function ask(message: (id: number) => ToIndex, timeoutMs?: number): Promise<FromIndex | undefined> {
    const id = ++lastId;
    if (!alive) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const timer = timeoutMs === undefined ? undefined : setTimeout(() => settle(undefined), timeoutMs);
      function settle(answer: FromIndex | undefined): void {
        clearTimeout(timer);
        waiting.delete(id);
        resolve(answer);
      }
      waiting.set(id, settle);
      send(message(id));
    });
  }

  return {
    change: (documents, feedback) => send({ kind: 'changes', documents, feedback }),
    scale: (scaling) => send({ kind: 'scale', scaling }),
    async caughtUp() {
      const answer = await ask((id) => ({ kind: 'mark', id }));
      return answer?.kind === 'marked' ? answer.articles : undefined;
    },
    async search(question, timeoutMs) {
      const until = sharedClock() + timeoutMs;
      const answer = await ask((id) => ({ kind: 'search', id, question, until }), timeoutMs);
      return answer?.kind === 'answer' ? answer.answer : undefined;
    },
    async close() {
      closed = true;
      clearTimeout(restart);
      await worker.terminate();
    },
  };
}
