import type { types } from '@slack/bolt';
import type { View } from '../chat/view.ts';
import { LIMITS } from './limits.ts';
import { renderBlock } from './renderBlock.ts';
import { CUT, cutEscaped, oneLine } from './text.ts';

/** A message as `chat.postMessage` and `chat.update` take it. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: types.KnownBlock[];
}

/** Lengths to which texts are cut, one after the other, until all blocks together fit. */
const TEXT_LENGTHS = [LIMITS.sectionText, 1500, 800, 400, 200, 100];

/**
 * A View as Block Kit, within Slack's limits: what is too long is cut visibly, buttons are kept. Throws a ChannelError
 * `rejected` when a button's args do not fit.
 */
export function renderView(view: View): SlackMessage {
  const text = cutEscaped(oneLine(view.fallback), LIMITS.messageText);
  for (const length of TEXT_LENGTHS) {
    const blocks = renderBlocks(view.blocks, length, LIMITS.blocks);
    if (size(blocks) <= LIMITS.messageBlocks) return { text, blocks };
  }
  return { text, blocks: shortened(renderBlocks(view.blocks, 100, LIMITS.blocks)) };
}

/** Blocks of a message or a form; no text longer than `textLength`, at most `most` blocks. */
export function renderBlocks(blocks: View['blocks'], textLength: number, most: number): types.KnownBlock[] {
  const rendered = blocks.flatMap((block, index) => renderBlock(block, index, textLength));
  if (rendered.length <= most) return rendered;
  const last = rendered.at(-1);
  const end = last?.type === 'actions' ? [last] : [];
  return [...rendered.slice(0, most - 1 - end.length), cutNote(), ...end];
}

/** Leaves out blocks from the end, but none with buttons, until the rest fits. */
function shortened(blocks: readonly types.KnownBlock[]): types.KnownBlock[] {
  const kept = [...blocks];
  while (size(kept) + size([cutNote()]) > LIMITS.messageBlocks) {
    const index = kept.findLastIndex((block) => block.type !== 'actions');
    kept.splice(index === -1 ? kept.length - 1 : index, 1);
  }
  const buttons = kept.findLastIndex((block) => block.type !== 'actions') + 1;
  return [...kept.slice(0, buttons), cutNote(), ...kept.slice(buttons)];
}

function cutNote(): types.KnownBlock {
  return { type: 'context', elements: [{ type: 'plain_text', text: CUT, emoji: false }] };
}

function size(blocks: readonly types.KnownBlock[]): number {
  return JSON.stringify(blocks).length;
}
