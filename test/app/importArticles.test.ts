import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { AppDeps } from '../../src/app/ports.ts';
import { workArticle } from '../../src/app/workArticle.ts';
import { writeArticle } from '../../src/app/writeArticle.ts';
import { kbExport } from '../../src/cli/kbExport.ts';
import { kbImport, kbWatch } from '../../src/cli/kbImport.ts';
import { createKbFeed } from '../../src/store/articles.ts';
import { storeDesk } from '../support/storeDesk.ts';
import { until } from '../support/until.ts';

let desk: Awaited<ReturnType<typeof storeDesk>>;
let app: AppDeps;
let pool: pg.Pool;
let dir: string;
let folder: string;

beforeAll(async () => {
  desk = await storeDesk();
  ({ app, pool } = desk);
});
afterAll(() => desk.end());
beforeEach(async () => {
  await pool.query('truncate article, article_version, article_event, article_picture, notice, delivery');
  dir = await mkdtemp(join(tmpdir(), 'kb-'));
  folder = join(dir, 'kb');
  await mkdir(folder);
  return () => rm(dir, { recursive: true });
});

const file = (name: string, title: string, body = `About ${title}.`, more = '') =>
  writeFile(join(folder, name), `---\ntitle: ${title}\n${more}---\n${body}\n`);
async function imports(path = folder): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = [];
  const code = await kbImport({ path, app, out: (line) => lines.push(line) });
  return { code, lines };
}
const states = async () =>
  (
    await pool.query<{ slug: string; state: string; version: number }>(
      'select slug, state, version from article order by slug',
    )
  ).rows.map(({ slug, state, version }) => `${slug} ${state} ${version}`);
const edits = async (slug: string, body: string) => {
  const stored = await app.store.reads.livingArticle(slug);
  const content = stored?.article.published?.content;
  if (!stored || !content) throw new Error('no such article');
  await writeArticle(app, {
    key: randomUUID(),
    actor: 'ana',
    article: stored.article.id,
    content: { ...content, body },
    taken: [],
    workspaceId: '',
  });
  return stored.article.id;
};

it('publishes a folder once, changes what changed, and retires what vanished', async () => {
  await file('a.md', 'A');
  await file('b.md', 'B');
  await file('c.md', 'C', 'Later.', 'state: draft\n');
  expect((await imports()).lines).toEqual([
    'new       a.md',
    'new       b.md',
    'new       c.md',
    '3 new, 0 changed, 0 unchanged, 0 with faults.',
  ]);
  expect(await states()).toEqual(['a published 1', 'b published 1', 'c draft 1']);
  expect((await imports()).lines).toEqual(['0 new, 0 changed, 3 unchanged, 0 with faults.']);

  await file('a.md', 'A', 'Better.');
  await rm(join(folder, 'b.md'));
  expect((await imports()).lines).toEqual([
    'changed   a.md',
    'retired   b: no longer in the folder',
    '0 new, 1 changed, 1 unchanged, 1 retired, 0 with faults.',
  ]);
  expect(await states()).toEqual(['a published 2', 'b retired 1', 'c draft 1']);
  const a = await app.store.reads.livingArticle('a');
  const versions = await app.store.reads.articleVersions(a?.article.id ?? '');
  expect(versions.map(({ version, state, content }) => [version, state, content.body])).toEqual([
    [2, 'published', 'Better.'],
    [1, 'replaced', 'About A.'],
  ]);

  await file('b.md', 'B');
  await imports();
  expect(await states()).toContain('b published 2');
});

it('takes a file that was renamed for the article that takes its place, not for a duplicate', async () => {
  await file('old.md', 'A');
  await imports();
  await rm(join(folder, 'old.md'));
  await file('new.md', 'A');
  await imports();
  expect((await states()).toSorted()).toEqual(['new published 1', 'old retired 1']);
});

it('retires nothing of a folder that is empty, of another source, or whose file broke', async () => {
  await file('a.md', 'A');
  await file('b.md', 'B');
  await imports();
  await writeFile(join(folder, 'a.md'), '---\ntitle: [\n---\nx');
  const { code, lines } = await imports();
  expect(code).toBe(1);
  expect(lines.some((line) => line.startsWith('fault     a.md:'))).toBe(true);
  expect(await states()).toEqual(['a published 1', 'b published 1']);
  await rm(join(folder, 'a.md'));
  await rm(join(folder, 'b.md'));
  await imports();
  expect(await states()).toEqual(['a published 1', 'b published 1']);
});

it('reports duplicates and names that belong to others, and takes over a folder that has moved', async () => {
  await file('a.md', 'A', 'The same.');
  await file('b.md', 'B', 'The same.');
  await file('c.md', 'a', 'Another text.');
  const first = await imports();
  expect(first.code).toBe(0);
  expect(first.lines.filter((line) => line.startsWith('duplicate'))).toEqual([
    'duplicate b.md: says the same as, or is called like, a',
    'duplicate c.md: says the same as, or is called like, a',
  ]);
  const other = join(dir, 'other');
  await mkdir(other);
  await writeFile(join(other, 'a.md'), '---\ntitle: Mine\n---\nMine.\n');
  const second = await imports(other);
  expect(second.code).toBe(1);
  expect(second.lines[0]).toContain('the name belongs to an article from');
  await rm(other, { recursive: true });
  await rename(folder, other);
  expect((await imports(other)).lines.at(-1)).toBe(
    '0 new, 0 changed, 1 unchanged, 2 duplicate, 0 with faults.',
  );
});

it('overwrites nothing that was edited in chat: the file waits beside it for a review', async () => {
  await file('a.md', 'A');
  await imports();
  const id = await edits('a', 'Edited in chat.');
  await file('a.md', 'A', 'From the file.');
  expect((await imports()).lines[0]).toContain('somebody is writing a new version in chat');
  await workArticle(app, {
    key: randomUUID(),
    actor: 'nora',
    article: id,
    command: { type: 'publish', version: 2 },
    body: null,
    workspaceId: '',
  });
  expect((await imports()).lines[0]).toContain('was edited or retired in chat since');
  const { article } = (await app.store.reads.livingArticle('a')) ?? {};
  expect(article?.published?.content.body).toBe('Edited in chat.');
  expect(article?.working).toMatchObject({ state: 'review', content: { body: 'From the file.' } });
  const asked = await pool.query<{ who: string }>(`select data->'mention'->>0 as who from notice order by 1`);
  expect([...new Set(asked.rows.map(({ who }) => who))], 'those who lead are asked').toEqual([
    'lea',
    'nora',
    'wim',
  ]);
  expect((await imports()).lines).toEqual(['0 new, 0 changed, 1 unchanged, 0 with faults.']);
});

it('does not bring back what a lead retired in chat, whatever the file says', async () => {
  await file('a.md', 'A');
  await imports();
  const id = (await app.store.reads.livingArticle('a'))?.article.id ?? '';
  const retire = {
    key: randomUUID(),
    actor: 'nora',
    article: id,
    command: { type: 'retire' },
    body: null,
    workspaceId: '',
  } as const;
  await workArticle(app, retire);
  await imports();
  expect(await states()).toEqual(['a retired 1']);
  await file('a.md', 'A', 'Better.');
  expect((await imports()).lines[0]).toContain('was edited or retired in chat since');
  expect(await states()).toEqual(['a retired 1']);
});

it('shows the search only what is published, and the old version while a new one is reviewed', async () => {
  await file('a.md', 'A');
  await file('c.md', 'C', 'Later.', 'state: draft\n');
  await imports();
  await edits('a', 'Not yet.');
  const { documents } = await createKbFeed(desk.prisma, pool, 'desk').changesSince(null);
  expect(documents.filter((each) => each.published).map(({ title, body }) => [title, body])).toEqual([
    ['A', 'About A.'],
  ]);
});

it('gives back on export what was imported, with its pictures', async () => {
  await writeFile(join(folder, 'p.png'), Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 7));
  await file(
    'a.md',
    'A',
    'See [B](b.md).\n\n![p](p.png)',
    'owner: network\nreviewBy: 2027-01-01\ntags: [x]\n',
  );
  await file('b.md', 'B', 'B.', 'audience: agents\n');
  await imports();
  const out = join(dir, 'out');
  const said: string[] = [];
  expect(await kbExport({ dir: out, app, out: (line) => said.push(line) })).toBe(0);
  expect(said).toEqual([`2 articles and 1 picture are in ${out}.`]);
  expect((await imports(out)).lines).toEqual(['0 new, 0 changed, 2 unchanged, 0 with faults.']);
  const before = await app.store.reads.allArticles();
  await pool.query('truncate article, article_version, article_event, article_picture');
  expect((await imports(out)).code).toBe(0);
  const ignoringIds = (articles: typeof before) => articles.map(({ id: _, ...rest }) => rest);
  expect(ignoringIds(await app.store.reads.allArticles())).toEqual(ignoringIds(before));
});

it('takes 10,000 articles of which three are broken, and again without doubling', {
  timeout: 180_000,
}, async () => {
  const count = 10_000;
  for (let index = 0; index < count - 3; index++)
    await file(`n${index}.md`, `Question ${index}`, `${'Do this and that. '.repeat(40)}${index}`);
  await writeFile(join(folder, 'x1.md'), 'no front matter');
  await writeFile(join(folder, 'x2.md'), Uint8Array.of(0xff, 0xfe, 0x00));
  await file('x3.md', 'Too long', 'x'.repeat(600_000));
  const begun = performance.now();
  const first = await imports();
  const seconds = (performance.now() - begun) / 1000;
  expect(first.code).toBe(1);
  expect(first.lines.at(-1)).toBe('9997 new, 0 changed, 0 unchanged, 3 with faults.');
  expect(first.lines.filter((line) => line.startsWith('fault')).map((line) => line.slice(10, 15))).toEqual([
    'x1.md',
    'x2.md',
    'x3.md',
  ]);
  const again = performance.now();
  expect((await imports()).lines.at(-1)).toBe('0 new, 0 changed, 9997 unchanged, 3 with faults.');
  const secondsAgain = (performance.now() - again) / 1000;
  process.stdout.write(
    `10,000 articles: imported in ${seconds.toFixed(1)} s, again in ${secondsAgain.toFixed(1)} s\n`,
  );
  expect((await pool.query('select count(*)::int as n from article')).rows).toEqual([{ n: 9997 }]);
});

it('watches a folder and keeps in step with it', async () => {
  await file('a.md', 'A');
  const lines: string[] = [];
  let stop: () => void = () => undefined;
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const ended = kbWatch({ path: folder, app, out: (line) => lines.push(line), until: stopped });
  await until(() => lines.some((line) => line.startsWith('Watching')));
  await file('b.md', 'B');
  await until(() => lines.includes('new       b.md'));
  await rm(join(folder, 'a.md'));
  await until(() => lines.includes('retired   a: no longer in the folder'));
  stop();
  expect(await ended).toBe(0);
  expect(await states()).toEqual(['a retired 1', 'b published 1']);
});

it('misses nothing that changes between the first import and the watching', async () => {
  await file('a.md', 'A');
  const lines: string[] = [];
  let stop: () => void = () => undefined;
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const out = (line: string) => {
    lines.push(line);
    // The last line of the first import: at this very moment its folder was read, and nothing is watched as yet.
    if (line.startsWith('1 new')) writeFileSync(join(folder, 'b.md'), '---\ntitle: B\n---\nText.\n');
  };
  const ended = kbWatch({ path: folder, app, out, until: stopped });
  await until(() => lines.includes('new       b.md'));
  stop();
  expect(await ended).toBe(0);
});

it('says of a folder that is not there what to do, and does not wait for it', async () => {
  const lines: string[] = [];
  const deps = { path: join(dir, 'nowhere'), app, out: (line: string) => void lines.push(line) };
  const never = new Promise<void>(() => undefined);
  expect([await kbImport(deps), await kbWatch({ ...deps, until: never })]).toEqual([1, 1]);
  const sentence = `There is no file or folder ${deps.path}: give the path of the articles to import, as it is on this machine.`;
  expect(lines).toEqual([sentence, sentence]);
});
