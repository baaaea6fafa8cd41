import { join, normalize } from 'node:path/posix';
import type { ArticlePicture } from '../../app/ports.ts';
import { replaceAddresses } from '../markdownLinks.ts';
import type { FoundArticle, ImportFault } from './found.ts';
import { readPicture } from './pictures.ts';

export interface Linked {
  readonly articles: readonly FoundArticle[];
  readonly pictures: readonly ArticlePicture[];
  readonly notes: readonly ImportFault[];
}

/**
 * Turns links between the articles of a folder into links between articles of the desk (`/kb/slug`), and pictures of the
 * folder into pictures of the desk (`/kb/pictures/id`). Nothing is fetched: a picture that lies elsewhere stays a link.
 */
export async function link(root: string, articles: readonly FoundArticle[]): Promise<Linked> {
  const slugs = new Map<string, string>();
  for (const { addresses, slug } of articles)
    for (const address of addresses) if (!slugs.has(address)) slugs.set(address, slug);
  const pictures = new Map<string, ArticlePicture>();
  const read = new Map<string, ArticlePicture | string | null>();
  const notes: ImportFault[] = [];

  const pictureOf = async (article: FoundArticle, url: string) => {
    for (const path of picturePaths(article, url)) {
      const known = read.get(path);
      const picture = known === undefined ? await readPicture(root, path) : known;
      read.set(path, picture);
      if (picture !== null) return picture;
    }
    return null;
  };

  const linked: FoundArticle[] = [];
  for (const article of articles) {
    const shown = new Map<string, string | null>();
    replaceAddresses(article.body, ({ kind, url }) => {
      if (kind === 'picture' && !url.startsWith('/kb/pictures/')) shown.set(url, null);
      return null;
    });
    for (const url of shown.keys()) {
      const picture = await pictureOf(article, url);
      if (picture !== null && typeof picture !== 'string') {
        pictures.set(picture.id, picture);
        shown.set(url, `/kb/pictures/${picture.id}`);
      } else {
        const why =
          picture ?? (/^https?:/i.test(url) ? 'lies elsewhere, and is not fetched' : 'is not there');
        notes.push({ file: article.file, reason: `The picture ${url} ${why}.` });
      }
    }
    const body = replaceAddresses(article.body, ({ kind, url }) =>
      kind === 'picture' ? (shown.get(url) ?? null) : linkTo(slugs, article, url),
    );
    linked.push({ ...article, body });
  }
  return { articles: linked, pictures: [...pictures.values()], notes };
}

function linkTo(slugs: ReadonlyMap<string, string>, article: FoundArticle, url: string): string | null {
  const hash = /#.*$/.exec(url)?.[0] ?? '';
  for (const address of linkAddresses(article, url)) {
    const slug = slugs.get(address);
    if (slug !== undefined) return `/kb/${slug}${hash}`;
  }
  return null;
}

/** The names under which the article that a link means may be known. */
function linkAddresses({ base }: FoundArticle, url: string): string[] {
  const plain = decoded(url.replace(/[?#].*$/, ''));
  const zammad =
    /\/help\/[^/]+\/\d+-[^/]*\/(\d+)-|knowledge[_-]base(?:\/\d+)?\/locale\/[^/]+\/answer\/(\d+)/.exec(url);
  if (zammad) return [`knowledge-base-answer-${zammad[1] ?? zammad[2]}`];
  if (!/^https?:|^\//i.test(plain)) return plain === '' ? [] : [normalize(join(base, plain))];
  const zendesk = /\/hc\/(?:[\w-]+\/)?articles\/\d+/.exec(plain);
  return [plain, ...(zendesk ? [zendesk[0]] : [])];
}

/** Where a picture may lie below the folder: beside its article, or in a folder named as its address is. */
function picturePaths({ base, pictures }: FoundArticle, url: string): string[] {
  const plain = decoded(url.replace(/[?#].*$/, ''));
  if (!/^https?:|^\//i.test(plain)) {
    const path = normalize(join(base, plain));
    return [pictures?.get(path) ?? path];
  }
  const parts = plain
    .replace(/^https?:\/\/[^/]*/i, '')
    .split('/')
    .filter((part) => part !== '' && part !== '..');
  return parts.map((_, index) => join(base, ...parts.slice(index)));
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
