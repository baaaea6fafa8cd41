import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { KbDocument } from '../../../src/app/ports.ts';

export interface Asked {
  readonly query: string;
  /** The article that answers; undefined when none does. */
  readonly article: string | undefined;
}

export interface Corpus {
  readonly articles: readonly KbDocument[];
  readonly questions: readonly Asked[];
}

function objects(text: string): Record<string, string>[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

const readObjects = (dataDir: string, file: string) => objects(readFileSync(join(dataDir, file), 'utf8'));

const toDocument = (id: string, title: string, body: string, language: 'en' | 'zh'): KbDocument => ({
  articleId: id,
  title,
  body,
  language,
  audience: 'everyone',
  tags: [],
  published: true,
});

export function readCorpus(dataDir: string, language: 'en' | 'zh'): Corpus {
  return {
    articles: readObjects(dataDir, `${language}/articles.jsonl`).map(({ id = '', title = '', body = '' }) =>
      toDocument(id, title, body, language),
    ),
    questions: readObjects(dataDir, `${language}/queries.jsonl`).map(({ query = '', article }) => ({
      query,
      article,
    })),
  };
}

export const readUnanswerable = (dataDir: string): Asked[] =>
  readObjects(dataDir, 'en/unanswerable.jsonl').map(({ query = '' }) => ({ query, article: undefined }));

/** Real tickets as if they were articles: the first words are the title. */
export function readTickets(dataDir: string): KbDocument[] {
  const text = gunzipSync(readFileSync(join(dataDir, 'it-tickets.jsonl.gz'))).toString('utf8');
  return objects(text).map(({ text: body = '' }, number) =>
    toDocument(`ticket-${number}`, body.split(' ').slice(0, 8).join(' '), body, 'en'),
  );
}

/** The same numbers for the same seed, on any machine (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Splits in two halves at random; an odd one goes to the second. */
export function halves<T>(items: readonly T[], seed: number): [T[], T[]] {
  const random = seededRandom(seed);
  const mixed = items.map((item) => ({ item, order: random() })).sort((a, b) => a.order - b.order);
  const middle = Math.floor(items.length / 2);
  return [mixed.slice(0, middle).map(({ item }) => item), mixed.slice(middle).map(({ item }) => item)];
}

/** Half of the questions of each article are confirmed; the others are asked. */
export function splitQuestions(
  questions: readonly Asked[],
  seed: number,
): { confirmed: Asked[]; asked: Asked[] } {
  const groups = new Map<string, Asked[]>();
  for (const question of questions) {
    const group = groups.get(question.article ?? '') ?? [];
    group.push(question);
    groups.set(question.article ?? '', group);
  }
  const split = [...groups.values()].map((group, at) => halves(group, seed * 10_007 + at));
  return { confirmed: split.flatMap(([first]) => first), asked: split.flatMap(([, second]) => second) };
}
