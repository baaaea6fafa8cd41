import type { KbDocument } from '../../src/app/ports.ts';
import { readFolder } from '../../src/knowledge/import/folder.ts';
import { sampleArticles } from '../../src/paths.ts';
import type { Figure } from './figure.ts';
import { seededRandom } from './kb/data.ts';
import { measureLatency } from './kb/latency.ts';

const RARE_WORDS = 20_000;
const LENGTH = { least: 80, most: 300 };

/** The search thread of the product over made-up articles. */
export async function benchSearch(articles: number): Promise<Figure[]> {
  const { p50Ms, p99Ms, loadMs, searches } = await measureLatency(await makeUp(articles));
  const definition = `${searches.toLocaleString('en')} questions of 4 to 15 words, four at once, through the search thread as the product uses it; articles of ${LENGTH.least} to ${LENGTH.most} words by Zipf's law, the frequent ones from the sample's`;
  const name = `search in ${articles.toLocaleString('en')} articles`;
  return [
    { name: `${name}, p50`, value: p50Ms, unit: 'ms', definition },
    { name: `${name}, p99`, value: p99Ms, unit: 'ms', definition, aim: '< 20 ms' },
    {
      name: `${name}: loaded`,
      value: loadMs / 1000,
      unit: 's',
      definition: 'from nothing until the index answers',
    },
  ];
}

/** Words of the sample's articles, the most frequent first, then invented ones, drawn by Zipf's law. */
async function makeUp(count: number): Promise<KbDocument[]> {
  const random = seededRandom(1);
  const counts = new Map<string, number>();
  const { articles } = await readFolder(sampleArticles, 0);
  for (const { body } of articles)
    for (const word of body.toLowerCase().match(/[a-z]{2,}/g) ?? [])
      counts.set(word, (counts.get(word) ?? 0) + 1);
  const vocabulary = [...counts].sort((a, b) => b[1] - a[1]).map(([word]) => word);
  for (let index = 0; index < RARE_WORDS; index++)
    vocabulary.push(`${vocabulary[index % 400]}${index.toString(36)}`);
  const word = () => vocabulary[Math.floor(vocabulary.length ** random()) - 1] ?? '';
  const words = (length: number) => Array.from({ length }, word).join(' ');
  return Array.from({ length: count }, (_, index) => ({
    articleId: `article-${index}`,
    title: words(6),
    body: words(LENGTH.least + Math.floor(random() * (LENGTH.most - LENGTH.least))),
    language: 'en',
    audience: 'everyone',
    tags: [],
    published: true,
  }));
}
