import { createHash } from 'node:crypto';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { ArticlePicture } from '../../app/ports.ts';
import { type Article, picturesIn } from '../../domain/knowledge.ts';
import { extensionOf } from '../import/pictures.ts';
import { replaceAddresses } from '../markdownLinks.ts';

/** Bytes that any file system takes as a name, with room for the ending. */
const LONGEST_NAME = 200;

/**
 * Writes articles as Markdown with front matter, one file each, and their pictures into `pictures/`; links and pictures
 * lead from file to file. `firstline kb import` reads the same articles back. The folder must be empty or new; throws a
 * sentence otherwise.
 */
export async function writeFolder(
  dir: string,
  articles: readonly Article[],
  pictureOf: (id: string) => Promise<ArticlePicture | null>,
): Promise<{ readonly articles: number; readonly pictures: number }> {
  await mkdir(dir, { recursive: true });
  if ((await readdir(dir)).length > 0) throw new Error(`${dir} is not empty: export into a new folder.`);
  const names = new Map(articles.map(({ slug }) => [slug, fileName(slug)]));
  const pictures = new Map<string, string>();
  for (const id of new Set(articles.flatMap(({ body }) => picturesIn(body)))) {
    const picture = await pictureOf(id);
    if (!picture) continue;
    await mkdir(join(dir, 'pictures'), { recursive: true });
    const path = `pictures/${id}.${extensionOf(picture.mimeType)}`;
    await writeFile(join(dir, path), picture.bytes);
    pictures.set(`/kb/pictures/${id}`, path);
  }
  for (const article of articles) {
    const name = names.get(article.slug) ?? '';
    await writeFile(join(dir, `${name}.md`), markdownOf(article, name, names, pictures));
  }
  return { articles: articles.length, pictures: pictures.size };
}

/** The name itself, unless a file system would cut it or take it for another one in small letters. */
function fileName(slug: string): string {
  const plain =
    Buffer.byteLength(slug) <= LONGEST_NAME && slug === slug.toLowerCase() && !/^readme$/i.test(slug);
  return plain ? slug : createHash('sha256').update(slug).digest('hex').slice(0, 24);
}

function markdownOf(
  article: Article,
  name: string,
  names: ReadonlyMap<string, string>,
  pictures: ReadonlyMap<string, string>,
): string {
  const { slug, title, language, audience, tags, owner, reviewBy, translationOf, state } = article;
  const facts = {
    title,
    ...(name === slug ? {} : { slug }),
    language,
    audience,
    ...(tags.length > 0 ? { tags } : {}),
    ...(owner === null ? {} : { owner }),
    ...(reviewBy === null ? {} : { reviewBy }),
    ...(translationOf === null ? {} : { translationOf }),
    ...(state === 'published' ? {} : { state: 'draft' }),
  };
  const body = replaceAddresses(article.body, ({ kind, url }) => {
    if (kind === 'picture') return pictures.get(url) ?? null;
    const [, target, hash = ''] = /^\/kb\/([^/#?]+)(#.*)?$/.exec(url) ?? [];
    const file = target === undefined ? undefined : names.get(target);
    return file === undefined ? null : `${file}.md${hash}`;
  });
  return `---\n${stringify(facts, { lineWidth: 0 })}---\n\n${body}\n`;
}
