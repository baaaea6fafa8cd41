import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { kbSearchLines } from '../../src/cli/kbLines.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'kb-lines-'));
});
afterEach(() => rm(dir, { recursive: true }));

async function save(name: string, ...lines: object[]): Promise<string> {
  const path = join(dir, name);
  await writeFile(path, lines.map((line) => JSON.stringify(line)).join('\n'));
  return path;
}

const articles = () =>
  save(
    'articles.jsonl',
    { id: 'vpn', title: 'VPN drops every hour', body: 'Turn off power saving.' },
    { id: 'printer', title: 'Printer is offline', body: 'Restart the spooler.' },
    { id: 'wifi', title: 'Wi-Fi is slow', body: 'Move nearer.' },
  );

async function run(input: string, feedback?: string): Promise<Record<string, unknown>[]> {
  const output = new PassThrough();
  const read = text(output);
  const files = { articles: await articles(), ...(feedback ? { feedback } : {}) };
  await kbSearchLines({ ...files, top: 2, input: Readable.from([input]), output });
  return (await read)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('questions as lines', () => {
  it('are answered in order, and a line that is no question says why', async () => {
    const answers = await run(
      '{"query":"my vpn drops"}\nnonsense\n{"question":1}\n{"query":"printer offline"}\n',
    );
    expect(answers).toMatchObject([
      { query: 'my vpn drops', tier: 'answer' },
      { error: 'not a line of JSON' },
      { error: expect.stringContaining('query') },
      { query: 'printer offline' },
    ]);
    expect(answers[0]?.results).toMatchObject([
      { id: 'vpn', confidence: expect.any(Number), score: expect.any(Number), passage: { heading: null } },
    ]);
  });

  it('may come with the mark that editors on Windows put before a file', async () => {
    const feedback = await save('feedback.jsonl', { query: 'the tunnel icon is grey', article: 'vpn' });
    await writeFile(feedback, `\uFEFF${await readFile(feedback, 'utf8')}`);
    const [answer] = await run('\uFEFF{"query":"grey tunnel icon"}', feedback);
    expect(answer).toMatchObject({ query: 'grey tunnel icon', results: [{ id: 'vpn' }] });
  });

  it('learn from feedback', async () => {
    const feedback = await save('feedback.jsonl', { query: 'the tunnel icon is grey', article: 'vpn' });
    const [before] = await run('{"query":"grey tunnel icon"}');
    const [after] = await run('{"query":"grey tunnel icon"}', feedback);
    expect([before?.tier, after?.results]).toMatchObject(['none', [{ id: 'vpn' }]]);
  });

  it('are not measured on a broken file', async () => {
    const feedback = await save('feedback.jsonl', { query: 'a', article: 'vpn' }, { query: 'b' });
    await expect(run('{"query":"a"}', feedback)).rejects.toThrow(/feedback.jsonl, line 2/);
  });

  it('say what to give when a file of theirs cannot be read', async () => {
    const run = (articles: string, feedback?: string) =>
      kbSearchLines({
        articles,
        ...(feedback ? { feedback } : {}),
        top: 2,
        input: Readable.from(['{"query":"a"}']),
        output: new PassThrough(),
      });
    const missing = join(dir, 'missing.jsonl');
    await expect(run(missing)).rejects.toThrow(
      `There is no file or folder ${missing}: give --articles a file`,
    );
    await expect(run(dir)).rejects.toThrow(`${dir} is a folder, not a file: give --articles a file`);
    await expect(run(await articles(), missing)).rejects.toThrow(
      `There is no file or folder ${missing}: give --feedback a file`,
    );
  });
});
