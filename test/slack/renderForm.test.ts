import { describe, expect, it } from 'vitest';
import type { Form, FormField } from '../../src/chat/view.ts';
import { at, listAt, textAt } from '../../src/slack/json.ts';
import { renderForm } from '../../src/slack/renderForm.ts';
import { CUT } from '../../src/slack/text.ts';
import { faultsOfView } from '../support/slack/blocks.ts';

const long = (length: number) => 'x'.repeat(length);

describe('forms', () => {
  const field = (extra: Partial<FormField> = {}): FormField => ({
    name: 'title',
    label: 'Title',
    required: true,
    input: { type: 'line', maxLength: 150 },
    ...extra,
  });
  const form = (extra: Partial<Form> = {}): Form => ({
    verb: 'open',
    args: { question: 'q1' },
    title: 'Open a ticket',
    submit: 'Open',
    cancel: 'Cancel',
    intro: [{ type: 'text', content: ['Check what I filled in.'] }],
    fields: [field()],
    ...extra,
  });
  const place = { kind: 'direct', conversation: 'D1', thread: null, message: null } as const;
  const open = (extra: Partial<Form> = {}) => {
    const view = renderForm(form(extra), place);
    expect(faultsOfView(view)).toEqual([]);
    return view;
  };

  it('carry verb, args and place; titles of 24 characters stay whole', () => {
    expect(JSON.parse(open().private_metadata ?? '')).toEqual({
      verb: 'open',
      args: { question: 'q1' },
      place,
    });
    expect(open({ title: long(24) }).title.text).toBe(long(24));
    expect(open({ title: long(25) }).title.text).toBe(long(17) + CUT);
  });

  it('offer any number of choices, over 100 in groups, and begin with the chosen one', () => {
    const options = Array.from({ length: 101 }, (_, index) => ({ value: `v${index}`, label: long(76) }));
    const choice = (count: number) =>
      at(
        open({
          fields: [field({ input: { type: 'choice', options: options.slice(0, count) }, initial: 'v99' })],
        }),
        'blocks',
        1,
        'element',
      );
    expect(listAt(choice(100), 'options')).toHaveLength(100);
    expect(listAt(choice(101), 'option_groups').map((group) => listAt(group, 'options').length)).toEqual([
      100, 1,
    ]);
    expect(textAt(choice(101), 'initial_option', 'value')).toBe('v99');
  });

  it('never begin with more text than they take', () => {
    const element = (length: number) =>
      at(
        open({ fields: [field({ input: { type: 'text', maxLength: 5000 }, initial: long(length) })] }),
        'blocks',
        1,
        'element',
      );
    expect(at(element(3000), 'max_length')).toBe(3000);
    expect(textAt(element(3000), 'initial_value')).toBe(long(3000));
    expect(textAt(element(3001), 'initial_value')).toHaveLength(3000);
  });

  it('refuse args that do not fit', () => {
    expect(() => renderForm(form({ args: { text: long(3000) } }), place)).toThrow('too long');
  });
});
