import type { RedisState } from '../../jobs/redisCheck.ts';
import { type Check, ok, problem } from './finding.ts';

const OLDEST = [6, 2];

/** `redis`: null when BullMQ runs on PostgreSQL, which the check of the database covers. */
export function queueCheck(redis: (() => Promise<RedisState>) | null): Check {
  return {
    part: 'Job queue',
    async run() {
      if (!redis) return [ok('Job queue', 'BullMQ on PostgreSQL')];
      const state = await redis().catch((error: unknown) =>
        error instanceof Error ? error : new Error(String(error)),
      );
      if (state instanceof Error) {
        const mend = 'Start Redis, and check REDIS_URL. Until then deadlines are enforced without the queue.';
        return [problem('Job queue', `Redis does not answer (${state.message})`, mend)];
      }
      const { version, maxmemoryPolicy } = state;
      return [
        isNewEnough(version)
          ? ok('Job queue', `BullMQ on Redis ${version}`)
          : problem('Job queue', `Redis ${version} is too old`, 'Use Redis 6.2 or newer.'),
        maxmemoryPolicy === null || maxmemoryPolicy === 'noeviction'
          ? ok('Redis memory', maxmemoryPolicy ?? 'not told')
          : problem(
              'Redis memory',
              `maxmemory-policy is ${maxmemoryPolicy}: a full Redis would throw jobs away`,
              'Set maxmemory-policy to noeviction, in redis.conf or with: redis-cli config set maxmemory-policy noeviction',
            ),
      ];
    },
  };
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST;
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}
