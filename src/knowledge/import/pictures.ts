import { createHash } from 'node:crypto';
import { readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { ArticlePicture } from '../../app/ports.ts';

/** Bytes of the largest picture that is taken. */
const LARGEST_PICTURE = 5 * 1024 * 1024;

/** What a file is, by how it begins, in hex. SVG is left out: it can hold scripts. */
const KINDS: readonly (readonly [mimeType: string, extension: string, begins: RegExp])[] = [
  ['image/png', 'png', /^89504e470d0a1a0a/],
  ['image/jpeg', 'jpg', /^ffd8ff/],
  ['image/gif', 'gif', /^47494638(?:37|39)61/],
  ['image/webp', 'webp', /^52494646.{8}57454250/],
];

export const extensionOf = (mimeType: string): string =>
  KINDS.find(([known]) => known === mimeType)?.[1] ?? 'bin';

/** The ending of a file that is a picture, or shown as one. */
export const isPictureFile = (file: string): boolean => /\.(?:png|jpe?g|gif|webp|svg|ico|bmp)$/i.test(file);

/**
 * Reads a picture from a folder, never from outside of it, also not through a symbolic link. Null if there is no such
 * file; a sentence if it cannot be taken.
 */
export async function readPicture(root: string, path: string): Promise<ArticlePicture | string | null> {
  const [within, file] = await Promise.all([realpath(root), realpath(join(root, path)).catch(() => null)]);
  if (file === null || !file.startsWith(within + sep)) return null;
  const found = await stat(file);
  if (!found.isFile()) return null;
  if (found.size > LARGEST_PICTURE) return 'is larger than 5 MB';
  const bytes = new Uint8Array(await readFile(file));
  const head = Buffer.from(bytes.subarray(0, 16)).toString('hex');
  const kind = KINDS.find(([, , begins]) => begins.test(head));
  if (!kind) return 'is no PNG, JPEG, GIF or WebP';
  return { id: createHash('sha256').update(bytes).digest('hex'), mimeType: kind[0], bytes };
}
