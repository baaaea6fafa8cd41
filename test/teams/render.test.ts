import { describe, expect, it } from 'vitest';
import type { Block, Button, Form, View } from '../../src/chat/view.ts';
import { CUT, TEAMS_LIMITS } from '../../src/teams/limits.ts';
import { renderMarkdown } from '../../src/teams/markdown.ts';
import { renderCard, renderMessage } from '../../src/teams/render.ts';
import { renderFormCard } from '../../src/teams/renderForm.ts';
import { cut } from '../../src/teams/text.ts';
import { cardButtons, cardFault, cardInputs, cardText } from '../support/teams/card.ts';

const of = (...blocks: Block[]): View => ({ fallback: 'f', blocks });
const draw = (...blocks: Block[]) => renderCard(of(...blocks), 'n', 'message').content;
const bytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
const buttons = (count: number): Button[] =>
  Array.from({ length: count }, (_, index) => ({
    label: `B${index}`,
    verb: 'rate',
    args: { score: `${index}` },
  }));

describe('what people wrote', () => {
  const NASTY =
    '**bold** [click](https://evil.example) <at>everyone</at> @everyone <!channel> `x` # no\n- item \u202Eabc 👩‍👩‍👧';

  it('is shown word for word in quotes, texts and headings: no Markdown, no mention', () => {
    for (const block of [
      { type: 'quote', author: 'Ana <at>x</at>', text: NASTY },
      { type: 'text', content: [NASTY] },
      { type: 'heading', text: NASTY },
      { type: 'list', items: [[NASTY]] },
    ] satisfies Block[]) {
      const card = draw(block);
      expect(cardText(card)).toContain(NASTY);
      expect(JSON.stringify(card)).not.toContain('"TextBlock"');
    }
  });

  it('is escaped where Teams reads Markdown', () => {
    const card = draw({ type: 'facts', items: [{ label: 'Title', value: [NASTY] }] });
    const text = JSON.stringify(card);
    expect(text).not.toContain('[click](');
    expect(text).not.toMatch(/<at>/);
    expect(cardText(card)).toContain('[click](https://evil.example)');
  });

  it('beside a real mention cannot name anybody else', () => {
    const card = draw({
      type: 'text',
      content: [{ mention: { name: 'Ben <at>', externalId: '29:ben' } }, ' look: <at>everyone</at>'],
    });
    expect(card.msteams).toMatchObject({
      entities: [{ text: '<at>Ben at</at>', mentioned: { id: '29:ben' } }],
    });
    expect(JSON.stringify(card.body)).not.toContain('<at>everyone');
    expect(cardFault(card)).toBeNull();
  });

  it('loses control characters and broken surrogates, nothing else', () => {
    expect(cardText(draw({ type: 'quote', author: null, text: 'a\u0000b\tc\nd \ud800 😀' }))).toBe(
      'ab\tc\nd \ufffd 😀',
    );
  });

  it('opens no address but of the web and of mail', () => {
    const card = draw({ type: 'text', content: [{ link: 'javascript:alert(1)', text: 'here' }] });
    expect(JSON.stringify(card)).not.toContain('javascript');
    const good = draw({ type: 'text', content: [{ link: 'https://kb.example/vpn', text: 'here' }] });
    expect(JSON.stringify(good)).toContain('https://kb.example/vpn');
  });
});

describe('at the limits', () => {
  it.each([
    ['heading', TEAMS_LIMITS.headingChars, (text: string): Block => ({ type: 'heading', text })],
    ['text', TEAMS_LIMITS.textChars, (text: string): Block => ({ type: 'text', content: [text] })],
    ['quote', TEAMS_LIMITS.textChars, (text: string): Block => ({ type: 'quote', author: null, text })],
    [
      'fact',
      TEAMS_LIMITS.factValueChars,
      (text: string): Block => ({ type: 'facts', items: [{ label: 'L', value: [text] }] }),
    ],
  ])('a %s is whole at its limit and cut visibly above', (_, limit, block) => {
    expect(cardText(draw(block('x'.repeat(limit))))).toContain('x'.repeat(limit));
    const over = cardText(draw(block('x'.repeat(limit + 1))));
    expect(over).toContain(`${'x'.repeat(limit - CUT.length)}${CUT}`);
    expect(over).not.toContain('x'.repeat(limit - CUT.length + 1));
  });

  it('never cuts a character in half', () => {
    for (let max = 10; max < 20; max += 1) expect(cut('😀'.repeat(20), max)).toMatch(/^(?:😀)* \[…\]$/u);
  });

  it('a card of 40,000 characters in any script stays under 27 KB and says that it was cut', () => {
    const quotes = Array.from(
      { length: 10 },
      (): Block => ({ type: 'quote', author: '安娜', text: '网'.repeat(40_000) }),
    );
    const card = draw(...quotes, { type: 'buttons', buttons: buttons(3) });
    expect(bytes(card)).toBeLessThanOrEqual(TEAMS_LIMITS.cardBytes);
    expect(cardText(card)).toContain(CUT.trim());
    expect(cardButtons(card)).toHaveLength(3);
  });

  it('a card that just fits is whole, one byte more is not', () => {
    const filler: Block[] = Array.from({ length: 6 }, () => ({ type: 'text', content: ['y'.repeat(4_000)] }));
    const room = TEAMS_LIMITS.cardBytes - bytes(draw(...filler, { type: 'text', content: [''] }));
    const whole = cardText(draw(...filler, { type: 'text', content: ['z'.repeat(room - 80)] }));
    expect(whole).not.toContain(CUT.trim());
    expect(cardText(draw(...filler, { type: 'text', content: ['z'.repeat(room + 1)] }))).toContain(
      CUT.trim(),
    );
  });

  it('six buttons are in sight, the others in the menu, and after twenty the card says that there were more', () => {
    const modes = (count: number) =>
      cardButtons(draw({ type: 'buttons', buttons: buttons(count) })).map(({ mode }) => mode);
    expect(modes(6)).toEqual(Array(6).fill(undefined));
    expect(modes(7)).toEqual([...Array(6).fill(undefined), 'secondary']);
    expect(modes(20)).toHaveLength(20);
    const over = draw({ type: 'buttons', buttons: buttons(21) });
    expect(cardButtons(over)).toHaveLength(20);
    expect(cardText(over)).toContain(CUT.trim());
  });

  it('the notification is one cut line', () => {
    expect(renderMessage({ fallback: 'f'.repeat(1_000), blocks: [] }, 'n').summary).toHaveLength(
      TEAMS_LIMITS.summaryChars,
    );
  });
});

describe('buttons', () => {
  it('have a nonce each, so that two with one verb are two acts', () => {
    const data = cardButtons(draw({ type: 'buttons', buttons: buttons(2) })).map(({ data }) =>
      JSON.stringify(data),
    );
    expect(data[0]).toContain('"nonce":"n.0"');
    expect(data[1]).toContain('"nonce":"n.1"');
  });

  it('carry the same in Action.Execute and in its fallback; one that opens a form asks for a dialog', () => {
    const [click, form] = cardButtons(
      draw({
        type: 'buttons',
        buttons: [...buttons(1), { label: 'Hold', verb: 'hold', args: {}, opensForm: true }],
      }),
    );
    expect(click).toMatchObject({
      type: 'Action.Execute',
      fallback: { type: 'Action.Submit', data: click?.data },
    });
    expect(form).toMatchObject({ type: 'Action.Submit', data: { msteams: { type: 'task/fetch' } } });
  });

  it('of a dialog submit it', () => {
    const { content } = renderCard(of({ type: 'buttons', buttons: buttons(1) }), 'n', 'dialog');
    expect(cardButtons(content)[0]?.type).toBe('Action.Submit');
  });
});

it('draws a form with all that Teams needs to check it', () => {
  const form: Form = {
    verb: 'open',
    args: { question: 'q1' },
    title: 'Open a ticket',
    submit: 'Open',
    cancel: 'Cancel',
    intro: [],
    fields: [
      {
        name: 'title',
        label: 'Title',
        required: true,
        initial: 'i'.repeat(300),
        input: { type: 'line', maxLength: 200 },
      },
      {
        name: 'impact',
        label: 'Impact',
        required: true,
        initial: 'low',
        input: { type: 'choice', options: [{ value: 'low', label: 'Low' }] },
      },
    ],
  };
  const { content } = renderFormCard(form, 'n', 'dialog');
  const [title, impact] = cardInputs(content);
  expect(title).toMatchObject({ id: 'field:title', isRequired: true, maxLength: 200 });
  expect(String(title?.value)).toHaveLength(200);
  expect(String(title?.value).endsWith(CUT)).toBe(true);
  expect(impact).toMatchObject({ value: 'low', choices: [{ value: 'low', title: 'Low' }] });
  expect(cardFault(content)).toBeNull();
});

it('draws an article in the Markdown that Teams knows', () => {
  const source =
    '# VPN\n\nOpen **Settings**, see [the guide](https://kb.example/a) and ![shot](img/a.png).\n- one\n- two\n\n```\nipconfig /all\n  x\n```\n| a | b |\n|---|---|\n| 1 | 2 |';
  const elements = renderMarkdown(source);
  expect(elements.map(({ type }) => type)).toEqual([
    'TextBlock',
    'TextBlock',
    'TextBlock',
    'RichTextBlock',
    'TextBlock',
  ]);
  expect(elements[1]?.text).toBe('Open **Settings**, see [the guide](https://kb.example/a) and shot.');
  expect(elements[2]?.text).toBe('- one\n- two');
  expect(cardText(elements[3])).toBe('ipconfig /all\n  x');
  expect(elements[4]?.text).toBe('- a · b\n- 1 · 2');
});

it.each([
  ['Type `<b>` and `a*b`, not <b>this</b>', 'Type <b> and a\\*b, not this'],
  ['Type `[x](https://a.example)` and `__init__`', 'Type \\[x\\](https://a.example) and \\_\\_init\\_\\_'],
  ['`<at>everyone</at>`', '<\u200bat>everyone<\u200b/at>'],
  ['see [a](b(c)d).', 'see a.'],
  [
    '[a](javascript:alert((1))) <[b](<https://kb.example/c>)',
    '[a\\](javascript:alert((1))) <[b](https://kb.example/c)',
  ],
  ['[VPN](https://kb.example/vpn_(new)_x "the title"), x', '[VPN](https://kb.example/vpn_%28new%29_x), x'],
  [
    '[`ping`](https://kb.example/a) __now [x](https://kb.example/b)__',
    '[ping](https://kb.example/a) **now [x](https://kb.example/b)**',
  ],
])('draws %s as %s', (source, text) => expect(renderMarkdown(source)[0]?.text).toBe(text));

it('marks the edge of an alert', () => {
  const card = renderCard(
    { ...of({ type: 'heading', text: 'Breached' }), tone: 'alert' },
    'n',
    'message',
  ).content;
  expect(card.body[0]).toMatchObject({ type: 'Container', style: 'attention' });
});
