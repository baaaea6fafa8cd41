import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readFolder } from '../../../src/knowledge/import/folder.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'kb-'));
});
afterEach(() => rm(dir, { recursive: true }));

const file = (name: string, content: string | Uint8Array) => writeFile(join(dir, name), content);
const good =
  '---\ntitle: VPN drops\ntags: [vpn, network]\naudience: team:network\n---\nTurn it off and on.\n';

describe('a folder of Markdown', () => {
  it('gives its articles with what the front matter says', async () => {
    await file('vpn-drops.md', good);
    const { articles, faults } = await readFolder(dir, 0);
    expect(faults).toEqual([]);
    expect(articles).toMatchObject([
      {
        slug: 'vpn-drops',
        title: 'VPN drops',
        language: 'en',
        audience: 'team:network',
        tags: ['vpn', 'network'],
        body: 'Turn it off and on.',
      },
    ]);
  });

  it('reads the good ones and tells file and line of the broken ones', async () => {
    await file('good.md', good);
    await file('audience.md', '---\ntitle: A\naudience: bosses\nreviewBy: soon\n---\ntext\n');
    await file('yaml.md', '---\ntitle: A\ntags: [vpn\n---\ntext\n');
    await file('bare.md', '# Only Markdown\n');
    await file('latin1.md', new Uint8Array([0x2d, 0x2d, 0x2d, 0x0a, 0xe9]));
    await file('twice.md', good.replace('title:', 'slug: good\ntitle:'));
    const { articles, faults } = await readFolder(dir, 0);
    expect(articles.map(({ slug }) => slug)).toEqual(['good']);
    expect(faults.map((fault) => [fault.file, fault.line])).toEqual([
      ['audience.md', 3],
      ['audience.md', 4],
      ['bare.md', 1],
      ['latin1.md', undefined],
      ['twice.md', undefined],
      ['yaml.md', 4],
    ]);
    expect(faults[0]?.reason).toBe('"audience" must be everyone, agents or team:NAME, not "bosses".');
  });

  it('refuses an article of 2 MB with a sentence', async () => {
    await file('book.md', good + 'x'.repeat(2 * 1024 * 1024));
    await file('library.md', good + 'x'.repeat(6 * 1024 * 1024));
    const { articles, faults } = await readFolder(dir, 0);
    expect(articles).toEqual([]);
    expect(faults.map(({ reason }) => reason.split(':')[0])).toEqual([
      'The text is longer than 500,000 characters',
      'The text is longer than 500,000 characters',
    ]);
  });

  it('is not blown up by aliases that stand for more and more', async () => {
    const levels = Array.from(
      { length: 30 },
      (_, level) => `x${level}: &a${level} [${level ? `*a${level - 1}, *a${level - 1}` : 'x'}]`,
    );
    await file('bomb.md', `---\ntitle: A\n${levels.join('\n')}\ntags: *a29\n---\ntext\n`);
    const { articles, faults } = await readFolder(dir, 0);
    expect(articles).toEqual([]);
    expect(faults.length).toBeGreaterThan(0);
  });

  it('understands the articles of the sample desk', async () => {
    const { articles, faults } = await readFolder(new URL('../../../desk/kb', import.meta.url).pathname, 0);
    expect(faults).toEqual([]);
    expect(articles.length).toBeGreaterThan(24);
  });
});
