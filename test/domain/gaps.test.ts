import { describe, expect, it } from 'vitest';
import { alike, gapsAmong, type OpenQuestion, topicWords } from '../../src/domain/gaps.ts';

const same = (one: string, other: string) => alike(topicWords(one), topicWords(other));
let asked = 0;
const question = (text: string, ticket: OpenQuestion['ticket'] = null): OpenQuestion => ({
  id: `q${++asked}`,
  text,
  askedAt: asked,
  ticket,
});

describe('questions that ask for the same', () => {
  it.each([
    ['the coffee machine is broken', 'Coffee machine broken again, please help'],
    ['my SAP login fails', 'sap login failed since Monday'],
    ['投影仪连不上电脑', '会议室的投影仪连不上'],
    ['0x80070005', 'what is 0x80070005'],
  ])('%s ~ %s', (one, other) => expect(same(one, other)).toBe(true));

  it.each([
    ['my SAP login fails', 'my VPN login drops'],
    ['the printer is not working', 'the projector is not working'],
    ['help', 'please help me'],
    ['投影仪连不上', '打印机卡纸了'],
  ])('%s ≁ %s', (one, other) => expect(same(one, other)).toBe(false));
});

describe('gaps', () => {
  it('are groups with how many asked and what it cost, the dearest first', () => {
    const gaps = gapsAmong([
      question('coffee machine broken'),
      question('the coffee machine is broken'),
      question('sap login fails', { number: 'INC-1', workedSeconds: 7200 }),
      question('broken coffee machine', { number: 'INC-2', workedSeconds: 600 }),
      question('sap login failed', { number: 'INC-1', workedSeconds: 7200 }),
    ]);
    expect(
      gaps.map(({ questions, tickets, workedSeconds }) => [questions.length, tickets, workedSeconds]),
    ).toEqual([
      [2, 1, 7200],
      [3, 1, 600],
    ]);
    expect(gaps[1]?.questions[0]?.text, 'the newest stands for all').toBe('broken coffee machine');
  });
});
