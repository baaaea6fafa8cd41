import { describe, expect, it } from 'vitest';
import { courtesyOf } from '../../src/domain/courtesy.ts';

describe('a text that is only polite', () => {
  it.each([
    'hi',
    'Hello!',
    'HELLO THERE :wave:',
    'Good morning, everyone.',
    'hey, how are you?',
    'hi, thanks',
    '你好',
    '您好！',
    '早上好，大家',
    '在吗？',
    'hi 你好',
  ])('is a greeting: %s', (text) => expect(courtesyOf(text)).toBe('greeting'));

  it.each([
    'thanks',
    'Thank you so much!!',
    'ok',
    'OK, thanks 🙏',
    'ok谢谢',
    'Great, it works now',
    '👍',
    '👍🏽',
    ':+1:',
    '❤️',
    '谢谢',
    '好的',
    '收到，谢谢！',
  ])('is a thank-you: %s', (text) => expect(courtesyOf(text)).toBe('thanks'));

  it.each([
    '',
    'hi, my vpn drops',
    'hello world program crashes',
    'thanks, but it drops again',
    'ok?',
    'is it working now?',
    'good monitor',
    'vpn',
    '你好，打印机坏了',
    '好的打印机',
    '怎么办',
    '😡',
    '0x80070005',
    'help',
  ])('is something else: "%s"', (text) => expect(courtesyOf(text)).toBeNull());
});
