import { describe, expect, it } from 'vitest';
import { articleText } from '../../src/slack/articleText.ts';
import { faultsOfBlocks } from '../support/slack/blocks.ts';

function article(source: string, max = 3000) {
  const elements = articleText(source, max);
  if (elements.length > 0) expect(faultsOfBlocks([{ type: 'rich_text', elements }], 'message')).toEqual([]);
  return elements;
}
const plain = (text: string) => ({ type: 'text', text });
const section = (...elements: object[]) => ({ type: 'rich_text_section', elements });

describe('an article in Slack', () => {
  it('shows headings, paragraphs, emphasis and code', () => {
    expect(article('## Reconnect\n\nOpen **Settings**, then *VPN* and `ipconfig /all`.\n\nDone.')).toEqual([
      section({ type: 'text', text: 'Reconnect', style: { bold: true } }, plain('\n')),
      section(
        plain('Open '),
        { type: 'text', text: 'Settings', style: { bold: true } },
        plain(', then '),
        { type: 'text', text: 'VPN', style: { italic: true } },
        plain(' and '),
        { type: 'text', text: 'ipconfig /all', style: { code: true } },
        plain('.'),
        plain('\n'),
      ),
      section(plain('Done.')),
    ]);
  });

  it('shows lists with their depth and counting', () => {
    expect(article('1. Quit\n   - really\n2. Start\n')).toEqual([
      { type: 'rich_text_list', style: 'ordered', indent: 0, elements: [section(plain('Quit'))] },
      { type: 'rich_text_list', style: 'bullet', indent: 1, elements: [section(plain('really'))] },
      { type: 'rich_text_list', style: 'ordered', indent: 0, offset: 1, elements: [section(plain('Start'))] },
    ]);
  });

  it('shows code as it was typed, also unterminated', () => {
    const code = { type: 'rich_text_preformatted', elements: [plain('sudo rm *a* <b>\n  x')] };
    expect(article('```sh\nsudo rm *a* <b>\n  x\n```')).toEqual([code]);
    expect(article('```\nsudo rm *a* <b>\n  x')).toEqual([code]);
  });

  it('links http and https only, and shows pictures by their name', () => {
    expect(
      article(
        '[VPN](https://kb.test/vpn_(new)) [x](javascript:alert(1)) ![a *map*](a.png) <https://a.test/?a=1&b=2>.',
      ),
    ).toEqual([
      section(
        { type: 'link', url: 'https://kb.test/vpn_(new)', text: 'VPN' },
        plain(' '),
        plain('x'),
        plain(' '),
        plain('a *map*'),
        plain(' '),
        { type: 'link', url: 'https://a.test/?a=1&b=2', text: 'https://a.test/?a=1&b=2' },
        plain('.'),
      ),
    ]);
    expect(article('见 https://a.test/x。然后')).toEqual([
      section(
        plain('见 '),
        { type: 'link', url: 'https://a.test/x', text: 'https://a.test/x' },
        plain('。然后'),
      ),
    ]);
  });

  it('keeps code, parentheses of addresses and what is struck out', () => {
    expect(article('`<b>` [a](https://a.test/b(c)d(e)) ~~old~~ [a](b(c)d)')).toEqual([
      section(
        { type: 'text', text: '<b>', style: { code: true } },
        plain(' '),
        { type: 'link', url: 'https://a.test/b(c)d(e)', text: 'a' },
        plain(' '),
        { type: 'text', text: 'old', style: { strike: true } },
        plain(' '),
        plain('a'),
      ),
    ]);
  });

  it('shows HTML, snake_case, lone stars and mentions as text', () => {
    for (const text of [
      '<script>alert(1)</script>',
      'set MY_LONG_NAME=1',
      '2 * 3 * 4',
      '<!channel> <@U1> @here',
    ]) {
      expect(article(text)).toEqual([section(plain(text))]);
    }
  });

  it('shows quotes, tables and nothing for nothing', () => {
    expect(article('> Note\n> well')).toEqual([{ type: 'rich_text_quote', elements: [plain('Note\nwell')] }]);
    expect(article('| a | b |\n|---|---|\n| 1 | 2 |')[0]?.type).toBe('rich_text_preformatted');
    expect(article('\n\n---\n')).toEqual([]);
  });

  it('is cut between lines, visibly', () => {
    const lines = Array.from({ length: 100 }, (_, index) => `line ${index} with some words`).join('\n\n');
    const shown = JSON.stringify(article(lines, 400));
    expect(shown).toContain('… (cut)');
    expect(shown.match(/line \d+( with some words)?/g)?.every((line) => line.endsWith('words'))).toBe(true);
  });
});
