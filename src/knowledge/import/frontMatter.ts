import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import { LONGEST_TITLE } from '../../domain/articleLife.ts';
import type { Audience } from '../../domain/knowledge.ts';

/** What stands between the two lines of `---` at the head of an article. */
export interface FrontMatter {
  readonly title: string;
  readonly slug: string | undefined;
  readonly language: 'en' | 'zh';
  readonly audience: Audience;
  readonly tags: readonly string[];
  readonly owner: string | undefined;
  /** A day, such as 2027-06-01. */
  readonly reviewBy: string | undefined;
  /** The slug of the article that this one translates. */
  readonly translationOf: string | undefined;
  /** A draft is imported and not published. */
  readonly state: 'published' | 'draft';
}

/** `line` counts from 1 in the whole file. */
export interface FrontMatterFault {
  readonly line: number;
  readonly reason: string;
}

export type ReadFrontMatter =
  | { readonly frontMatter: FrontMatter; readonly body: string }
  | { readonly faults: readonly FrontMatterFault[] };

const FIELDS = [
  'title',
  'slug',
  'language',
  'audience',
  'tags',
  'products',
  'state',
  'owner',
  'reviewBy',
  'translationOf',
];
/** What a slug looks like: letters and digits of any script, and what file names may have between them. */
export const SLUG = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,199}$/u;

/** Splits an article into front matter and body and checks the front matter; all its faults are told at once. */
export function readFrontMatter(text: string): ReadFrontMatter {
  const source = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const fault = (line: number, reason: string): ReadFrontMatter => ({ faults: [{ line, reason }] });
  if (!source.startsWith('---\n')) return fault(1, 'The file does not begin with front matter ("---").');
  const end = source.indexOf('\n---\n', 3);
  if (end < 0) return fault(1, 'The front matter has no end ("---").');

  const lines = new LineCounter();
  const document = parseDocument(source.slice(4, end + 1), { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error)
    return fault(lines.linePos(error.pos[0]).line + 1, `The front matter is not YAML: ${error.message}.`);
  if (!isMap(document.contents)) return fault(2, 'The front matter is not made of "name: value" lines.');

  const faults: FrontMatterFault[] = [];
  const map = document.contents;
  const frontMatter = readFacts(map, (field, reason) =>
    faults.push({ line: lineOf(map, field, lines), reason }),
  );
  if (faults.length > 0) return { faults };
  return { frontMatter, body: source.slice(end + '\n---\n'.length) };
}

function lineOf(map: YAMLMap, field: string, lines: LineCounter): number {
  const key = map.items.find((item) => String(item.key) === field)?.key;
  return lines.linePos(isNode(key) ? (key.range?.[0] ?? 0) : 0).line + 1;
}

/** What an article is, from names and values; whatever is wrong with them is complained about, and read as missing. */
export function readFacts(map: YAMLMap, complain: (field: string, reason: string) => void): FrontMatter {
  for (const { key } of map.items) {
    const field = String(key);
    if (!FIELDS.includes(field)) complain(field, `"${field}" is not known; known are ${FIELDS.join(', ')}.`);
  }

  function text(field: string): string | undefined {
    const value = map.get(field);
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'string' || typeof value === 'number') return String(value).trim();
    complain(field, `"${field}" must be a text.`);
    return undefined;
  }
  function matching(field: string, pattern: RegExp, hint: string): string | undefined {
    const value = text(field);
    if (value !== undefined && !pattern.test(value))
      complain(field, `"${field}" must be ${hint}, not "${value}".`);
    return value;
  }
  function day(field: string): string | undefined {
    const value = matching(field, /^\d{4}-\d{2}-\d{2}$/, 'a day such as 2027-06-01');
    const there = value === undefined || new Date(`${value}T00:00Z`).toJSON()?.startsWith(value);
    if (!there && /^\d{4}-\d{2}-\d{2}$/.test(value)) complain(field, `There is no day ${value}.`);
    return value;
  }
  function list(field: string): string[] {
    const value = map.get(field);
    if (value === undefined || value === null) return [];
    const items = isSeq(value) ? value.items.map((item) => (isScalar(item) ? item.value : item)) : [value];
    if (isSeq(value) && items.every((item) => typeof item === 'string' || typeof item === 'number'))
      return items.map(String);
    complain(field, `"${field}" must be a list, such as [vpn, network].`);
    return [];
  }

  const title = text('title') ?? '';
  if (title === '' || title.length > LONGEST_TITLE)
    complain('title', `"title" must be there and have at most ${LONGEST_TITLE} characters.`);
  const language = matching('language', /^(?:en|zh)$/, 'en or zh');
  return {
    title,
    slug: matching('slug', SLUG, 'a name without spaces, such as vpn-drops'),
    language: language === 'zh' ? 'zh' : 'en',
    audience: audienceOf(
      matching('audience', /^(?:everyone|agents|team:\S+)$/, 'everyone, agents or team:NAME'),
    ),
    // What an article is about and whom it helps is found in the same way.
    tags: [...new Set([...list('tags'), ...list('products')])],
    owner: text('owner'),
    reviewBy: day('reviewBy'),
    translationOf: text('translationOf'),
    state:
      matching('state', /^(?:published|draft)$/, 'published or draft') === 'draft' ? 'draft' : 'published',
  };
}

/** An audience that is missing is the widest; one that is wrong was complained about before. */
function audienceOf(value: string | undefined): Audience {
  if (value?.startsWith('team:')) return `team:${value.slice('team:'.length)}`;
  return value === 'agents' ? 'agents' : 'everyone';
}
