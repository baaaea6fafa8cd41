import { parseXml, XmlCdata, XmlElement, XmlText } from '@rgrove/parse-xml';

/** An object of Confluence's `entities.xml`: its class, its id, and its properties by name. */
export interface Entity {
  readonly kind: string;
  readonly id: string;
  /** The words of a property; those of the first name that has any. Empty if none has. */
  text(...names: readonly string[]): string;
  /** The id of the object that a property means; null if it means none. */
  refersTo(...names: readonly string[]): string | null;
}

/** What XML 1.0 forbids, and Confluence writes all the same when somebody pasted it into a page. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** All objects of an `entities.xml`, of every class. Throws if the text is not XML. */
export function entitiesOf(text: string): Entity[] {
  const { root } = parseXml(text.replace(FORBIDDEN, ''));
  return elementsIn(root ?? undefined)
    .filter((object) => object.name === 'object')
    .map((object) => {
      const parts = elementsIn(object);
      const properties = new Map(
        parts.filter(({ name }) => name === 'property').map((part) => [part.attributes.name ?? '', part]),
      );
      return {
        kind: object.attributes.class ?? '',
        id: parts.find(({ name }) => name === 'id')?.text.trim() ?? '',
        text: (...names) =>
          names.map((name) => textOf(properties.get(name))).find((each) => each !== '') ?? '',
        refersTo: (...names) => names.map((name) => idIn(properties.get(name))).find(Boolean) ?? null,
      };
    });
}

function elementsIn(element: XmlElement | undefined): XmlElement[] {
  return element?.children.filter((node) => node instanceof XmlElement) ?? [];
}

/** Its own words, without those of elements in it. */
function textOf(element: XmlElement | undefined): string {
  const words = element?.children.map((node) =>
    node instanceof XmlText || node instanceof XmlCdata ? node.text : '',
  );
  return words?.join('') ?? '';
}

function idIn(element: XmlElement | undefined): string | null {
  return (
    elementsIn(element)
      .find(({ name }) => name === 'id')
      ?.text.trim() ?? null
  );
}
