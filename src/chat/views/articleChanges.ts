import { diffLines } from 'diff';
import type { Block } from '../view.ts';
import type { ViewContext } from './context.ts';
import { contextBlock, excerpt } from './pieces.ts';

const LINES = 12;
const LINE_LENGTH = 160;
/** Texts beyond it are compared by their beginnings: a difference may not hold up an answer. */
const COMPARED = 60_000;

/** The lines in which two versions of a text differ, with `+` for what is new and `−` for what is gone. */
export function articleChanges(before: string, after: string, w: ViewContext): readonly Block[] {
  const { articles } = w.words;
  const parts = diffLines(`${before.slice(0, COMPARED)}\n`, `${after.slice(0, COMPARED)}\n`);
  const lines = parts
    .filter((part) => part.added || part.removed)
    .flatMap((part) =>
      part.value
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => `${part.added ? '+' : '−'} ${excerpt(line, LINE_LENGTH)}`),
    );
  if (lines.length === 0) return [];
  const left = lines.length - LINES;
  return [
    { type: 'list', items: lines.slice(0, LINES).map((line) => [line]) },
    ...(left > 0 ? [contextBlock(articles.moreChanges({ count: left }))] : []),
  ];
}
