import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Filters of newline-delimited JSON. */

/** What is wrong with a line, in a sentence for its sender. */
export class WrongLine extends Error {}

/**
 * Answers each line, in order; `answer` may throw a SyntaxError (no JSON) or a WrongLine, which becomes
 * `{"error": "..."}`. A blank line and a byte order mark at the beginning get no answer. An object that is not closed at the end of its line goes on
 * in the next line if that one is indented or begins by closing something. Resolves when all is
 * written, without ending the output; rejects if a stream fails.
 */
export async function answerLines(
  input: Readable,
  output: Writable,
  answer: (line: string) => string,
): Promise<void> {
  input.setEncoding('utf8');
  const answers = (chunks: AsyncIterable<string>) => answerChunks(chunks, answer);
  await pipeline(input, answers, output, { end: false });
  await written(output);
}

/** An output that is not ended has to be asked when everything is out. */
function written(output: Writable): Promise<void> {
  return new Promise((resolve, reject) => {
    output.once('error', reject);
    output.write('', (error) => {
      if (error) return;
      output.off('error', reject);
      resolve();
    });
  });
}

/** How some programs begin what they write; it is none of the text. */
const BYTE_ORDER_MARK = '\uFEFF';

async function* answerChunks(chunks: AsyncIterable<string>, answer: (line: string) => string) {
  let rest = '';
  let unfinished = '';
  let begun = false;
  for await (const chunk of chunks) {
    const marked = !begun && chunk.startsWith(BYTE_ORDER_MARK);
    begun = true;
    const lines = (rest + (marked ? chunk.slice(1) : chunk)).split('\n');
    rest = lines.pop() ?? '';
    let answers = '';
    for (const line of lines) {
      if (line.trim() === '') continue;
      const goesOn = unfinished !== '' && /^[\s}\]]/.test(line);
      if (unfinished !== '' && !goesOn) answers += lastWord(unfinished, answer);
      const text = goesOn ? `${unfinished}\n${line}` : line;
      const answered = answerLine(text, answer);
      unfinished = answered === null ? text : '';
      answers += answered ?? '';
    }
    if (answers !== '') yield answers;
  }
  const end = unfinished === '' ? rest : `${unfinished}\n${rest}`;
  if (end.trim() !== '') yield lastWord(end, answer);
}

/** Null if the line has to go on in the next one. */
function answerLine(line: string, answer: (line: string) => string): string | null {
  try {
    return `${answer(line)}\n`;
  } catch (error) {
    if (error instanceof WrongLine) return errorLine(error.message);
    // JSON.stringify recurses, and so does not write everything that JSON.parse reads.
    if (error instanceof RangeError) return errorLine('the line is nested too deeply');
    if (!(error instanceof SyntaxError)) throw error;
    return /^\s*\{/.test(line) && closingEnd(line, line.indexOf('{')) === -1 ? null : notJson(error);
  }
}

/** The answer to a line that nothing follows. */
function lastWord(line: string, answer: (line: string) => string): string {
  return answerLine(line, answer) ?? errorLine('the line is not JSON: it ends before its object is closed');
}

function notJson(error: SyntaxError): string {
  return errorLine(`the line is not JSON: ${error.message}`);
}

function errorLine(error: string): string {
  return `${JSON.stringify({ error })}\n`;
}

/** Index after the bracket that closes the one at `open`; -1 if none does. Looks at brackets and strings only. */
export function closingEnd(json: string, open: number): number {
  let depth = 0;
  for (let index = open; index < json.length; index++) {
    const code = json.charCodeAt(index);
    if (code === QUOTE) {
      do index = json.indexOf('"', index + 1);
      while (index !== -1 && isEscaped(json, index));
      if (index === -1) return -1;
    } else if (code === BRACE_OPEN || code === BRACKET_OPEN) {
      depth += 1;
    } else if (code === BRACE_CLOSE || code === BRACKET_CLOSE) {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
  }
  return -1;
}

const QUOTE = 0x22;
const BRACKET_OPEN = 0x5b;
const BACKSLASH = 0x5c;
const BRACKET_CLOSE = 0x5d;
const BRACE_OPEN = 0x7b;
const BRACE_CLOSE = 0x7d;

function isEscaped(json: string, quote: number): boolean {
  let before = quote - 1;
  while (json.charCodeAt(before) === BACKSLASH) before -= 1;
  return (quote - before) % 2 === 0;
}
