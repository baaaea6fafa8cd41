import { stem } from './stem.ts';
import { isFrameWord, isStopWord } from './words.ts';

/**
 * `code`: kept as written (error codes, versions, names with digits); `part`: a piece of a code; `frame`: counts
 * little; `stop`: only there to recognise phrases such as "log in".
 */
export type TokenKind = 'word' | 'code' | 'part' | 'frame' | 'stop';

export interface Token {
  readonly term: string;
  readonly kind: TokenKind;
}

/** Longer runs without a space are no words anybody looks for. */
const LONGEST_TERM = 64;
/** No sentence is longer without a mark; the segmenter takes quadratic time. */
const LONGEST_RUN = 200;

// Separators and word letters exclude each other, so a match never backtracks, however long the text.
const PIECES =
  /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}])+(?:['’._\-@:\\](?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}])+)*[+#]{0,2}/gu;
const SEPARATORS = /['’._\-@:\\]+/;
const HAN = /^\p{Script=Han}/u;

const chinese = new Intl.Segmenter('zh', { granularity: 'word' });

const kindOf = (word: string, otherwise: TokenKind): TokenKind =>
  isStopWord(word) ? 'stop' : isFrameWord(word) ? 'frame' : otherwise;

function hanTokens(run: string): Token[] {
  const tokens: Token[] = [];
  for (let from = 0; from < run.length; from += LONGEST_RUN) {
    for (const { segment } of chinese.segment(run.slice(from, from + LONGEST_RUN)))
      tokens.push({ term: segment, kind: kindOf(segment, 'word') });
  }
  return tokens;
}

const wordTokens = (word: string, kind: TokenKind): Token[] =>
  word === '' || word.length > LONGEST_TERM ? [] : [{ term: stem(word), kind: kindOf(word, kind) }];

function pieceTokens(piece: string): Token[] {
  const plain = piece.replace(/['’]s?$/, '').replaceAll(/['’]/g, '');
  if (!SEPARATORS.test(plain))
    return wordTokens(plain, /\p{N}/u.test(plain) && /\p{L}/u.test(plain) ? 'code' : 'word');
  const parts = plain.split(SEPARATORS);
  if (/[\p{N}_@\\]/u.test(plain)) {
    const pieces = parts.flatMap((part) => wordTokens(part, 'part'));
    return plain.length <= LONGEST_TERM ? [{ term: plain, kind: 'code' }, ...pieces] : pieces;
  }
  // "wi-fi" and "e-mail" are one word; "read-only" is two.
  if (plain.includes('-') && parts.some((part) => part.length < 3)) return wordTokens(parts.join(''), 'word');
  return parts.flatMap((part) => wordTokens(part, 'word'));
}

/** Few pieces make up most of what is written. */
const read = new Map<string, readonly Token[]>();
const MOST_READ = 50_000;

function knownTokens(piece: string): readonly Token[] {
  const known = read.get(piece);
  if (known !== undefined) return known;
  const tokens = HAN.test(piece) ? hanTokens(piece) : pieceTokens(piece);
  if (piece.length > LONGEST_TERM) return tokens;
  if (read.size >= MOST_READ) read.clear();
  read.set(piece, tokens);
  return tokens;
}

/**
 * The terms of a text, in order: English stemmed, Chinese in words, codes as written (in lower case). Linear in the
 * length of the text, which the caller limits.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const piece of text.normalize('NFKC').toLowerCase().match(PIECES) ?? [])
    for (const token of knownTokens(piece)) tokens.push(token);
  return tokens;
}
