import { randomUUID } from 'node:crypto';
import { createPostgresBackend, Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import type pg from 'pg';

/** A batch of what fell due: ids of tickets, and keys of what falls due without one. */
export interface Batch {
  readonly tickets: readonly string[];
  readonly desk: readonly string[];
}

/** BullMQ as the sweep sees it: batches go in, `work` is called with each, in this process or another. */
export interface BatchQueue {
  /** Rejects when the queue takes no job within `timeoutMs`. */
  add(batches: readonly Batch[], timeoutMs: number): Promise<void>;
  /** False while the server behind it is known to be away. */
  connected(): boolean;
  close(): Promise<void>;
}

export interface QueueLog {
  error(details: object, message: string): void;
}

const NAME = 'enforce-due';
const CONCURRENCY = 4;
// A batch whose worker died is handed out again by the sweep; nothing is left behind in the queue.
const JOB_OPTIONS = { removeOnComplete: true, removeOnFail: true };

/** Makes BullMQ's own tables in the schema `bullmq`; once at the start, before any pool of ours is used. */
export async function prepareQueueTables(databaseUrl: string): Promise<void> {
  const queue = new Queue(
    NAME,
    { connection: { connectionString: databaseUrl, migrate: true, max: 2 } },
    createPostgresBackend,
  );
  await queue.waitUntilReady();
  await queue.close();
}

export interface QueueDeps {
  readonly redisUrl: string | null;
  /** Keeps desks apart that share one Redis. */
  readonly prefix: string;
  /** Serves all BullMQ objects of the process when there is no Redis. */
  readonly pool: pg.Pool;
  readonly work: (batch: Batch) => Promise<void>;
  readonly log: QueueLog;
}

/** Starts the queue and a worker for it, on Redis or on PostgreSQL; who uses it cannot tell which. */
export function startQueue(deps: QueueDeps): BatchQueue {
  const { redisUrl, prefix, pool, log } = deps;
  const process = async (job: { data: Batch }) => deps.work(job.data);
  const parts = redisUrl ? onRedis(redisUrl, prefix, process) : onPostgres(pool, process);
  const { queue, worker } = parts;
  let lastFault = '';
  let ended = false;
  const onError = (error: Error) => {
    // BullMQ goes on passing on what befalls the pool, whose connections may still hear of the server's own end.
    if (ended) return;
    // A Redis that is away fails many times a second; it is said once.
    if (error.message !== lastFault) log.error({ err: error }, 'The job queue has a fault');
    lastFault = error.message;
  };
  queue.on('error', onError);
  worker.on('error', onError);
  return {
    async add(batches, timeoutMs) {
      const added = queue.addBulk(
        batches.map((data) => ({
          name: 'enforce',
          data,
          opts: { ...JOB_OPTIONS, jobId: `b-${randomUUID()}` },
        })),
      );
      await within(added, timeoutMs);
      lastFault = '';
    },
    connected: parts.connected,
    async close() {
      await Promise.allSettled([within(worker.close(), CLOSE_MS), within(queue.close(), CLOSE_MS)]);
      ended = true;
      parts.disconnect();
    },
  };
}

const CLOSE_MS = 5_000;

type Process = (job: { data: Batch }) => Promise<void>;

function onPostgres(pool: pg.Pool, process: Process) {
  const queue = new Queue(NAME, { connection: pool }, createPostgresBackend);
  const worker = new Worker(
    NAME,
    process,
    { connection: pool, concurrency: CONCURRENCY },
    createPostgresBackend,
  );
  return { queue, worker, connected: () => true, disconnect: () => undefined };
}

function onRedis(url: string, prefix: string, process: Process) {
  // The queue fails fast, so that the sweep can go on without it; the worker waits for Redis as long as it takes.
  const forQueue = new Redis(url, {
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    retryStrategy: calmly,
  });
  const forWorker = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: calmly });
  const queue = new Queue(NAME, { connection: forQueue, prefix });
  const worker = new Worker(NAME, process, { connection: forWorker, prefix, concurrency: CONCURRENCY });
  return {
    queue,
    worker,
    connected: () => forQueue.status === 'ready',
    disconnect: () => {
      forQueue.disconnect();
      forWorker.disconnect();
    },
  };
}

const calmly = (attempt: number): number => Math.min(attempt * 200, 2_000);

/** Gives up waiting, not the work. */
async function within<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
