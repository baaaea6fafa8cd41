import type { Audience } from '../domain/knowledge.ts';
import type { ChatDeps } from './deps.ts';

/** A link to another article, or a picture (`!`), as the text of an article has them. */
const WITHIN = /(!?)\[([^\]\n]*)\]\(\s*\/kb\/(pictures\/)?([^\s()]+)[^()\n]*\)/g;

/**
 * The Markdown of an article for readers who are elsewhere than on its page: links to other articles and to pictures with
 * the whole address, where everybody may open it, and their text alone where not.
 */
export async function withAddresses(deps: ChatDeps, source: string, audience: Audience): Promise<string> {
  const addresses = new Map<string, string | null>();
  for (const [, , , picture, name = ''] of source.matchAll(WITHIN)) {
    const path = `${picture ?? ''}${name}`;
    // Pictures are served only while an article for everyone shows them.
    if (!addresses.has(path))
      addresses.set(
        path,
        picture === undefined
          ? await articleAt(deps, name)
          : audience === 'everyone'
            ? deps.pictureUrl(name)
            : null,
      );
  }
  return source.replace(
    WITHIN,
    (_, mark: string, text: string, picture: string | undefined, name: string) => {
      const url = addresses.get(`${picture ?? ''}${name}`);
      return url ? `${mark}[${text || url}](${url})` : text;
    },
  );
}

async function articleAt(deps: ChatDeps, path: string): Promise<string | null> {
  const [slug = ''] = path.split(/[?#]/);
  const article = await deps.store.reads.articleBySlug(slug);
  return article?.state === 'published' ? deps.articleUrl(article) : null;
}
