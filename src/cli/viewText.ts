import type { Block, Inline, View } from '../chat/view.ts';

/** A view as lines of plain text, for the command line; buttons and files have no place there. */
export function viewText({ blocks }: View): string {
  return blocks.flatMap(blockLines).join('\n');
}

function blockLines(block: Block): readonly string[] {
  switch (block.type) {
    case 'heading':
      return [block.text];
    case 'text':
    case 'context':
      return [inlineText(block.content)];
    case 'facts':
      return block.items.map(({ label, value }) => `  ${label}: ${inlineText(value)}`);
    case 'list':
      return block.items.map((item) => `    ${inlineText(item)}`);
    case 'quote':
      return block.text.split('\n').map((line) => `  ${line}`);
    case 'markdown':
      return [block.source];
    case 'divider':
      return [''];
    case 'files':
    case 'buttons':
      return [];
  }
}

function inlineText(content: readonly Inline[]): string {
  return content
    .map((part) => {
      if (typeof part === 'string') return part;
      if ('bold' in part) return part.bold;
      if ('code' in part) return part.code;
      return 'link' in part ? part.text : part.mention.name;
    })
    .join('');
}
