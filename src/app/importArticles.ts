import { decideArticle, evolveArticle, newArticle } from '../domain/articleLife.ts';
import type { DeskPolicy } from '../domain/desk.ts';
import { contentAlone } from '../domain/knowledge.ts';
import { commitOf } from './commitArticle.ts';
import type {
  AppDeps,
  ArticleCommit,
  ArticlePicture,
  ImportArticle,
  KnownArticle,
  StoredArticle,
} from './ports.ts';
import { askForReview } from './tellOfArticle.ts';

export interface Import {
  /** Names where it comes from; the same for every run, and kept with each article. */
  readonly source: string;
  readonly articles: readonly ImportArticle[];
  readonly pictures: readonly ArticlePicture[];
  /** Names that stand there and could not be read: they have not vanished. */
  readonly unread: readonly string[];
  /** Whether articles of that source may be taken over, such as of a folder that is no longer there. */
  takesOver(source: string): boolean;
}

/**
 * What became of an article. `edited`: somebody changed or retired it in chat since the last import, so the file's version waits
 * for a review beside it; `busy`: somebody is writing a new version, so nothing was done; `duplicate`: `other` says the
 * same; `taken`: its name belongs to an article of `other`, a source, or empty for the chat.
 */
export interface ImportResult {
  readonly file: string;
  readonly slug: string;
  readonly outcome: 'new' | 'changed' | 'unchanged' | 'retired' | 'edited' | 'busy' | 'duplicate' | 'taken';
  readonly other?: string;
}

/** Articles of one transaction. */
const BATCH = 250;

/**
 * Brings the desk in step with a folder: new articles are published, changed ones get a new version, those that vanished
 * from it are retired. Run again, it changes nothing. An import that holds no article retires none: a folder that is
 * not mounted looks the same.
 */
export async function importArticles(deps: AppDeps, given: Import): Promise<readonly ImportResult[]> {
  const policy = await deps.policies.current();
  const known = await deps.store.reads.knownArticles();
  const { results, wanted } = compare(given, known);
  for (const picture of given.pictures)
    await deps.store.transaction((tx) => tx.savePicture(picture, deps.now()));
  for (let at = 0; at < wanted.length; at += BATCH)
    results.push(...(await writeBatch(deps, policy, given.source, wanted.slice(at, at + BATCH))));
  if (given.articles.length > 0) results.push(...(await retireVanished(deps, policy, given, known)));
  return results;
}

function compare(given: Import, known: readonly KnownArticle[]) {
  const bySlug = new Map(known.map((each) => [each.slug, each]));
  const texts = new Map<string, string>();
  const titles = new Map<string, string>();
  const titleKey = (title: string, language: string) => `${language} ${title.toLowerCase()}`;
  const remember = (slug: string, bodyHash: string, title: string, language: string) => {
    if (!texts.has(bodyHash)) texts.set(bodyHash, slug);
    if (!titles.has(titleKey(title, language))) titles.set(titleKey(title, language), slug);
  };
  const own = new Set(given.articles.map((each) => each.slug));
  const vanishes = ({ source, slug }: KnownArticle) =>
    source === given.source && !given.unread.includes(slug);
  // What this very import changes is compared as it will be: a file that was renamed is no duplicate of itself.
  for (const each of known)
    if (!each.retired && !own.has(each.slug) && !vanishes(each))
      remember(each.slug, each.bodyHash, each.title, each.language);
  const results: ImportResult[] = [];
  const wanted: ImportArticle[] = [];
  for (const article of given.articles) {
    const { file, slug, title, language, hash, bodyHash } = article;
    const before = bySlug.get(slug);
    const same = texts.get(bodyHash) ?? titles.get(titleKey(title, language));
    const isOther = before && before.source !== given.source;
    if (isOther && !(before.source !== null && given.takesOver(before.source))) {
      // An export that comes back says what stands there, and is no quarrel about the name.
      const says = !before.retired && before.bodyHash === bodyHash && before.title === title;
      results.push(
        says
          ? { file, slug, outcome: 'unchanged' }
          : { file, slug, outcome: 'taken', other: before.source ?? '' },
      );
      remember(slug, before.bodyHash, before.title, before.language);
      continue;
    }
    if (same !== undefined && !before) {
      results.push({ file, slug, outcome: 'duplicate', other: same });
      continue;
    }
    remember(slug, bodyHash, title, language);
    // What somebody retired in chat stays retired; what had vanished has no hash any more.
    if (before && !isOther && before.sourceHash === hash) results.push({ file, slug, outcome: 'unchanged' });
    else wanted.push(article);
  }
  return { results, wanted };
}

async function writeBatch(
  deps: AppDeps,
  policy: DeskPolicy,
  source: string,
  batch: readonly ImportArticle[],
): Promise<ImportResult[]> {
  return deps.store.transaction(async (tx) => {
    const stored = await tx.lockArticles(batch.map((each) => each.slug));
    const bySlug = new Map(stored.map((each) => [each.article.slug, each]));
    const commits: ArticleCommit[] = [];
    const reviews: ArticleCommit[] = [];
    const results = batch.map((article): ImportResult => {
      const { file, slug } = article;
      const before = bySlug.get(slug) ?? null;
      const { working } = before?.article ?? { working: null };
      if (working && working.by !== null) return { file, slug, outcome: 'busy' };
      const edited = before !== null && changedHere(before);
      const commit = versionOf(article, before, { source, policy, id: deps.newId(), edited });
      commits.push(commit);
      if (edited) reviews.push(commit);
      if (edited) return { file, slug, outcome: 'edited' };
      // The file looks different and says the same.
      if (before && commit.events.length === 0) return { file, slug, outcome: 'unchanged' };
      return { file, slug, outcome: before ? 'changed' : 'new' };
    });
    await tx.commitArticles(commits, deps.now());
    for (const commit of reviews) await askForReview(tx, policy, commit, '', deps.now());
    return results;
  });
}

/** Whether people made of it what no import may undo: another text, or the end of it. */
const changedHere = ({ article, editedHere, sourceHash }: StoredArticle): boolean =>
  article.retired ? sourceHash !== null : editedHere;

function versionOf(
  article: ImportArticle,
  stored: StoredArticle | null,
  facts: { source: string; policy: DeskPolicy; id: string; edited: boolean },
): ArticleCommit {
  const { source, policy, id, edited } = facts;
  const before = stored?.article ?? newArticle(id, article.slug);
  const by = { actor: 'desk', policy } as const;
  const drafted = decideArticle({ type: 'draft', content: contentAlone(article) }, before, by);
  const written = drafted.reduce((each, event) => evolveArticle(each, event, 'desk'), before);
  const version = written.working?.version ?? written.published?.version ?? 1;
  const then = edited
    ? decideArticle({ type: 'submit' }, written, by)
    : article.state === 'published'
      ? decideArticle({ type: 'publish', version }, written, by)
      : [];
  const base = { before, sequence: stored?.sequence ?? 0, by: 'desk' as const, taken: [] };
  return commitOf(base, [...drafted, ...then], { source, sourceHash: article.hash });
}

async function retireVanished(
  deps: AppDeps,
  policy: DeskPolicy,
  given: Import,
  known: readonly KnownArticle[],
): Promise<ImportResult[]> {
  const there = new Set([...given.articles.map((each) => each.slug), ...given.unread]);
  const vanished = known.filter(
    ({ source, slug, retired }) => source === given.source && !retired && !there.has(slug),
  );
  if (vanished.length === 0) return [];
  return deps.store.transaction(async (tx) => {
    const stored = await tx.lockArticles(vanished.map((each) => each.slug));
    const commits = stored.map(({ article, sequence, source }) => {
      const events = decideArticle({ type: 'retire' }, article, { actor: 'desk', policy });
      return commitOf({ before: article, sequence, by: 'desk', taken: [] }, events, {
        source,
        sourceHash: null,
      });
    });
    await tx.commitArticles(commits, deps.now());
    return vanished.map(({ slug }) => ({ file: slug, slug, outcome: 'retired' as const }));
  });
}
