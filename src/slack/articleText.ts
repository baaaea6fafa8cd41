import type { types } from '@slack/bolt';
import { inlineParts } from './articleInline.ts';
import { type RichPart, textPart } from './richText.ts';
import { CUT } from './text.ts';

type RichBlock = types.RichTextBlock['elements'][number];

const FENCE = /^\s*(```|~~~)/;
const HEADING = /^\s{0,3}#{1,6}\s+(.+?)\s*#*\s*$/;
const ITEM = /^(\s*)([-*+]|\d{1,4}[.)])\s+(.*)$/;
const QUOTE = /^\s{0,3}>\s?(.*)$/;
const RULE = /^\s{0,3}([-*_])(\s*\1){2,}\s*$/;
const TABLE = /^\s*\|.*\|\s*$/;
/** Slack's deepest indentation of a list. */
const DEEPEST = 8;

/**
 * The Markdown of a knowledge article as rich text: paragraphs, headings, lists, quotes, code, tables as they were
 * typed, links to http(s) only. HTML and everything unknown is shown as text. At most `max` characters of source.
 */
export function articleText(source: string, max: number): RichBlock[] {
  const lines = beginning(source.replaceAll('\r\n', '\n'), max).split('\n');
  const blocks: RichBlock[] = [];
  let at = 0;
  const take = (matches: (line: string) => boolean): string[] => {
    const from = at;
    while (at < lines.length && matches(lines[at] ?? '')) at += 1;
    return lines.slice(from, at);
  };
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const heading = HEADING.exec(line)?.[1];
    if (FENCE.test(line)) {
      at += 1;
      blocks.push(...code(take((next) => !FENCE.test(next))));
      at += 1;
    } else if (heading !== undefined) {
      at += 1;
      blocks.push(...section(inlineParts(heading, { bold: true })));
    } else if (line.trim() === '' || RULE.test(line)) {
      at += 1;
    } else if (TABLE.test(line)) {
      blocks.push(...code(take((next) => TABLE.test(next))));
    } else if (ITEM.test(line)) {
      blocks.push(...list(take((next) => ITEM.test(next) || /^\s+\S/.test(next))));
    } else if (QUOTE.test(line)) {
      const quoted = take((next) => QUOTE.test(next)).map((next) => next.replace(QUOTE, '$1'));
      blocks.push(...quote(inlineParts(quoted.join('\n'))));
    } else {
      const paragraph = take((next) => !startsBlock(next));
      blocks.push(...section(inlineParts(paragraph.map((next) => next.trim()).join('\n'))));
    }
  }
  return spaced(blocks);
}

function startsBlock(line: string): boolean {
  return (
    line.trim() === '' || [FENCE, HEADING, ITEM, QUOTE, RULE, TABLE].some((pattern) => pattern.test(line))
  );
}

function section(elements: RichPart[]): RichBlock[] {
  return elements.length === 0 ? [] : [{ type: 'rich_text_section', elements }];
}

function quote(elements: RichPart[]): RichBlock[] {
  return elements.length === 0 ? [] : [{ type: 'rich_text_quote', elements }];
}

function code(lines: readonly string[]): RichBlock[] {
  const [text] = textPart(lines.join('\n'));
  return text?.type === 'text' ? [{ type: 'rich_text_preformatted', elements: [text] }] : [];
}

/** Items of one style and depth next to each other are one list; a deeper or other one starts anew, as Slack has it. */
function list(lines: readonly string[]): RichBlock[] {
  const lists: types.RichTextList[] = [];
  for (const line of lines) {
    const [, space = '', mark = '', text = line.trim()] = ITEM.exec(line) ?? [];
    const last = lists.at(-1);
    if (mark === '') {
      last?.elements.at(-1)?.elements.push(...inlineParts(`\n${text}`));
      continue;
    }
    const elements = inlineParts(text);
    const style = /\d/.test(mark) ? 'ordered' : 'bullet';
    const indent = Math.min(DEEPEST, Math.floor(space.replaceAll('\t', '  ').length / 2));
    const item: types.RichTextSection = {
      type: 'rich_text_section',
      elements: elements.length ? elements : textPart(' '),
    };
    if (last !== undefined && last.style === style && last.indent === indent) last.elements.push(item);
    else lists.push({ type: 'rich_text_list', style, indent, elements: [item], ...offset(mark) });
  }
  return lists;
}

/** A list that goes on after a nested one keeps counting. */
function offset(mark: string): { offset?: number } {
  const first = Number.parseInt(mark, 10);
  return first > 1 ? { offset: first - 1 } : {};
}

/** Sections that follow each other get an empty line between them. */
function spaced(blocks: readonly RichBlock[]): RichBlock[] {
  return blocks.map((block, index) => {
    const next = blocks[index + 1];
    if (block.type !== 'rich_text_section' || next?.type !== 'rich_text_section') return block;
    return { ...block, elements: [...block.elements, ...textPart('\n')] };
  });
}

/** As many whole lines as fit, so that no link or word is torn where that can be avoided. */
function beginning(source: string, max: number): string {
  if (source.length <= max) return source;
  const head = source.slice(0, max - CUT.length - 2);
  const line = head.lastIndexOf('\n');
  const whole = line > max / 2 ? head.slice(0, line) : head;
  const fences = whole.split('\n').filter((text) => FENCE.test(text)).length;
  return `${whole}${fences % 2 === 1 ? '\n```' : ''}\n\n${CUT}`;
}
