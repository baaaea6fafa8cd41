import type { Button, Form, View } from '../../../src/chat/view.ts';

/** A message as the page gets it. */
export interface ShownMessage {
  readonly id: string;
  readonly conversation: string;
  readonly thread: string | null;
  readonly author: string | null;
  readonly onlyFor: string | null;
  readonly content: View | { readonly text: string };
  readonly createdAt: string;
  readonly changedAt: string;
}

/** A form on somebody's screen, and where its answer goes. */
export interface ShownForm {
  readonly form: Form;
  readonly place: {
    readonly conversation: string;
    readonly thread: string | null;
    readonly message: string | null;
  };
}

function viewOf(message: ShownMessage): View | null {
  return 'blocks' in message.content ? message.content : null;
}

export function buttonsOf(message: ShownMessage): readonly Button[] {
  return viewOf(message)?.blocks.flatMap((block) => (block.type === 'buttons' ? block.buttons : [])) ?? [];
}

/** Everything that can be read on the message, as one text. */
export function textOf(message: ShownMessage): string {
  if (!('blocks' in message.content)) return message.content.text;
  const words: string[] = [];
  gather(message.content.blocks, words);
  return words.join(' ');
}

const unseen = new Set(['type', 'verb', 'args', 'externalId', 'style', 'opensForm']);

function gather(value: unknown, words: string[]): void {
  if (typeof value === 'string') words.push(value);
  else if (Array.isArray(value)) for (const each of value) gather(each, words);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, each] of Object.entries(value)) if (!unseen.has(name)) gather(each, words);
  }
}
