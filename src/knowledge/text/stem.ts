/**
 * English stemmer: the Porter2 ("Snowball English") rules, so that "drops", "dropped" and "dropping" are one word.
 * https://snowballstem.org/algorithms/english/stemmer.html
 */

const AS_WHOLE = new Map<string, string>([
  ['skis', 'ski'],
  ['skies', 'sky'],
  ['dying', 'die'],
  ['lying', 'lie'],
  ['tying', 'tie'],
  ['idly', 'idl'],
  ['gently', 'gentl'],
  ['ugly', 'ugli'],
  ['early', 'earli'],
  ['only', 'onli'],
  ['singly', 'singl'],
  ...['sky', 'news', 'howe', 'atlas', 'cosmos', 'bias', 'andes'].map((word): [string, string] => [
    word,
    word,
  ]),
]);
const DONE_AFTER_PLURAL = new Set([
  'inning',
  'outing',
  'canning',
  'herring',
  'earring',
  'proceed',
  'exceed',
  'succeed',
]);

const STEP2: readonly (readonly [string, string])[] = [
  ['ational', 'ate'],
  ['ization', 'ize'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['iveness', 'ive'],
  ['tional', 'tion'],
  ['biliti', 'ble'],
  ['lessli', 'less'],
  ['entli', 'ent'],
  ['ation', 'ate'],
  ['alism', 'al'],
  ['aliti', 'al'],
  ['ousli', 'ous'],
  ['iviti', 'ive'],
  ['fulli', 'ful'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['abli', 'able'],
  ['izer', 'ize'],
  ['ator', 'ate'],
  ['alli', 'al'],
  ['bli', 'ble'],
  ['ogi', 'og'],
  ['li', ''],
];
const STEP3: readonly (readonly [string, string])[] = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['alize', 'al'],
  ['icate', 'ic'],
  ['iciti', 'ic'],
  ['ative', ''],
  ['ical', 'ic'],
  ['ness', ''],
  ['ful', ''],
];
const STEP4 = [
  'ement',
  'ance',
  'ence',
  'able',
  'ible',
  'ment',
  'ant',
  'ent',
  'ism',
  'ate',
  'iti',
  'ous',
  'ive',
  'ize',
  'ion',
  'al',
  'er',
  'ic',
];

const isVowel = (letter: string | undefined): boolean => letter !== undefined && 'aeiouy'.includes(letter);
const hasVowel = (text: string): boolean => /[aeiouy]/.test(text);

/** Where the region after the first consonant that follows a vowel begins. */
function regionAfter(word: string, from: number): number {
  for (let at = from + 1; at < word.length; at++) {
    if (!isVowel(word[at]) && isVowel(word[at - 1])) return at + 1;
  }
  return word.length;
}

function endsInShortSyllable(word: string): boolean {
  const last = word.at(-1);
  const before = word.at(-2);
  if (word.length === 2) return isVowel(before) && !isVowel(last);
  return (
    word.length > 2 &&
    !isVowel(last) &&
    !'wxY'.includes(last ?? '') &&
    isVowel(before) &&
    !isVowel(word.at(-3))
  );
}

function withoutPlural(word: string): string {
  if (word.endsWith('sses')) return word.slice(0, -2);
  if (word.endsWith('ied') || word.endsWith('ies')) return word.slice(0, word.length > 4 ? -2 : -1);
  if (word.endsWith('us') || word.endsWith('ss') || !word.endsWith('s')) return word;
  return hasVowel(word.slice(0, -2)) ? word.slice(0, -1) : word;
}

function withoutPast(word: string, r1: number): string {
  for (const ending of ['eedly', 'eed']) {
    if (word.endsWith(ending))
      return word.length - ending.length >= r1 ? `${word.slice(0, -ending.length)}ee` : word;
  }
  const ending = ['ingly', 'edly', 'ing', 'ed'].find((candidate) => word.endsWith(candidate));
  if (ending === undefined) return word;
  const rest = word.slice(0, -ending.length);
  if (!hasVowel(rest)) return word;
  if (/(?:at|bl|iz)$/.test(rest)) return `${rest}e`;
  if (/(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(rest)) return rest.slice(0, -1);
  return endsInShortSyllable(rest) && r1 >= rest.length ? `${rest}e` : rest;
}

function replaceEnding(word: string, r1: number, r2: number, rules: typeof STEP2): string {
  const rule = rules.find(([ending]) => word.endsWith(ending));
  if (rule === undefined) return word;
  const [ending, replacement] = rule;
  const start = word.length - ending.length;
  const before = word[start - 1] ?? '';
  if (start < r1) return word;
  if (ending === 'ogi' && before !== 'l') return word;
  if (ending === 'li' && !'cdeghkmnrt'.includes(before)) return word;
  if (ending === 'ative' && start < r2) return word;
  return word.slice(0, start) + replacement;
}

function withoutSuffix(word: string, r2: number): string {
  const ending = STEP4.find((candidate) => word.endsWith(candidate));
  if (ending === undefined) return word;
  const start = word.length - ending.length;
  if (start < r2 || (ending === 'ion' && !'st'.includes(word[start - 1] ?? '?'))) return word;
  return word.slice(0, start);
}

/** The stem of one English word in lower case. Words of other scripts and very short ones come back as they are. */
export function stem(input: string): string {
  const known = AS_WHOLE.get(input);
  if (known !== undefined) return known;
  if (input.length <= 2 || input.length > 40 || !/^[a-z']+$/.test(input)) return input;
  // Y marks a consonant: at the beginning and after a vowel.
  let word = input
    .replace(/^'/, '')
    .replace(/^y/, 'Y')
    .replace(/([aeiouy])y/g, '$1Y');
  const prefix = /^(?:gener|commun|arsen)/.exec(word);
  const r1 = prefix ? prefix[0].length : regionAfter(word, 0);
  const r2 = regionAfter(word, r1);
  word = word.replace(/'s?'?$/, '');
  word = withoutPlural(word);
  if (DONE_AFTER_PLURAL.has(word)) return word;
  word = withoutPast(word, r1);
  if (/[yY]$/.test(word) && word.length > 2 && !isVowel(word.at(-2))) word = `${word.slice(0, -1)}i`;
  word = replaceEnding(word, r1, r2, STEP2);
  word = replaceEnding(word, r1, r2, STEP3);
  word = withoutSuffix(word, r2);
  if (word.endsWith('e')) {
    const start = word.length - 1;
    if (start >= r2 || (start >= r1 && !endsInShortSyllable(word.slice(0, -1)))) word = word.slice(0, -1);
  } else if (word.endsWith('ll') && word.length - 1 >= r2) word = word.slice(0, -1);
  return word.replaceAll('Y', 'y');
}
