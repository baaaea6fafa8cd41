import { dirname, join } from 'node:path/posix';
import { isChinese, slugOf } from '../../domain/knowledge.ts';
import { type Entity, entitiesOf } from './confluenceEntities.ts';
import { storageToMarkdown } from './confluenceStorage.ts';
import { type Found, type FoundArticle, type ImportFault, NOTHING_FOUND, PLAIN } from './found.ts';

export const isConfluenceXml = (text: string): boolean => /<hibernate-generic\b/.test(text.slice(0, 2_000));

/**
 * The `entities.xml` of a Confluence space or site: its current pages, with their labels as tags. What only some may
 * view, by a restriction of the page or of one above it, is for agents. Attachments lie beside it as
 * `attachments/page/attachment/version`. Older versions, drafts, archived pages and blog posts are left out.
 */
export function readConfluenceXml(file: string, text: string): Found {
  let entities: readonly Entity[];
  try {
    entities = entitiesOf(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    return { ...NOTHING_FOUND, faults: [{ file, reason: `The file is not XML: ${reason}` }] };
  }
  const space = spaceOf(file, entities);
  const pages = [...byId(entities, 'Page').values()].filter(isCurrent);
  const faults: ImportFault[] = [];
  const notes = leftOut(file, entities);
  const articles = pages.flatMap((page): FoundArticle[] => {
    const title = page.text('title').trim();
    if (title === '') return [];
    // Titles are one of a kind in a space, not in a site.
    const isAlone = pages.filter((each) => slugOf(each.text('title')) === slugOf(title)).length === 1;
    const slug = isAlone ? slugOf(title) : `${slugOf(title)}-${page.id}`;
    const place = `${file}#${page.id}`;
    const body = space.bodies.get(page.id);
    if (body && isWikiMarkup(body)) {
      const reason = 'The page is in the wiki markup of Confluence 3: export it from Confluence 4 or newer.';
      faults.push({ file: place, slug, reason });
      return [];
    }
    const { markdown, lost } = storageToMarkdown(body?.text('body') ?? '');
    if (lost.length > 0)
      notes.push({
        file: place,
        reason: `Left out, since Confluence makes it on the spot: ${lost.join(', ')}.`,
      });
    if (markdown === '') {
      notes.push({ file: place, reason: 'The page has no text of its own, and is left out.' });
      return [];
    }
    return [
      {
        ...PLAIN,
        slug,
        title,
        body: markdown,
        language: isChinese(title) ? 'zh' : 'en',
        audience: space.isRestricted(page) ? 'agents' : 'everyone',
        tags: space.labels(page),
        file: place,
        ...space.addresses(page),
      },
    ];
  });
  return { articles, faults, notes };
}

const byId = (entities: readonly Entity[], kind: string): ReadonlyMap<string, Entity> =>
  new Map(entities.filter((entity) => entity.kind === kind).map((entity) => [entity.id, entity]));

/** Older versions name the one that they were: on a server in `originalVersion`, in the cloud in `originalVersionId`. */
function isOlderVersion(entity: Entity): boolean {
  return (
    entity.refersTo('originalVersion') !== null || entity.text('originalVersion', 'originalVersionId') !== ''
  );
}

const isCurrent = (entity: Entity): boolean =>
  !isOlderVersion(entity) && /^(?:current|)$/.test(entity.text('contentStatus'));

/** Body type 2 is the storage format; Confluence 3 wrote none. */
function isWikiMarkup(body: Entity): boolean {
  const type = body.text('bodyType');
  const text = body.text('body').trim();
  return text !== '' && (type === '0' || (type === '' && !/<\w/.test(text)));
}

function leftOut(file: string, entities: readonly Entity[]): ImportFault[] {
  const newest = entities.filter((each) => !isOlderVersion(each));
  const pages = newest.filter(({ kind }) => kind === 'Page');
  const count = (status: RegExp) => pages.filter((page) => status.test(page.text('contentStatus'))).length;
  const counts = [
    [count(/^draft$/), 'drafts'],
    [count(/^(?:archived|deleted|trashed)$/), 'archived or deleted pages'],
    [newest.filter(({ kind }) => kind === 'BlogPost').length, 'blog posts'],
  ] as const;
  const said = counts.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
  return said.length === 0 ? [] : [{ file, reason: `Left out: ${said.join(', ')}.` }];
}

/** What belongs to a page, and is written apart from it. */
function spaceOf(file: string, entities: readonly Entity[]) {
  const pages = byId(entities, 'Page');
  const spaces = byId(entities, 'Space');
  const labels = byId(entities, 'Label');
  const of = (kind: string) => entities.filter((entity) => entity.kind === kind);
  const bodies = new Map(of('BodyContent').map((body) => [body.refersTo('content') ?? '', body]));
  const attachments = of('Attachment').filter(isCurrent);
  const restricted = new Set(
    of('ContentPermissionSet')
      .filter((set) => set.text('type') === 'View')
      .map((set) => set.refersTo('owningContent')),
  );
  const labelled = of('Labelling').map((each) => ({
    page: each.refersTo('content') ?? each.text('labelableId'),
    label: labels.get(each.refersTo('label') ?? ''),
  }));
  const isRestricted = (page: Entity, above: readonly string[] = []): boolean => {
    if (restricted.has(page.id)) return true;
    const parent = pages.get(page.refersTo('parent') ?? '');
    return parent !== undefined && !above.includes(parent.id) && isRestricted(parent, [...above, page.id]);
  };
  return {
    bodies,
    isRestricted,
    /** Of the labels, those that everybody sees: a favourite is a label, too. */
    labels: (page: Entity): string[] =>
      labelled
        .filter((each) => each.page === page.id && each.label?.text('namespace') === 'global')
        .map(({ label }) => label?.text('name') ?? ''),
    addresses: (page: Entity): Pick<FoundArticle, 'addresses' | 'base' | 'pictures'> => {
      // Pages are named by their title in their own space, and by its key in others.
      const folder = dirname(file);
      const key = spaces.get(page.refersTo('space') ?? '')?.text('key') || 'space';
      const base = join(folder, key);
      const own = attachments.filter((each) => each.refersTo('containerContent', 'content') === page.id);
      const fileOf = (each: Entity) =>
        join(folder, 'attachments', page.id, each.id, each.text('version', 'attachmentVersion') || '1');
      return {
        base,
        addresses: [join(base, 'page', page.text('title').trim())],
        pictures: new Map(
          own.map((each) => [join(base, 'attachment', each.text('title', 'fileName')), fileOf(each)]),
        ),
      };
    },
  };
}
