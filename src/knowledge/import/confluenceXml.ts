import { dirname, join } from 'node:path/posix';
import { parseXml, XmlCdata, XmlElement, XmlText } from '@rgrove/parse-xml';
import { isChinese, slugOf } from '../../domain/knowledge.ts';
import { storageToMarkdown } from './confluenceStorage.ts';
import { type Found, type FoundArticle, PLAIN } from './found.ts';

/** An object of Confluence's `entities.xml`: its class, its id, and its properties by name. */
interface Entity {
  readonly kind: string;
  readonly id: string;
  readonly properties: ReadonlyMap<string, { readonly text: string; readonly refersTo: string | null }>;
}

export const isConfluenceXml = (text: string): boolean => /<hibernate-generic\b/.test(text.slice(0, 2_000));

/**
 * The `entities.xml` of a Confluence space: its current pages. Attachments lie beside it as
 * `attachments/page/attachment/version`. Older versions, drafts and blog posts are left out.
 */
export function readConfluenceXml(file: string, text: string): Found {
  let entities: readonly Entity[];
  try {
    entities = entitiesOf(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    return { articles: [], faults: [{ file, reason: `The file is not XML: ${reason}` }], notes: [] };
  }
  const base = dirname(file);
  const value = (entity: Entity, name: string) => entity.properties.get(name)?.text ?? '';
  const refers = (entity: Entity, name: string) => entity.properties.get(name)?.refersTo ?? null;
  const isCurrent = (entity: Entity) =>
    !entity.properties.has('originalVersion') && /^(?:current|)$/.test(value(entity, 'contentStatus'));
  const bodies = new Map(
    entities
      .filter(({ kind }) => kind === 'BodyContent')
      .map((entity) => [refers(entity, 'content'), value(entity, 'body')]),
  );
  const attachments = entities.filter((entity) => entity.kind === 'Attachment' && isCurrent(entity));
  const articles = entities
    .filter((entity) => entity.kind === 'Page' && isCurrent(entity))
    .flatMap((page): FoundArticle[] => {
      const title = value(page, 'title').trim();
      const body = bodies.get(page.id);
      if (title === '' || body === undefined) return [];
      const own = attachments.filter((each) => refers(each, 'containerContent') === page.id);
      return [
        {
          ...PLAIN,
          slug: slugOf(title),
          title,
          body: storageToMarkdown(body),
          language: isChinese(title) ? 'zh' : 'en',
          file: `${file}#${page.id}`,
          addresses: [join(base, 'page', title)],
          base,
          pictures: new Map(
            own.map((each) => [
              join(base, 'attachment', value(each, 'title')),
              join(base, 'attachments', page.id, each.id, value(each, 'version') || '1'),
            ]),
          ),
        },
      ];
    });
  return { articles, faults: [], notes: [] };
}

function entitiesOf(text: string): Entity[] {
  const { root } = parseXml(text);
  const objects = root?.children.filter((node) => node instanceof XmlElement) ?? [];
  return objects
    .filter((object) => object.name === 'object')
    .map((object) => {
      const parts = object.children.filter((node) => node instanceof XmlElement);
      return {
        kind: object.attributes.class ?? '',
        id: parts.find((part) => part.name === 'id')?.text.trim() ?? '',
        properties: new Map(
          parts
            .filter((part) => part.name === 'property')
            .map((part) => [part.attributes.name ?? '', { text: textOf(part), refersTo: idIn(part) }]),
        ),
      };
    });
}

/** Its own words, without those of elements in it. */
function textOf(element: XmlElement): string {
  return element.children
    .map((node) => (node instanceof XmlText || node instanceof XmlCdata ? node.text : ''))
    .join('');
}

function idIn(element: XmlElement): string | null {
  const id = element.children.find((node) => node instanceof XmlElement && node.name === 'id');
  return id instanceof XmlElement ? id.text.trim() : null;
}
