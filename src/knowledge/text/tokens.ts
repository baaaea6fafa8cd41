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

function* hanTokens(run: string): Generator<Token> {
  for (let from = 0; from < run.length; from += LONGEST_RUN) {
    for (const { segment } of chinese.segment(run.slice(from, from + LONGEST_RUN)))
      yield { term: segment, kind: kindOf(segment, 'word') };
  }
}

function* wordToken(word: string, kind: TokenKind): Generator<Token> {
  if (word === '' || word.length > LONGEST_TERM) return;
  yield { term: stem(word), kind: kindOf(word, kind) };
}

function* pieceTokens(piece: string): Generator<Token> {
  const plain = piece.replace(/['’]s?$/, '').replaceAll(/['’]/g, '');
  if (!SEPARATORS.test(plain)) {
    yield* wordToken(plain, /\p{N}/u.test(plain) && /\p{L}/u.test(plain) ? 'code' : 'word');
    return;
  }
  const parts = plain.split(SEPARATORS);
  if (/[\p{N}_@\\]/u.test(plain)) {
    if (plain.length <= LONGEST_TERM) yield { term: plain, kind: 'code' };
    for (const part of parts) yield* wordToken(part, 'part');
  } else if (plain.includes('-') && parts.some((part) => part.length < 3)) {
    // "wi-fi" and "e-mail" are one word; "read-only" is two.
    yield* wordToken(parts.join(''), 'word');
  } else {
    for (const part of parts) yield* wordToken(part, 'word');
  }
}

/**
 * The terms of a text, in order: English stemmed, Chinese in words, codes as written (in lower case). Linear in the
 * length of the text, which the caller limits.
 */
export function* tokenize(text: string): Generator<Token> {
  for (const [piece] of text.normalize('NFKC').toLowerCase().matchAll(PIECES)) {
    if (HAN.test(piece)) yield* hanTokens(piece);
    else yield* pieceTokens(piece);
  }
}
