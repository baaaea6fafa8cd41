import { describe, expect, it } from 'vitest';
import { fileName } from '../../src/domain/files.ts';

describe('the name of a file', () => {
  it.each([
    ['report.pdf', 'report.pdf'],
    ['季度 报告.xlsx', '季度 报告.xlsx'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\emma\\screen.png', 'screen.png'],
    ['folder/', 'folder'],
    ['a\u0000b\r\nc.txt', 'abc.txt'],
    ['invoice\u202egpj.exe', 'invoicegpj.exe'],
    ['.htaccess', 'htaccess'],
    ['what?*<now>|".txt', 'what___now___.txt'],
    ['\ud83d.txt', '\ufffd.txt'],
  ])('%j is kept as %j', (given, kept) => expect(fileName(given)).toBe(kept));

  it.each(['', '  ', '...', '/', '\u0000'])('is never empty: %j', (given) =>
    expect(fileName(given)).toBe('file'),
  );

  it('of 5,000 characters is cut before its ending', () => {
    const name = fileName(`${'long '.repeat(1000)}.tar.png`);
    expect(name).toHaveLength(120);
    expect(name).toMatch(/^long long .*\.png$/);
  });

  it('without an ending, or with an endless one, is cut where it is', () => {
    expect(fileName('x'.repeat(5000))).toBe('x'.repeat(120));
    expect(fileName(`x.${'y'.repeat(5000)}`)).toHaveLength(120);
  });
});
