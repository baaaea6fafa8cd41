import type { ArticleContent } from '../../domain/knowledge.ts';
import type { Block, Form, FormField } from '../view.ts';
import type { AllWords } from '../words/words.ts';
import { TEXT_LENGTH, TITLE_LENGTH } from './limits.ts';

interface Named {
  readonly key: string;
  readonly name: string;
}

export interface ArticleFormData {
  readonly content: ArticleContent;
  /** Teams that an article may be for, named in the reader's language. */
  readonly teams: readonly Named[];
  /** Who may own it, beside the teams. */
  readonly agents: readonly Named[];
  /** Comes back with the submission: the article, or the ticket that it is made from. */
  readonly args: Readonly<Record<string, string>>;
  readonly intro: readonly Block[];
}

/** Characters. A longer text is edited in the file it came from: nobody finds their way in a form of many pages. */
export const LONGEST_IN_FORM = 6 * TEXT_LENGTH;
/** With less room than this left, one more piece is offered. */
const ROOM = 1_000;

/** The value of *nobody* among the owners. */
const NOBODY = '-';

/** The owner that was chosen; `before` where the form did not ask. */
export function submittedOwner(chosen: string | undefined, before: string | null): string | null {
  if (chosen === undefined || chosen === '') return before;
  return chosen === NOBODY ? null : chosen;
}

/**
 * The form in which an article is written; `title`, `body`, `body2` …, `audience`, `language`, `owner`, `translationOf`,
 * `tags`, `reviewBy`.
 */
export function articleForm(data: ArticleFormData, words: AllWords): Form {
  const { content, teams, args, intro } = data;
  const { articles, forms, names } = words;
  const { pieces, joints } = cut(content.body);
  const audiences = [
    { value: 'everyone', label: names.audience.everyone },
    { value: 'agents', label: names.audience.agents },
    ...teams.map(({ key, name }) => ({ value: `team:${key}`, label: name })),
  ];
  return {
    verb: 'article',
    args: { ...args, joints },
    title: articles.formTitle,
    submit: articles.formSubmit,
    cancel: forms.close,
    intro,
    fields: [
      {
        name: 'title',
        label: articles.title,
        required: true,
        initial: content.title.slice(0, TITLE_LENGTH),
        input: { type: 'line', maxLength: TITLE_LENGTH },
      },
      ...pieces.map((piece, index): FormField => bodyField(piece, index, words)),
      {
        name: 'audience',
        label: articles.audience,
        required: true,
        initial: content.audience,
        input: { type: 'choice', options: audiences },
      },
      {
        name: 'language',
        label: articles.language,
        required: true,
        initial: content.language,
        input: {
          type: 'choice',
          options: (['en', 'zh'] as const).map((value) => ({ value, label: names.language[value] })),
        },
      },
      {
        name: 'owner',
        label: articles.owner,
        required: true,
        initial: content.owner ?? NOBODY,
        input: { type: 'choice', options: owners(data, words) },
      },
      line('translationOf', articles.translationOf, articles.translationOfHint, content.translationOf ?? ''),
      line('tags', articles.tags, articles.tagsHint, content.tags.join(', ')),
      line('reviewBy', articles.reviewBy, articles.reviewByHint, content.reviewBy ?? ''),
    ],
  };
}

function owners({ content, teams, agents }: ArticleFormData, { articles }: AllWords) {
  const known = [
    { value: NOBODY, label: articles.nobodyOwns },
    ...teams.map(({ key, name }) => ({ value: key, label: articles.teamOwns({ team: name }) })),
    ...agents.map(({ key, name }) => ({ value: key, label: name })),
  ];
  const { owner } = content;
  // An import may name somebody whom the desk does not know; nobody loses that by editing the text.
  return owner === null || known.some(({ value }) => value === owner)
    ? known
    : [...known, { value: owner, label: owner }];
}

/** The text that was submitted, put together from its pieces as it was cut. */
export function submittedBody(
  values: Readonly<Record<string, string>>,
  args: Readonly<Record<string, string>>,
): string {
  const joints = args.joints ?? '';
  const pieces = Array.from({ length: joints.length + 1 }, (_, index) => values[bodyName(index)] ?? '');
  return pieces
    .map((piece, index) => (index === 0 || piece === '' ? piece : joint(joints[index - 1]) + piece))
    .join('');
}

const bodyName = (index: number): string => (index === 0 ? 'body' : `body${index + 1}`);

function bodyField(piece: string, index: number, { articles }: AllWords): FormField {
  return {
    name: bodyName(index),
    label: index === 0 ? articles.body : articles.moreBody,
    ...(index === 0 ? { hint: articles.bodyHint } : {}),
    required: index === 0,
    ...(piece === '' ? {} : { initial: piece }),
    input: { type: 'text', maxLength: TEXT_LENGTH },
  };
}

function line(name: string, label: string, hint: string, initial: string): FormField {
  return {
    name,
    label,
    hint,
    required: false,
    ...(initial === '' ? {} : { initial }),
    input: { type: 'line', maxLength: TITLE_LENGTH },
  };
}

/** What stood where a text was cut, by its letter: a paragraph's end, a line's, or nothing. */
const JOINTS = { p: '\n\n', l: '\n', n: '' } as const;
const joint = (letter: string | undefined): string =>
  letter === 'l' ? JOINTS.l : letter === 'n' ? JOINTS.n : JOINTS.p;

/** Cuts a text into pieces that a field takes, between paragraphs where that is possible. */
function cut(body: string): { pieces: string[]; joints: string } {
  const pieces: string[] = [];
  let joints = '';
  let rest = body;
  while (rest.length > TEXT_LENGTH) {
    const head = rest.slice(0, TEXT_LENGTH);
    const [letter, at] = placeToCut(head);
    pieces.push(rest.slice(0, at));
    joints += letter;
    rest = rest.slice(at + JOINTS[letter].length);
  }
  pieces.push(rest);
  if (rest.length > TEXT_LENGTH - ROOM) {
    pieces.push('');
    joints += 'p';
  }
  return { pieces, joints };
}

function placeToCut(head: string): readonly ['p' | 'l' | 'n', number] {
  const paragraph = head.lastIndexOf('\n\n');
  if (paragraph > 0) return ['p', paragraph];
  const lineEnd = head.lastIndexOf('\n');
  if (lineEnd > 0) return ['l', lineEnd];
  // Never through the middle of a character.
  return ['n', /[\uD800-\uDBFF]$/.test(head) ? head.length - 1 : head.length];
}
