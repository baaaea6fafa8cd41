import type { Instant } from './ticket.ts';

/** A question that the knowledge base did not end. */
export interface OpenQuestion {
  readonly id: string;
  readonly text: string;
  readonly askedAt: Instant;
  /** Its ticket, if it became one, and the working seconds that it took until it was resolved. */
  readonly ticket: { readonly number: string; readonly workedSeconds: number } | null;
}

/** Questions that ask for the same, which no article answers. */
export interface Gap {
  /** Newest first; the first stands for all. */
  readonly questions: readonly OpenQuestion[];
  readonly tickets: number;
  /** Working seconds until these were resolved, all together. */
  readonly workedSeconds: number;
}

/** Questions are alike when they share so much of the shorter one's words, and at least two of them. */
const SHARED = 0.5;
const SHARED_AT_LEAST = 2;

/** Words that stand in any question and say nothing of what it is about. */
const COMMON = new Set(
  'the a an and or but to of in on at for with from my me i we our you your it its is are was be been do does did not no can cannot could how what why when where who which this that there any please help hello hi need want get have has had if so as by up out just after before again since every problem issue error work works working'.split(
    ' ',
  ),
);

/**
 * What a question is about, for comparing: its words without common ones, the pairs of neighbours of Chinese signs.
 * Explainable on purpose: two questions stand in one group because of words that anybody can point at.
 */
export function topicWords(text: string): ReadonlySet<string> {
  const words = new Set<string>();
  for (const [run] of text
    .normalize('NFKC')
    .toLowerCase()
    .matchAll(/\p{Script=Han}+|[\p{L}\p{N}][\p{L}\p{N}.'_-]*/gu)) {
    if (/\p{Script=Han}/u.test(run)) {
      const signs = [...run];
      if (signs.length === 1) words.add(run);
      for (let at = 0; at + 1 < signs.length; at++) words.add(`${signs[at]}${signs[at + 1]}`);
    } else {
      const word = run.replace(/[.'_-]+$/, '').replace(/(?<=\p{L}{3})(?:ing|ed|es|s)$/u, '');
      if (!COMMON.has(run) && !COMMON.has(word)) words.add(word);
    }
  }
  return words;
}

/** Whether two questions ask for the same, by the words they share. */
export function alike(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const least = Math.min(one.size, other.size);
  if (least === 0) return false;
  let shared = 0;
  for (const word of one) if (other.has(word)) shared++;
  return shared >= Math.min(SHARED_AT_LEAST, least) && shared / least >= SHARED;
}

/** Groups questions; the groups that cost most working time first, then those that were asked most. */
export function gapsAmong(questions: readonly OpenQuestion[]): readonly Gap[] {
  const groups: { words: ReadonlySet<string>; questions: OpenQuestion[] }[] = [];
  for (const question of [...questions].sort((a, b) => b.askedAt - a.askedAt)) {
    const words = topicWords(question.text);
    const group = groups.find((each) => alike(each.words, words));
    if (group) group.questions.push(question);
    else groups.push({ words, questions: [question] });
  }
  return groups
    .map(({ questions: of }): Gap => {
      // One ticket may have grown from several questions.
      const tickets = new Map(
        of.flatMap(({ ticket }) => (ticket ? [[ticket.number, ticket.workedSeconds]] : [])),
      );
      const workedSeconds = [...tickets.values()].reduce((sum, seconds) => sum + seconds, 0);
      return { questions: of, tickets: tickets.size, workedSeconds };
    })
    .sort((a, b) => b.workedSeconds - a.workedSeconds || b.questions.length - a.questions.length);
}
