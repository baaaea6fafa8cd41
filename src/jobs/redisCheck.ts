import { Redis } from 'ioredis';

/** What Redis says of itself. */
export interface RedisState {
  /** Such as `7.0.15`. */
  readonly version: string;
  /** What it does when its memory is full; null when it does not tell. */
  readonly maxmemoryPolicy: string | null;
}

const TIMEOUT_MS = 3_000;

/** Asks Redis once. Rejects when it does not answer within 3 s or refuses. */
export async function askRedis(url: string): Promise<RedisState> {
  const redis = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
    connectTimeout: TIMEOUT_MS,
    commandTimeout: TIMEOUT_MS,
  });
  let refusal: Error | null = null;
  redis.on('error', (error: Error) => {
    refusal = error;
  });
  try {
    await redis.connect();
    const info = await redis.info();
    const field = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? null;
    return { version: field('redis_version') ?? 'unknown', maxmemoryPolicy: field('maxmemory_policy') };
  } catch (error) {
    // What the socket said tells more than "the connection is closed".
    throw refusal ?? error;
  } finally {
    redis.disconnect();
  }
}
