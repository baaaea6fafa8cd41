import { at, listAt, textAt } from '../../../src/slack/json.ts';

/** What Slack would find wrong with a message's or window's blocks; empty if nothing. Limits: Block Kit reference. */
export function faultsOfBlocks(blocks: readonly unknown[], surface: 'message' | 'modal'): string[] {
  const most = surface === 'message' ? 50 : 100;
  const faults = blocks.length > most ? [`more than ${most} blocks`] : [];
  const actionIds = new Set<string>();
  for (const [index, block] of blocks.entries()) {
    for (const fault of faultsOfBlock(block, surface, actionIds)) faults.push(`blocks[${index}] ${fault}`);
  }
  const blockIds = blocks.flatMap((block) => textAt(block, 'block_id') ?? []);
  if (new Set(blockIds).size !== blockIds.length) faults.push('block_id is not unique');
  return faults;
}

function faultsOfBlock(block: unknown, surface: string, actionIds: Set<string>): string[] {
  switch (textAt(block, 'type')) {
    case 'header':
      return faultsOfText(at(block, 'text'), 150, ['plain_text']);
    case 'section': {
      const fields = listAt(block, 'fields');
      const text = at(block, 'text');
      if (fields.length > 10) return ['more than 10 fields'];
      if (text === undefined && fields.length === 0) return ['has neither text nor fields'];
      return [
        ...(text === undefined ? [] : faultsOfText(text, 3000)),
        ...fields.flatMap((field) => faultsOfText(field, 2000)),
      ];
    }
    case 'context': {
      const elements = listAt(block, 'elements');
      if (elements.length === 0 || elements.length > 10) return ['needs 1 to 10 elements'];
      return elements.flatMap((element) => faultsOfText(element, 3000));
    }
    case 'actions': {
      const elements = listAt(block, 'elements');
      if (elements.length === 0 || elements.length > 25) return ['needs 1 to 25 elements'];
      return elements.flatMap((element) => faultsOfButton(element, actionIds));
    }
    case 'rich_text': {
      const elements = listAt(block, 'elements');
      return elements.length === 0 ? ['has no elements'] : elements.flatMap(faultsOfRich);
    }
    case 'divider':
      return [];
    case 'input':
      return surface === 'modal' ? faultsOfInput(block) : ['input is for modals'];
    default:
      return [`has the unknown type ${String(at(block, 'type'))}`];
  }
}

function faultsOfRich(element: unknown): string[] {
  const parts = listAt(element, 'elements');
  if (parts.length === 0) return ['rich text element is empty'];
  switch (textAt(element, 'type')) {
    case 'rich_text_list':
      return parts.flatMap(faultsOfRich);
    case 'rich_text_section':
    case 'rich_text_quote':
    case 'rich_text_preformatted':
      return parts.flatMap((part) => {
        const type = textAt(part, 'type');
        if (type === 'text') return textAt(part, 'text') === null ? ['empty text'] : [];
        if (type === 'link') return textAt(part, 'url') === null ? ['link without url'] : [];
        if (type === 'user') return textAt(part, 'user_id') === null ? ['user without id'] : [];
        return [`unexpected rich text part ${type}`];
      });
    default:
      return ['unknown rich text element'];
  }
}

function faultsOfButton(button: unknown, actionIds: Set<string>): string[] {
  const id = textAt(button, 'action_id');
  if (textAt(button, 'type') !== 'button' || id === null) return ['is no button with an action_id'];
  const faults = faultsOfText(at(button, 'text'), 75, ['plain_text']);
  if (id.length > 255) faults.push('action_id is too long');
  if (actionIds.has(id)) faults.push(`action_id ${id} is not unique`);
  actionIds.add(id);
  if ((textAt(button, 'value') ?? '').length > 2000) faults.push('value is too long');
  const style = textAt(button, 'style');
  return style === null || style === 'primary' || style === 'danger' ? faults : [...faults, `style ${style}`];
}

function faultsOfInput(block: unknown): string[] {
  const faults = faultsOfText(at(block, 'label'), 2000, ['plain_text']);
  const element = at(block, 'element');
  const options = [
    ...listAt(element, 'options'),
    ...listAt(element, 'option_groups').flatMap((group) => listAt(group, 'options')),
  ];
  if (listAt(element, 'options').length > 100) faults.push('more than 100 options');
  if (textAt(element, 'type') === 'static_select' && options.length === 0) faults.push('no options');
  faults.push(...options.flatMap((option) => faultsOfText(at(option, 'text'), 75, ['plain_text'])));
  if (Number(at(element, 'max_length') ?? 0) > 3000) faults.push('max_length above 3000');
  return faults;
}

function faultsOfText(
  text: unknown,
  max: number,
  types: readonly string[] = ['plain_text', 'mrkdwn'],
): string[] {
  const type = textAt(text, 'type');
  const content = textAt(text, 'text');
  if (type === null || !types.includes(type)) return [`text of type ${type}`];
  if (content === null) return ['text is empty'];
  return content.length > max ? [`text is longer than ${max}`] : [];
}

/** What Slack would find wrong with a window. */
export function faultsOfView(view: unknown): string[] {
  const faults = faultsOfBlocks(listAt(view, 'blocks'), 'modal');
  if (textAt(view, 'type') !== 'modal') faults.push('type is not modal');
  if (listAt(view, 'blocks').length === 0) faults.push('no blocks');
  for (const name of ['title', 'submit', 'close']) {
    const text = at(view, name);
    if (text !== undefined || name === 'title')
      faults.push(...faultsOfText(text, 24, ['plain_text']).map((fault) => `${name}: ${fault}`));
  }
  if ((textAt(view, 'private_metadata') ?? '').length > 3000) faults.push('private_metadata is too long');
  if ((textAt(view, 'callback_id') ?? '').length > 255) faults.push('callback_id is too long');
  return faults;
}
