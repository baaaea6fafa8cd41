import { createHash } from 'node:crypto';
import { importArticles } from '../../src/app/importArticles.ts';
import type { ArticleDraft } from '../../src/app/ports.ts';
import type { DeskPolicy } from '../../src/domain/desk.ts';
import type { PrismaClient } from '../../src/store/generated/client.ts';
import { appOn } from './storeDesk.ts';

/** Publishes articles as an import does, under the source `story`. */
export async function publishArticles(
  prisma: PrismaClient,
  policy: DeskPolicy,
  drafts: readonly ArticleDraft[],
): Promise<void> {
  const results = await importArticles(appOn(prisma, policy), {
    source: 'story',
    articles: drafts.map((draft) => ({
      ...draft,
      file: draft.slug,
      state: 'published',
      hash: JSON.stringify(draft),
      bodyHash: createHash('md5').update(draft.body).digest('hex'),
    })),
    pictures: [],
    unread: [],
    takesOver: () => false,
  });
  const left = results.filter(({ outcome }) => outcome !== 'new');
  if (left.length > 0) throw new Error(`not published: ${JSON.stringify(left)}`);
}
