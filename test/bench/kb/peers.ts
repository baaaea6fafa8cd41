import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import lunr from 'lunr';
import MiniSearch from 'minisearch';
import pg from 'pg';
import type { KbDocument } from '../../../src/app/ports.ts';
import { startEmbeddedPostgres } from '../../../src/embedded/server.ts';
import { stem } from '../../../src/knowledge/text/stem.ts';

/** The ids of the best articles, best first. */
export type Rank = (question: string) => string[] | Promise<string[]>;

export interface Peer {
  readonly name: string;
  readonly languages: readonly ('en' | 'zh')[];
  load(articles: readonly KbDocument[]): Promise<{ rank: Rank; close(): Promise<void> }>;
}

const BEST = 50;
const inMemory = (rank: Rank) => ({ rank, close: async () => undefined });
const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
const segments = (text: string): string[] =>
  [...segmenter.segment(text.toLowerCase())].flatMap(({ segment, isWordLike }) =>
    isWordLike ? [segment] : [],
  );
let jieba: Jieba | undefined;
const jiebaWords = (text: string): string[] => {
  jieba ??= Jieba.withDict(dict);
  return jieba.cutForSearch(text.toLowerCase(), true).filter((word) => /[\p{L}\p{N}]/u.test(word));
};

const lunrPeer = (name: string, boost: number): Peer => ({
  name,
  languages: ['en'],
  async load(articles) {
    const index = lunr(function () {
      this.ref('articleId');
      this.field('title', { boost });
      this.field('body');
      for (const article of articles) this.add(article);
    });
    // Its query language has operators, which people's questions do not mean.
    return inMemory((question) =>
      index
        .search(words(question).join(' '))
        .slice(0, BEST)
        .map(({ ref }) => ref),
    );
  },
});

const miniSearch = (name: string, processTerm: (term: string) => string): Peer => ({
  name,
  languages: ['en', 'zh'],
  async load(articles) {
    const index = new MiniSearch({ idField: 'articleId', fields: ['title', 'body'], processTerm });
    index.addAll([...articles]);
    return inMemory((question) =>
      index
        .search(question)
        .slice(0, BEST)
        .map(({ id }) => String(id)),
    );
  },
});

/** BM25 with k1 1.2 and b 0.75, title and body as one text. */
const bm25 = (name: string, languages: Peer['languages'], split: (text: string) => string[]): Peer => ({
  name,
  languages,
  async load(articles) {
    const lengths: number[] = [];
    const postings = new Map<string, Map<number, number>>();
    for (const [at, { title, body }] of articles.entries()) {
      const terms = split(`${title} ${body}`);
      lengths.push(terms.length);
      for (const term of terms) {
        const places = postings.get(term) ?? new Map<number, number>();
        postings.set(term, places.set(at, (places.get(at) ?? 0) + 1));
      }
    }
    const average = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
    return inMemory((question) => {
      const scores = new Map<number, number>();
      for (const term of new Set(split(question))) {
        const places = postings.get(term) ?? new Map<number, number>();
        const rarity = Math.log(1 + (articles.length - places.size + 0.5) / (places.size + 0.5));
        for (const [at, count] of places) {
          const norm = 1.2 * (0.25 + (0.75 * (lengths[at] ?? 0)) / average);
          scores.set(at, (scores.get(at) ?? 0) + (rarity * count * 2.2) / (count + norm));
        }
      }
      return [...scores]
        .sort((a, b) => b[1] - a[1])
        .slice(0, BEST)
        .map(([at]) => articles[at]?.articleId ?? '');
    });
  },
});

/** PostgreSQL full text: any of the words, titles weighted A and bodies D. */
const postgres: Peer = {
  name: 'PostgreSQL full text, OR, ts_rank',
  languages: ['en'],
  async load(articles) {
    const dataDir = mkdtempSync(join(tmpdir(), 'kb-bench-'));
    const server = await startEmbeddedPostgres({ dataDir, log: () => undefined, fsync: false });
    const pool = new pg.Pool({ connectionString: server.url, max: 4 });
    pool.on('error', () => undefined);
    await pool.query('CREATE TABLE peer (id text, words tsvector)');
    for (const { articleId, title, body } of articles) {
      await pool.query(
        `INSERT INTO peer VALUES ($1, setweight(to_tsvector('english', $2), 'A') || to_tsvector('english', $3))`,
        [articleId, title, body],
      );
    }
    await pool.query('CREATE INDEX ON peer USING gin (words)');
    const sql = `WITH asked AS (SELECT replace(plainto_tsquery('english', $1)::text, '&', '|')::tsquery AS words)
      SELECT id FROM peer, asked WHERE peer.words @@ asked.words ORDER BY ts_rank(peer.words, asked.words) DESC LIMIT ${BEST}`;
    return {
      rank: async (question) => (await pool.query<{ id: string }>(sql, [question])).rows.map(({ id }) => id),
      close: async () => {
        await pool.end();
        await server.stop();
        rmSync(dataDir, { recursive: true, force: true });
      },
    };
  },
};

export const peers: readonly Peer[] = [
  lunrPeer('lunr, as it comes', 1),
  lunrPeer('lunr, title times 5', 5),
  miniSearch('minisearch, as it comes', (term) => term.toLowerCase()),
  miniSearch('minisearch, Porter2 stems', (term) => stem(term.toLowerCase())),
  bm25('BM25, Porter2 stems', ['en'], (text) => words(text).map(stem)),
  bm25('BM25, Intl.Segmenter', ['zh'], segments),
  bm25('BM25, jieba', ['zh'], jiebaWords),
  postgres,
];
