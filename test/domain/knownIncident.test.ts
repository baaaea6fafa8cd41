import { describe, expect, it } from 'vitest';
import { type Known, knownIncident } from '../../src/domain/knownIncident.ts';
import { termsOf } from '../../src/domain/likeness.ts';

const vpn: Known = {
  service: 'vpn',
  title: 'Nobody gets through',
  summary: 'No VPN from anywhere',
  visibility: 'normal',
};
const mail: Known = {
  service: 'mail',
  title: 'Outlook shows a blank window',
  summary: 'Outlook is blank for everybody in Berlin',
  visibility: 'normal',
};
const about = (text: string, service: string | null = null) => ({ text, service });

describe('the known issue that a question is about', () => {
  it('is the one of its service', () => {
    expect(knownIncident([mail, vpn], about('my tunnel is broken', 'vpn'))).toBe(vpn);
  });

  it('is one that says the same, whatever service the words suggest', () => {
    expect(knownIncident([vpn, mail], about('Outlook opens a blank window', 'laptop'))).toBe(mail);
  });

  it('is none for a question about something else, nor for one word in common', () => {
    expect(knownIncident([vpn, mail], about('the printer prints nothing', 'printer'))).toBeNull();
    expect(knownIncident([mail], about('Outlook'))).toBeNull();
    expect(knownIncident([], about('my tunnel is broken', 'vpn'))).toBeNull();
  });

  it('is never one that only its team may see', () => {
    expect(knownIncident([{ ...vpn, visibility: 'team' }], about('No VPN', 'vpn'))).toBeNull();
  });

  it('is, of two of the same service, the one that shares more words', () => {
    const phone = { ...vpn, title: 'VPN on phones', summary: 'The app on phones does not connect' };
    expect(knownIncident([vpn, phone], about('vpn app on my phone', 'vpn'))).toBe(phone);
  });
});

describe('the words of a text', () => {
  it('are words, codes and pairs of Chinese characters, each once, without what stands in any ticket', () => {
    expect(termsOf('Please help: the VPN drops with 0x80070005, VPN!')).toEqual([
      'vpn',
      'drop',
      '0x80070005',
    ]);
    expect(termsOf('打印机 a')).toEqual(['打印', '印机']);
    expect(termsOf('')).toEqual([]);
  });

  it('are at most sixty, however long the text', () => {
    const long = Array.from({ length: 5_000 }, (_, index) => `word${index}`).join(' ');
    expect(termsOf(long)).toHaveLength(60);
    expect(termsOf('x'.repeat(40_000))).toEqual([]);
  });
});
