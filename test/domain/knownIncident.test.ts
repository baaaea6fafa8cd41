import { describe, expect, it } from 'vitest';
import { type Known, knownIncident } from '../../src/domain/knownIncident.ts';
import { termsOf } from '../../src/domain/likeness.ts';

const vpn: Known = {
  service: 'vpn',
  title: 'Nobody gets through',
  isMajor: true,
  summary: 'No VPN from anywhere',
  visibility: 'normal',
  said: [],
};
const mail: Known = {
  service: 'mail',
  title: 'Outlook shows a blank window',
  isMajor: true,
  summary: 'Outlook is blank for everybody in Berlin',
  visibility: 'normal',
  said: [],
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

  it('is one that somebody asked about in the last hour in other words than its own, in either language', () => {
    const asked = { ...mail, said: ['the calendar of my team shows no meetings', '日历里看不到会议'] };
    const question = about('no meetings in my calendar since noon');
    expect(knownIncident([vpn, mail], question)).toBeNull();
    expect(knownIncident([vpn, asked], question)).toBe(asked);
    expect(knownIncident([vpn, asked], about('日历里的会议看不到了'))).toBe(asked);
    expect(knownIncident([vpn, asked], about('how do I book a meeting room?'))).toBeNull();
  });

  it.each([
    ['my vpn drops every hour', 'my outlook drops every hour', 'vpn drops twice an hour'],
    ['VPN 连不上', '打印机连不上', '公司 VPN 连接不上'],
    ['the vpn is slow to start', 'my laptop is slow to start', 'so slow to start, this vpn'],
  ])('is not about what only fails in the same way: %s, but %s', (said, unlike, like) => {
    const known = { ...vpn, isMajor: false, title: 'Tunnel', summary: '', said: [said] };
    expect(knownIncident([known], about(unlike))).toBeNull();
    expect(knownIncident([known], about(like, 'vpn'))).toBe(known);
  });

  it('is no known error for a question that only has its service in common', () => {
    const known = { ...vpn, isMajor: false, title: 'VPN drops every hour', summary: '' };
    expect(knownIncident([known], about('how do I get the vpn on a new phone', 'vpn'))).toBeNull();
    expect(knownIncident([known], about('vpn drops all the time', 'vpn'))).toBe(known);
    expect(knownIncident([vpn], about('how do I get the vpn on a new phone', 'vpn'))).toBe(vpn);
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
