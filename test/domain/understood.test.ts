import { describe, expect, it } from 'vitest';
import { tierWithout, understood } from '../../src/domain/understood.ts';

const find = (slug: string, confidence: number, translationOf: string | null = null) => ({
  article: { slug, language: slug.endsWith('-zh') ? ('zh' as const) : ('en' as const), translationOf },
  confidence,
});
const names = (found: readonly ReturnType<typeof find>[], language: 'en' | 'zh') =>
  understood(found, language).map(({ article, confidence }) => `${article.slug} ${confidence}`);

describe('what an asker understands', () => {
  it('is in their language, where that answers', () => {
    const found = [find('vpn-zh', 0.9), find('vpn', 0.08), find('wifi-zh', 0.01)];
    expect(names(found, 'zh')).toEqual(['vpn-zh 0.9', 'wifi-zh 0.01']);
    expect(names(found, 'en')).toEqual(['vpn-zh 0.9', 'vpn 0.08']);
  });

  it('is the one article that fits, in whatever language, and not noise in theirs', () => {
    const found = [find('update-0x80070005', 0.998), find('vpn-zh', 0.0001)];
    expect(names(found, 'zh')).toEqual(['update-0x80070005 0.998', 'vpn-zh 0.0001']);
  });

  it('is the translation of what fits best, as likely as that', () => {
    const found = [find('password', 0.8), find('mail-zh', 0.1), find('password-zh', 0.05, 'password')];
    expect(names(found, 'zh')).toEqual(['password-zh 0.8', 'mail-zh 0.1']);
    const translated = [find('login-zh', 0.7), find('login', 0.2, 'login-zh')];
    expect(names(translated, 'en')).toEqual(['login 0.7']);
  });

  it('is nothing of nothing', () => {
    expect(understood([], 'en')).toEqual([]);
  });
});

describe('the tier of what is left', () => {
  it('stays while the best is left', () => {
    expect(tierWithout('answer', [0.01], [0.9, 0.02])).toBe('answer');
    expect(tierWithout('clarify', [], [0.3, 0.2])).toBe('clarify');
  });

  it('is none when the answer itself may no longer be read', () => {
    expect(tierWithout('answer', [0.97], [0.001, 0.0004])).toBe('none');
    expect(tierWithout('answer', [0.97], [])).toBe('none');
  });

  it('offers what would have been likely without it', () => {
    expect(tierWithout('answer', [0.6], [0.35])).toBe('clarify');
  });

  it('makes nothing of what was refused before', () => {
    expect(tierWithout('none', [0.1], [0.3])).toBe('none');
  });
});
