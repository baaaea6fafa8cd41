/** A stretch of an article, small enough to be shown: paragraphs of one section. Offsets are into the body. */
export interface Block {
  readonly heading: string | null;
  /** Section number; blocks of one section follow each other. */
  readonly section: number;
  readonly from: number;
  readonly to: number;
}

/** Paragraphs are joined up to this many characters. */
const BLOCK_LENGTH = 500;
const HEADING = /^ {0,3}#{1,6}[ \t]+(.*)$/;
const FENCE = /^ {0,3}(```|~~~)/;

/** Splits Markdown by its headings, and long sections by their paragraphs. A # inside a code fence is no heading. */
export function splitBlocks(body: string): Block[] {
  const blocks: Block[] = [];
  let heading: string | null = null;
  let section = 0;
  let from = 0;
  let fence: string | null = null;
  const close = (to: number): void => {
    if (body.slice(from, to).trim() !== '') blocks.push({ heading, section, from, to });
    from = to;
  };
  let at = 0;
  while (at < body.length) {
    const newline = body.indexOf('\n', at);
    const end = newline < 0 ? body.length : newline + 1;
    const line = body.slice(at, Math.min(end, at + 400)).trimEnd();
    const mark = FENCE.exec(line)?.[1];
    if (mark !== undefined) fence = fence === null ? mark : fence === mark ? null : fence;
    const title = fence === null ? HEADING.exec(line) : null;
    if (title) {
      close(at);
      section++;
      heading = (title[1] ?? '').replace(/[ \t]*#+$/, '').trim() || null;
      from = end;
    } else if (line === '' && fence === null && at - from >= BLOCK_LENGTH) close(end);
    at = end;
  }
  close(body.length);
  return blocks;
}
