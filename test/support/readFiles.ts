import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readFolder } from '../../src/knowledge/import/folder.ts';

/** The smallest file that is taken for a PNG. */
export const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3);

/** What an import finds in a folder of these files, given by their paths. */
export async function readFiles(files: Readonly<Record<string, string | Uint8Array>>, now = 0) {
  const dir = await mkdtemp(join(tmpdir(), 'kb-'));
  try {
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(dir, path)), { recursive: true });
      await writeFile(join(dir, path), content);
    }
    const { articles, ...rest } = await readFolder(dir, now);
    return { ...rest, articles, of: (slug: string) => articles.find((each) => each.slug === slug) };
  } finally {
    await rm(dir, { recursive: true });
  }
}
