import { describe, expect, it } from 'vitest';
import type { Block, Button, Inline } from '../../src/chat/view.ts';
import { at, listAt, textAt } from '../../src/slack/json.ts';
import { LIMITS } from '../../src/slack/limits.ts';
import { renderView } from '../../src/slack/render.ts';
import { CUT } from '../../src/slack/text.ts';
import { faultsOfBlocks } from '../support/slack/blocks.ts';

const render = (...blocks: Block[]) => renderView({ fallback: 'INC-1042', blocks });
const text = (...content: Inline[]): Block => ({ type: 'text', content });
const button = (label: string, args: Record<string, string> = {}): Button => ({ label, verb: 'claim', args });
const long = (length: number) => 'x'.repeat(length);

function checked(...blocks: Block[]) {
  const message = render(...blocks);
  expect(faultsOfBlocks(message.blocks, 'message')).toEqual([]);
  expect(JSON.stringify(message.blocks).length).toBeLessThanOrEqual(LIMITS.messageBlocks);
  return message.blocks;
}

describe('the edges of a message', () => {
  const first = (...blocks: Block[]) => checked(...blocks)[0];

  it('headings of 150 characters stay whole, longer ones are cut visibly', () => {
    expect(textAt(first({ type: 'heading', text: long(150) }), 'text', 'text')).toBe(long(150));
    expect(textAt(first({ type: 'heading', text: long(151) }), 'text', 'text')).toBe(long(143) + CUT);
  });

  it('texts of 3,000 characters stay whole, longer ones are cut visibly', () => {
    const shown = (block: unknown) => JSON.stringify(block).match(/x{9,}/)?.[0].length;
    expect(shown(first(text(long(3000))))).toBe(3000);
    expect(shown(first(text(long(3001))))).toBe(3000 - CUT.length);
    expect(JSON.stringify(first(text(long(3001))))).toContain(CUT);
    expect(JSON.stringify(first({ type: 'quote', author: null, text: long(3001) }))).toContain(CUT);
    expect(JSON.stringify(first({ type: 'markdown', source: long(3001) }))).toContain(CUT);
  });

  it('facts go five to a section, and their values are cut at 2,000', () => {
    const fact = (value: string) => ({ label: 'Priority', value: [value] });
    const blocks = checked({ type: 'facts', items: Array.from({ length: 6 }, () => fact('P1')) });
    expect(blocks.map((block) => listAt(block, 'fields').length)).toEqual([10, 2]);
    const values = (value: string) =>
      textAt(first({ type: 'facts', items: [fact(value)] }), 'fields', 1, 'text');
    expect(values(long(2000))).toBe(long(2000));
    expect(values(long(2001))).toHaveLength(2000);
    expect(values(long(2001))?.endsWith(CUT)).toBe(true);
    expect(values(' ')).toBe('–');
  });

  it('buttons go 25 to a block, labels of 75 characters stay whole, ids stay unique', () => {
    const buttons = Array.from({ length: 26 }, (_, index) => button(`${index}`));
    const blocks = checked({ type: 'buttons', buttons }, { type: 'buttons', buttons: [button('again')] });
    expect(blocks.map((block) => listAt(block, 'elements').length)).toEqual([25, 1, 1]);
    const label = (length: number) =>
      textAt(first({ type: 'buttons', buttons: [button(long(length))] }), 'elements', 0, 'text', 'text');
    expect(label(75)).toBe(long(75));
    expect(label(76)).toBe(long(68) + CUT);
  });

  it('refuses args of more than 2,000 characters rather than lose some', () => {
    const room = 2000 - JSON.stringify({ text: '' }).length;
    expect(() => checked({ type: 'buttons', buttons: [button('a', { text: long(room) })] })).not.toThrow();
    expect(() => render({ type: 'buttons', buttons: [button('a', { text: long(room + 1) })] })).toThrow(
      'too long',
    );
  });

  it('has at most 50 blocks, and the last buttons among them', () => {
    const dividers = (count: number): Block[] => Array.from({ length: count }, () => ({ type: 'divider' }));
    expect(checked(...dividers(50))).toHaveLength(50);
    const blocks = checked(...dividers(51), { type: 'buttons', buttons: [button('Claim')] });
    expect(blocks).toHaveLength(50);
    expect(JSON.stringify(blocks[48])).toContain(CUT);
    expect(blocks[49]?.type).toBe('actions');
  });

  it('keeps all blocks together within what Slack takes, with the buttons', () => {
    const blocks = checked(...Array.from({ length: 20 }, () => text(long(2900))), {
      type: 'buttons',
      buttons: [button('Claim')],
    });
    expect(blocks.at(-1)?.type).toBe('actions');
    expect(blocks).toHaveLength(21);
    const links = Array.from({ length: 49 }, () =>
      text({ link: `https://kb.test/${long(900)}`, text: 'open' }),
    );
    const shortened = checked(...links, { type: 'buttons', buttons: [button('Claim')] });
    expect(shortened.at(-1)?.type).toBe('actions');
    expect(JSON.stringify(shortened)).toContain(CUT);
  });

  it('cuts the one line of the notification at 4,000, in whole entities', () => {
    const line = (fallback: string) => renderView({ fallback, blocks: [] }).text;
    expect(line(long(4000))).toBe(long(4000));
    expect(line(long(4001))).toBe(long(3993) + CUT);
    const cut = line('&'.repeat(4000));
    expect(cut.length).toBeLessThanOrEqual(4000);
    expect(cut).toMatch(/^(&amp;)+… \(cut\)$/);
  });

  it('never cuts an emoji in two', () => {
    for (const length of [148, 149, 150, 151]) {
      const shown = textAt(
        first({ type: 'heading', text: `${long(length % 3)}${'😀'.repeat(length)}` }),
        'text',
        'text',
      );
      expect(shown).toBe(shown?.replace(/\p{Cs}/gu, ''));
    }
  });
});

describe("people's words", () => {
  const NASTY = 'Hi <!channel> <@U1> @everyone *bold* <http://evil.test|bank> & `x` \u0000\u202Eabc';

  it('stand as they are, and notify or link nothing', () => {
    const everywhere: Block[] = [
      { type: 'heading', text: NASTY },
      text(NASTY, { bold: NASTY }, { code: NASTY }),
      { type: 'markdown', source: NASTY },
      { type: 'quote', author: NASTY, text: NASTY },
      {
        type: 'facts',
        items: [
          { label: NASTY, value: [NASTY] },
          { label: 'x', value: [{ bold: NASTY }, NASTY] },
        ],
      },
      { type: 'list', items: [[NASTY]] },
      { type: 'context', content: [NASTY, { code: NASTY }] },
      {
        type: 'files',
        files: [{ name: NASTY, url: 'javascript:alert(1)', about: NASTY, unfinished: false }],
      },
      { type: 'buttons', buttons: [button(NASTY)] },
    ];
    const blocks = checked(...everywhere);
    for (const leaf of leaves(blocks)) {
      expect(['link', 'user', 'broadcast', 'usergroup']).not.toContain(textAt(leaf, 'type'));
      if (textAt(leaf, 'type') === 'mrkdwn') {
        expect(textAt(leaf, 'text')).not.toMatch(/[<>]/);
        expect(at(leaf, 'verbatim')).toBe(true);
      }
    }
    expect(JSON.stringify(blocks)).not.toMatch(/\\u0000|\u202E/);
    expect(JSON.stringify(blocks)).toContain(
      'Hi <!channel> <@U1> @everyone *bold* <http://evil.test|bank> & `x` abc',
    );
    expect(renderView({ fallback: NASTY, blocks: [] }).text).not.toMatch(/[<>]/);
  });

  it('of 40,000 characters are cut, not refused', () => {
    expect(JSON.stringify(checked({ type: 'quote', author: 'Emma', text: '语'.repeat(40_000) }))).toContain(
      CUT,
    );
  });

  it('only real accounts are mentioned and only web addresses linked', () => {
    const [block] = checked(
      text(
        { mention: { name: 'Ana', externalId: 'U2' } },
        { mention: { name: 'Bo', externalId: null } },
        { mention: { name: 'Eve', externalId: 'U2>' } },
        { link: 'https://kb.test/vpn', text: 'VPN' },
        { link: 'javascript:alert(1)', text: 'no' },
      ),
    );
    expect(at(block, 'elements', 0, 'elements')).toEqual([
      { type: 'user', user_id: 'U2' },
      { type: 'text', text: '@Bo' },
      { type: 'text', text: '@Eve' },
      { type: 'link', url: 'https://kb.test/vpn', text: 'VPN' },
      { type: 'text', text: 'no' },
    ]);
  });
});

function leaves(node: unknown): unknown[] {
  if (Array.isArray(node)) return node.flatMap(leaves);
  if (typeof node !== 'object' || node === null) return [];
  return [node, ...Object.values(node).flatMap(leaves)];
}
