import { describe, expect, it } from 'vitest';
import { earlierPart } from '../../src/chat/forms/earlier.ts';
import { openTicketForm } from '../../src/chat/forms/openTicketForm.ts';
import * as forms from '../../src/chat/forms/ticketForms.ts';
import type { Form } from '../../src/chat/view.ts';
import { wordsFor } from '../../src/chat/words/words.ts';

const en = wordsFor('en');

function ticket(changes: { title?: string; description?: string; service?: string | null } = {}): Form {
  const services = [
    { key: 'vpn', name: 'VPN' },
    { key: 'mail', name: 'E-mail' },
  ];
  return openTicketForm(
    {
      title: 'VPN drops',
      description: 'every hour',
      services,
      service: 'vpn',
      impact: 'low',
      urgency: 'medium',
      args: { question: 'q1' },
      ...changes,
    },
    en,
  );
}

const field = (form: Form, name: string) => form.fields.find((each) => each.name === name);

describe('the form for a ticket', () => {
  it('comes filled in from the conversation', () => {
    const form = ticket();
    expect(form.verb).toBe('open');
    expect(form.args).toEqual({ question: 'q1' });
    expect(form.fields.map((each) => [each.name, each.initial])).toEqual([
      ['title', 'VPN drops'],
      ['description', 'every hour'],
      ['service', 'vpn'],
      ['impact', 'low'],
      ['urgency', 'medium'],
    ]);
  });

  it('keeps what is filled in within what the fields take, cut visibly', () => {
    const form = ticket({ title: `a\n${'x'.repeat(400)}`, description: `${'x'.repeat(2998)}😀😀` });
    const title = field(form, 'title')?.initial ?? '';
    expect(title).toMatch(/^a x+…$/);
    expect(title).toHaveLength(200);
    expect(field(form, 'description')?.initial).toBe(`${'x'.repeat(2998)}…`);
  });

  it('leaves the service open when none is suggested', () => {
    expect(field(ticket({ service: null }), 'service')).not.toHaveProperty('initial');
  });
});

describe('the forms of a ticket', () => {
  it.each([
    [forms.replyForm('INC-1', en), 'reply', ['text']],
    [forms.noteForm('INC-1', en), 'note', ['text']],
    [forms.holdForm('INC-1', [], en), 'hold', ['reason', 'text']],
    [forms.escalateForm('INC-1', ['L2', 'L3'], en), 'escalate', ['tier', 'text']],
    [forms.resolveForm('INC-1', en), 'resolve', ['text']],
    [forms.reopenForm('INC-1', en), 'reopen', ['text']],
    [forms.assignForm('INC-1', [{ key: 'ana', name: 'Ana' }], en), 'assign', ['person']],
    [forms.cancelForm('INC-1', en), 'cancel', ['text']],
    [forms.ratingCommentForm('INC-1', '4', en), 'rate', ['text']],
  ])('submit what the command takes', (form, verb, names) => {
    expect(form.verb).toBe(verb);
    expect(form.args.ticket).toBe('INC-1');
    expect(form.fields.map((each) => each.name)).toEqual(names);
    for (const each of form.fields) {
      if (each.input.type !== 'choice') expect(each.input.maxLength).toBeLessThanOrEqual(3000);
    }
  });

  it('bring the score back with the comment, which may stay empty', () => {
    const form = forms.ratingCommentForm('INC-1', '4', en);
    expect(form.args).toEqual({ ticket: 'INC-1', score: '4' });
    expect(form.fields[0]?.required).toBe(false);
  });

  it('offer only the tiers that the team has', () => {
    const tier = forms.escalateForm('INC-1', ['L3'], en).fields[0];
    expect(tier?.initial).toBe('L3');
    expect(tier?.input).toEqual({ type: 'choice', options: [{ value: 'L3', label: 'L3 experts' }] });
  });
});

describe('what was written before', () => {
  const many = (count: number, text = 'x') =>
    Array.from({ length: count }, (_, index) => ({ author: `p${index + 1}`, text }));

  it('is a line for each message, the newest 20, and says that there are more', () => {
    expect(earlierPart('Earlier:', many(2, 'one\ntwo'), 3000)).toBe('Earlier:\n- p1: one two\n- p2: one two');
    const part = earlierPart('Earlier:', many(21), 3000).split('\n');
    expect(part).toHaveLength(22);
    expect(part.slice(0, 3)).toEqual(['Earlier:', '…', '- p2: x']);
    expect(earlierPart('Earlier:', many(20), 3000)).not.toContain('…');
  });

  it('fits into its room, each message and all of them cut visibly', () => {
    const part = earlierPart('Earlier:', many(20, '网'.repeat(400)), 1000);
    expect(part.length).toBeLessThanOrEqual(1000);
    expect(part).toMatch(/^Earlier:\n…\n- p18: 网{300}…\n- p19: 网{300}…\n- p20: 网{300}…$/);
    expect(earlierPart('Earlier:', many(3), 5)).toBe('');
    expect(earlierPart('Earlier:', many(3), -100)).toBe('');
    expect(earlierPart('Earlier:', [], 3000)).toBe('');
  });
});
