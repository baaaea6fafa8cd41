import type { KbDocument, KbFeed } from '../../../src/app/ports.ts';
import { UNSCALED } from '../../../src/domain/calibration.ts';
import { startKbSearch } from '../../../src/knowledge/search.ts';
import { seededRandom } from './data.ts';

export interface Latency {
  readonly articles: number;
  readonly searches: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly loadMs: number;
  readonly memoryMb: number;
}

const AT_ONCE = 4;
const SEARCHES = 2_000;

/** What askers write: some words in a row from a random article, 4 to 15 of them. */
function questionsFrom(articles: readonly KbDocument[]): string[] {
  const random = seededRandom(7);
  return Array.from({ length: SEARCHES }, () => {
    const words = (articles[Math.floor(random() * articles.length)]?.body ?? '').split(' ');
    const length = 4 + Math.floor(random() * 12);
    const from = Math.floor(random() * Math.max(1, words.length - length));
    return words.slice(from, from + length).join(' ');
  });
}

/** Through the thread, as the desk does it, four searches at once; the time is what each asker waits. */
export async function measureLatency(articles: readonly KbDocument[]): Promise<Latency> {
  const feed: KbFeed = {
    changesSince: async (cursor) => ({
      documents: cursor === null ? articles : [],
      feedback: [],
      synonyms: [],
      scaling: UNSCALED,
      cursor: 'all',
    }),
    onHint: () => () => undefined,
  };
  globalThis.gc?.();
  const memoryBefore = process.memoryUsage().rss;
  const started = performance.now();
  const search = await startKbSearch({
    feed,
    log: { info: () => undefined, warn: () => undefined },
    timeoutMs: 10_000,
  });
  const loadMs = performance.now() - started;
  const questions = questionsFrom(articles);
  const times: number[] = [];
  const ask = async (): Promise<void> => {
    for (let text = questions.pop(); text !== undefined; text = questions.pop()) {
      const from = performance.now();
      await search.search({ text, audiences: ['everyone'], limit: 3 });
      times.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, ask));
  const memoryMb = (process.memoryUsage().rss - memoryBefore) / 1e6;
  await search.close();
  times.sort((a, b) => a - b);
  const quantile = (share: number): number => times[Math.floor(share * times.length)] ?? 0;
  return {
    articles: articles.length,
    searches: SEARCHES,
    p50Ms: quantile(0.5),
    p99Ms: quantile(0.99),
    loadMs,
    memoryMb,
  };
}
