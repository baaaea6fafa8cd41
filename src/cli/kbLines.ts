import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { z } from 'zod';
import type { KbAnswer } from '../app/ports.ts';
import { createKbIndex } from '../knowledge/index/engine.ts';
import { whyUnreadable } from './whyUnreadable.ts';

export interface KbLinesOptions {
  /** Path of a file with an article a line: id, title, body, and optionally language and tags. */
  readonly articles: string;
  /** Path of a file with a question a line that an article answered, or with `helpful: false` did not. */
  readonly feedback?: string;
  /** At most so many results a question; 1 to 50. */
  readonly top: number;
  readonly input: Readable;
  readonly output: Writable;
}

const articleLine = z.object({
  id: z.string().min(1),
  title: z.string(),
  body: z.string(),
  language: z.enum(['en', 'zh']).default('en'),
  tags: z.array(z.string()).default([]),
});
const feedbackLine = z.object({ query: z.string(), article: z.string(), helpful: z.boolean().default(true) });
const questionLine = z.object({ query: z.string() });

async function* lines(input: Readable): AsyncGenerator<string> {
  // Trimmed of a byte order mark, too.
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY }))
    if (line.trim() !== '') yield line.trim();
}

function parse<T>(schema: z.ZodType<T>, line: string): { value: T } | { error: string } {
  let read: unknown;
  try {
    read = JSON.parse(line);
  } catch {
    return { error: 'not a line of JSON' };
  }
  const parsed = schema.safeParse(read);
  if (parsed.success) return { value: parsed.data };
  return {
    error: parsed.error.issues
      .map(({ path, message }) => `${path.join('.') || 'line'}: ${message}`)
      .join('; '),
  };
}

/** `whatToGive` ends the sentence that says of a file that it cannot be read. */
async function* linesOf(path: string, whatToGive: string): AsyncGenerator<string> {
  try {
    yield* lines(createReadStream(path, 'utf8'));
  } catch (error) {
    throw new Error(`${whyUnreadable(path, error)}: ${whatToGive}.`);
  }
}

/** Reads a whole file; the first broken line ends it, since a measurement on half the articles misleads. */
async function readLines<T>(
  path: string,
  whatToGive: string,
  schema: z.ZodType<T>,
  each: (value: T, line: number) => void,
): Promise<void> {
  let number = 0;
  for await (const line of linesOf(path, whatToGive)) {
    number++;
    const read = parse(schema, line);
    if ('error' in read) throw new Error(`${path}, line ${number}: ${read.error}`);
    each(read.value, number);
  }
}

const ARTICLES =
  'give --articles a file with an article on each line, such as {"id": "vpn", "title": "VPN drops", "body": "Turn off power saving."}';
const FEEDBACK =
  'give --feedback a file with an answered question on each line, such as {"query": "my vpn drops", "article": "vpn"}';

const round = (value: number): number => Math.round(value * 1e4) / 1e4;

function answerLine(query: string, { tier, hits }: KbAnswer): object {
  const results = hits.map(({ articleId, score, confidence, passage }) => ({
    id: articleId,
    score: round(score),
    confidence: round(confidence),
    passage,
  }));
  return { query, tier, results };
}

/**
 * Answers questions from `input`, a line of JSON (`{"query": "..."}`) each, in order, from the articles of a file;
 * no database. A line that is no question is answered with `{"error": "..."}`. Throws for a broken articles or
 * feedback file.
 */
export async function kbSearchLines({
  articles,
  feedback,
  top,
  input,
  output,
}: KbLinesOptions): Promise<void> {
  const index = createKbIndex();
  await readLines(articles, ARTICLES, articleLine, ({ id, ...article }) =>
    index.put({ articleId: id, ...article, audience: 'everyone', published: true }),
  );
  if (feedback !== undefined)
    await readLines(feedback, FEEDBACK, feedbackLine, ({ query, article, helpful }, line) =>
      index.learn({ id: String(line), articleId: article, question: query, helpful }),
    );
  for await (const line of lines(input)) {
    const read = parse(questionLine, line);
    const answer =
      'error' in read
        ? read
        : answerLine(
            read.value.query,
            index.search({ text: read.value.query, audiences: ['everyone'], limit: top }),
          );
    if (!output.write(`${JSON.stringify(answer)}\n`))
      await new Promise((drained) => output.once('drain', drained));
  }
  if (output !== process.stdout) {
    output.end();
    await finished(output);
  }
}
