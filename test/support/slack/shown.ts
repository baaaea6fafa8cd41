import { at, listAt, textAt } from '../../../src/slack/json.ts';
import type { OpenView, SlackMessage } from './workspace.ts';

export interface ShownButton {
  readonly label: string;
  readonly actionId: string;
  readonly value: string;
}

/** Everything that a person reads in a message or window, in order, links with their address. */
export function shownText(shown: SlackMessage | OpenView): string {
  const blocks = 'view' in shown ? listAt(shown.view, 'blocks') : shown.blocks;
  return blocks.length === 0 && 'text' in shown ? shown.text : blocks.map(textOf).join('\n');
}

/** Buttons of a message, in order. */
export function buttonsOf(message: SlackMessage): readonly ShownButton[] {
  return message.blocks
    .filter((block) => textAt(block, 'type') === 'actions')
    .flatMap((block) => listAt(block, 'elements'))
    .map((button) => ({
      label: textAt(button, 'text', 'text') ?? '',
      actionId: textAt(button, 'action_id') ?? '',
      value: textAt(button, 'value') ?? '',
    }));
}

/** Accounts that a message notifies. */
export function mentionsIn(message: SlackMessage): readonly string[] {
  const all = JSON.stringify(message.blocks);
  const named = all.matchAll(/"user_id":"([A-Z0-9]+)"/g);
  // In rich text `<@U1>` is only text; in mrkdwn it is a mention.
  const markup = [...all.matchAll(/"type":"mrkdwn","text":"((?:[^"\\]|\\.)*)"/g)].map(
    (match) => match[1] ?? '',
  );
  const marked = markup.flatMap((text) => [...text.matchAll(/<@([A-Z0-9]+)>/g)]);
  return [...named, ...marked].map((match) => match[1] ?? '');
}

/** Input blocks of a window: name, whether it must be filled, choices (null for text), what it begins with. */
export function fieldsOf(open: OpenView): readonly {
  readonly name: string;
  readonly required: boolean;
  readonly choices: readonly string[] | null;
  readonly initial: string | null;
}[] {
  return listAt(open.view, 'blocks')
    .filter((block) => textAt(block, 'type') === 'input')
    .map((block) => {
      const element = at(block, 'element');
      const options = [
        ...listAt(element, 'options'),
        ...listAt(element, 'option_groups').flatMap((group) => listAt(group, 'options')),
      ];
      return {
        name: textAt(block, 'block_id') ?? '',
        required: at(block, 'optional') !== true,
        choices:
          textAt(element, 'type') === 'static_select'
            ? options.map((option) => textAt(option, 'value') ?? '')
            : null,
        initial: textAt(element, 'initial_value') ?? textAt(element, 'initial_option', 'value'),
      };
    });
}

function textOf(node: unknown): string {
  if (Array.isArray(node)) return node.map(textOf).filter(Boolean).join(' ');
  switch (textAt(node, 'type')) {
    case 'text':
    case 'plain_text':
    case 'mrkdwn':
      return textAt(node, 'text') ?? '';
    case 'link':
      return [textAt(node, 'text'), textAt(node, 'url')].filter(Boolean).join(' ');
    case 'user':
      return `@${textAt(node, 'user_id')}`;
    case 'rich_text_section':
    case 'rich_text_quote':
    case 'rich_text_preformatted':
      return listAt(node, 'elements').map(textOf).join('');
    case 'rich_text_list':
      return listAt(node, 'elements').map(textOf).join('\n');
    default: {
      const inside = ['text', 'fields', 'elements', 'label']
        .map((name) => at(node, name))
        .filter((part) => part !== undefined);
      return inside.map(textOf).filter(Boolean).join(' ');
    }
  }
}
