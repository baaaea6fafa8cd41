/**
 * The words by which one text is like another: words, codes and pairs of Chinese characters, in lower case. Plain and
 * explainable; the knowledge base has a finer measure of its own.
 */

/** Texts are looked at so far: what is said first is what it is about. */
const LOOKED_AT = 2_000;
const MOST_TERMS = 60;
const RUNS = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu;
const SAID_IN_ANY_TICKET = new Set(
  (
    'the and for are was were has have had not but with from this that these those they you your our his her its can ' +
    'could would should will please help hello thanks thank dear regards when what why how where since there here ' +
    'any all does did doing done get got just also then than too very still need needs want since morning today ' +
    'work works working'
  ).split(' '),
);

/** At most 60 of them, each once, in their order. */
export function termsOf(text: string): readonly string[] {
  const terms = new Set<string>();
  for (const [run] of text.slice(0, LOOKED_AT).normalize('NFKC').toLowerCase().matchAll(RUNS)) {
    for (const term of /\p{Script=Han}/u.test(run) ? pairs(run) : word(run)) terms.add(term);
    if (terms.size >= MOST_TERMS) break;
  }
  return [...terms].slice(0, MOST_TERMS);
}

function pairs(run: string): readonly string[] {
  const characters = [...run];
  if (characters.length < 2) return [];
  return characters.slice(1).map((character, before) => `${characters[before]}${character}`);
}

function word(run: string): readonly string[] {
  const singular = run.length > 3 ? run.replace(/(?<!s)s$/, '') : run;
  const tells = singular.length > 2 || /\p{N}/u.test(singular);
  return tells && singular.length <= 40 && !SAID_IN_ANY_TICKET.has(run) ? [singular] : [];
}
