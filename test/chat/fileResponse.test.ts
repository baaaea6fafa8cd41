import { describe, expect, it } from 'vitest';
import { fileHeaders } from '../../src/chat/fileResponse.ts';

const HTML = Buffer.from('<html><script>alert(1)</script>');
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

describe('what a browser is told of a file', () => {
  it('lets it show pictures in place, by their bytes', () => {
    for (const [bytes, type] of [
      [PNG, 'image/png'],
      [Buffer.from('ffd8ffe000104a464946', 'hex'), 'image/jpeg'],
      [Buffer.from('GIF89a......'), 'image/gif'],
      [Buffer.from('RIFF\x24\x00\x00\x00WEBPVP8 ', 'latin1'), 'image/webp'],
    ] as const) {
      const headers = fileHeaders('picture', bytes);
      expect(headers['content-type']).toBe(type);
      expect(headers['content-disposition']).toMatch(/^inline;/);
    }
  });

  it.each([
    ['screen.png', HTML],
    ['drawing.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
    ['page.html', HTML],
    ['empty.png', Buffer.alloc(0)],
    ['tool.exe', Buffer.from('MZ')],
  ])('saves everything else, whatever it is called: %s', (name, bytes) => {
    const headers = fileHeaders(name, bytes);
    expect(headers['content-type']).toBe('application/octet-stream');
    expect(headers['content-disposition']).toMatch(/^attachment;/);
  });

  it('never runs it, guesses at it or leaves it with a proxy', () => {
    expect(fileHeaders('a.png', PNG)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
      'referrer-policy': 'no-referrer',
    });
  });

  it('names it in any script, and no name breaks out of the header', () => {
    const { 'content-disposition': named } = fileHeaders(`报告 "x" (1)'*.pdf`, HTML);
    expect(named).toBe(
      `attachment; filename="__ _x_ (1)'*.pdf"; filename*=UTF-8''%E6%8A%A5%E5%91%8A%20%22x%22%20%281%29%27%2A.pdf`,
    );
  });
});
