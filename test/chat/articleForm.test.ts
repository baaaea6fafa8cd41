import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  articleForm,
  LONGEST_IN_FORM,
  submittedBody,
  submittedOwner,
} from '../../src/chat/forms/articleForm.ts';
import { wordsFor } from '../../src/chat/words/words.ts';

function formOf(body: string, owner: string | null = null) {
  const content = {
    title: 'VPN',
    body,
    language: 'en',
    audience: 'everyone',
    tags: ['a', 'b'],
    reviewBy: null,
    owner,
    translationOf: null,
  } as const;
  return articleForm(
    {
      content,
      teams: [{ key: 'network', name: 'Network' }],
      agents: [{ key: 'ana', name: 'Ana Silva' }],
      args: {},
      intro: [],
    },
    wordsFor('en'),
  );
}

function submitted(form: ReturnType<typeof formOf>): string {
  const values = Object.fromEntries(form.fields.map(({ name, initial }) => [name, initial ?? '']));
  return submittedBody(values, form.args);
}

describe('the form of an article', () => {
  it('gives back any text that fits, as it was', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      fc.constantFrom(
        '\n',
        '\n\n',
        '\n\n\n',
        '😀'.repeat(900),
        'x'.repeat(2_999),
        'y'.repeat(3_000),
        'z'.repeat(3_001),
      ),
    );
    const text = fc
      .array(piece, { minLength: 1, maxLength: 9 })
      .map((pieces) => pieces.join('').slice(0, LONGEST_IN_FORM));
    fc.assert(
      fc.property(text, (body) => {
        const form = formOf(body.toWellFormed());
        expect(submitted(form)).toBe(body.toWellFormed());
        for (const { input, initial } of form.fields)
          if (input.type === 'text') expect((initial ?? '').length).toBeLessThanOrEqual(3_000);
      }),
    );
  });

  it('has room to write on', () => {
    expect(formOf('short').fields.filter(({ input }) => input.type === 'text')).toHaveLength(1);
    const form = formOf('x'.repeat(2_500));
    const values = { body: 'x'.repeat(2_500), body2: 'more' };
    expect(submittedBody(values, form.args)).toBe(`${'x'.repeat(2_500)}\n\nmore`);
  });

  it('offers everyone, agents and each team', () => {
    const audience = formOf('x').fields.find(({ name }) => name === 'audience');
    expect(audience?.input).toMatchObject({
      options: [{ value: 'everyone' }, { value: 'agents' }, { value: 'team:network', label: 'Network' }],
    });
  });

  it('offers nobody, each team and each agent as the owner, and keeps one that the desk does not know', () => {
    const owners = (owner: string | null) => {
      const field = formOf('x', owner).fields.find(({ name }) => name === 'owner');
      const options = field?.input.type === 'choice' ? field.input.options.map(({ value }) => value) : [];
      return { options, initial: field?.initial };
    };
    expect(owners(null)).toEqual({ options: ['-', 'network', 'ana'], initial: '-' });
    expect(owners('ana')).toEqual({ options: ['-', 'network', 'ana'], initial: 'ana' });
    expect(owners('jane')).toEqual({ options: ['-', 'network', 'ana', 'jane'], initial: 'jane' });
    expect(submittedOwner('-', 'jane')).toBeNull();
    expect(submittedOwner('ana', 'jane')).toBe('ana');
    expect(submittedOwner(undefined, 'jane')).toBe('jane');
  });
});
