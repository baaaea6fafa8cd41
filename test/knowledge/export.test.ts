import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ArticlePicture } from '../../src/app/ports.ts';
import { type Article, tidyContent } from '../../src/domain/knowledge.ts';
import { writeFolder } from '../../src/knowledge/export/writeFolder.ts';
import { readFolder } from '../../src/knowledge/import/folder.ts';

const PICTURES = new Map(
  [1, 2].map((byte) => {
    const bytes = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, byte);
    const id = createHash('sha256').update(bytes).digest('hex');
    return [id, { id, mimeType: 'image/png', bytes }] as const;
  }),
);
const pictureOf = async (id: string): Promise<ArticlePicture | null> => PICTURES.get(id) ?? null;

/** Pieces that stand in articles, among them all that means something in Markdown, in YAML or in a file name. */
const piece = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom(
    ...[
      '---',
      '\n---\n',
      '# Steps',
      '1. One',
      '- two',
      '`x`',
      '```\n[a](b.md)\n```',
      '<script>x</script>',
      '|a|b|\n|-|-|',
    ],
    ...[
      '[vpn](/kb/vpn)',
      '[zh](/kb/断线#a "t")',
      '[gone](/kb/nothing)',
      '[out](https://a.b/c?d=1)',
      '[r]: /kb/vpn',
    ],
    ...[...PICTURES.keys()].map((id) => `![p](/kb/pictures/${id})`),
  ),
);
const text = fc.array(piece, { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join('\n\n'));
const slug = fc.constantFrom('vpn', '断线', 'README', 'Vpn', 'a.b_c-d', 'x'.repeat(180), '长'.repeat(180));
const article = fc
  .record({
    slug,
    title: fc.oneof(
      fc.constantFrom('yes', '123', '- a: b', '"q"', '#x', '中文'),
      fc.string({ minLength: 1, maxLength: 60 }),
    ),
    body: text,
    language: fc.constantFrom('en' as const, 'zh' as const),
    audience: fc.constantFrom('everyone' as const, 'agents' as const, 'team:network' as const),
    tags: fc.uniqueArray(fc.constantFrom('vpn', 'yes', '1', 'a b', '网络'), { maxLength: 3 }),
    owner: fc.constantFrom(null, 'network', 'ana'),
    reviewBy: fc.constantFrom(null, '2027-02-28'),
    translationOf: fc.constantFrom(null, 'vpn'),
    state: fc.constantFrom('published' as const, 'draft' as const),
  })
  .map(
    ({ slug: name, state, ...content }): Article => ({
      id: name,
      slug: name,
      state,
      ...tidyContent(content),
    }),
  )
  .filter(({ title, body }) => title !== '' && body !== '');

async function throughFiles(articles: readonly Article[]) {
  const dir = await mkdtemp(join(tmpdir(), 'kb-export-'));
  try {
    await writeFolder(dir, articles, pictureOf);
    return await readFolder(dir, 0);
  } finally {
    await rm(dir, { recursive: true });
  }
}

describe('an export', () => {
  it('gives the same articles when it is imported', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(article, { selector: (each) => each.slug, maxLength: 5 }),
        async (articles) => {
          const { articles: back, faults } = await throughFiles(articles);
          expect(faults).toEqual([]);
          const plain = back.map(({ file: _, hash: _h, bodyHash: _b, ...each }) => ({
            id: each.slug,
            ...each,
          }));
          const bySlug = (a: { slug: string }, b: { slug: string }) => (a.slug < b.slug ? -1 : 1);
          expect(plain.sort(bySlug)).toEqual([...articles].sort(bySlug));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('does not write into a folder that holds something', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'kb-export-'));
    await writeFile(join(dir, 'mine.txt'), 'x');
    await expect(writeFolder(dir, [], pictureOf)).rejects.toThrow('is not empty');
    await rm(dir, { recursive: true });
  });
});
