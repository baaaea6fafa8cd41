import { describe, expect, it } from 'vitest';
import { formatDuration, formatInstant } from '../../src/chat/words/time.ts';
import { type AllWords, wordsFor } from '../../src/chat/words/words.ts';
import type { TicketEvent } from '../../src/domain/ticket.ts';
import { NOW, openTicket } from './viewSamples.ts';

const CJK = /\p{Script=Han}/u;

/** Facts that any sentence may ask for. */
const FACTS = {
  number: 'INC-1042',
  role: 'L2',
  title: 'VPN',
  status: 'closed',
  priority: 'P2',
  due: '14:30',
  over: '1 h',
  left: '1 h',
  reason: 'R',
  since: '14:30',
  into: 'INC-1040',
  from: 'INC-1041',
  score: 4,
  author: 'Ana',
  by: 'Ana',
  at: '14:30',
  clock: 'C',
  rung: 2,
  run: 2,
  count: 3,
  team: 'Network',
  until: '17:00',
  target: 'Ben',
  oldest: '2 min',
  every: '30 min',
  next: '15:00',
  affected: 3,
  platform: 'Slack',
  problem: 'P',
  given: 'clam',
  verb: 'resolve',
  possible: 'reopen,rate',
  assignee: 'Ana',
  person: 'Ana',
  service: 'vpn',
  supplier: 'acme',
  name: 'Standard',
  on: '2026-12-01',
  business: 'Mia',
  it: 'Lea',
  agreement: 'Standard',
  version: 3,
  instance: 2,
  calendar: 'office',
  timeZone: 'Europe/Berlin',
  seconds: '2 h',
  total: '4 h',
  known: 'vpn, mail',
  tier: 'L3',
  what: 'text',
  rota: 'network',
  date: '2026-12-24',
  state: 'declined',
  to: '17:00',
  span: 'Mon to Tue',
  hours: '9 h',
  lasted: '2 min',
  percent: 50,
  round: 2,
  late: '2 min',
  missing: 'onCall',
  why: 'R',
  whom: 'Ben',
  conversation: 'C1',
  channels: '#network',
  request: 'message/1',
  article: 'vpn-drops',
  characters: '500000',
  day: 'soon',
  length: '7',
  confirmed: '3',
  refused: '1',
  shown: '9',
  asked: '4',
  tickets: '2',
  worked: '3 h',
  agent: 'Ana',
};

const LINE_FACTS = {
  number: 'INC-1042',
  by: 'Ana',
  person: (id: string) => id,
  service: (key: string) => key,
  team: (key: string) => key,
  instant: () => '14:30',
};

/** Every sentence of a language with its place, but for the lines of the timeline. */
function sentences(words: AllWords): [string, string][] {
  const found: [string, string][] = [];
  const walk = (value: unknown, place: string): void => {
    if (typeof value === 'string') found.push([place, value]);
    else if (typeof value === 'function') found.push([place, String(value(FACTS))]);
    else if (value && typeof value === 'object') {
      for (const [key, inner] of Object.entries(value)) if (key !== 'lines') walk(inner, `${place}.${key}`);
    }
  };
  walk(words, 'words');
  return found;
}

const EVENTS: { [T in TicketEvent['type']]: Extract<TicketEvent, { type: T }>[] } = {
  TicketOpened: [{ type: 'TicketOpened', ticket: openTicket() }],
  TicketClaimed: [{ type: 'TicketClaimed', assignee: 'ana' }],
  TicketAssigned: [
    { type: 'TicketAssigned', assignee: 'ana', before: null },
    { type: 'TicketAssigned', assignee: 'ana', before: 'ben' },
  ],
  TicketUnassigned: [{ type: 'TicketUnassigned', before: 'ana' }],
  PriorityChanged: [
    { type: 'PriorityChanged', before: 'P3', priority: 'P1', impact: 'high', urgency: 'high' },
  ],
  ServiceChanged: [{ type: 'ServiceChanged', before: 'vpn', service: 'mail', team: 'office' }],
  NoteAdded: [{ type: 'NoteAdded', body: 'b' }],
  AgentReplied: [{ type: 'AgentReplied', body: 'b', inThread: true }],
  RequesterReplied: [{ type: 'RequesterReplied', body: 'b' }],
  PutOnHold: [
    { type: 'PutOnHold', reason: 'requester', body: null },
    { type: 'PutOnHold', reason: 'supplier', body: null },
  ],
  Resumed: [
    { type: 'Resumed', why: 'agent' },
    { type: 'Resumed', why: 'requesterReplied' },
  ],
  HandedOver: [{ type: 'HandedOver', from: 'L1', to: 'L2', body: null }],
  HandOverAccepted: [{ type: 'HandOverAccepted', tier: 'L2', by: 'ben' }],
  Retargeted: [{ type: 'Retargeted', from: 1, to: 2, agreement: 'standard' }],
  Resolved: [{ type: 'Resolved', resolution: 'b' }],
  Reopened: [{ type: 'Reopened', body: null }],
  Closed: [
    { type: 'Closed', why: 'confirmed' },
    { type: 'Closed', why: 'unanswered' },
    { type: 'Closed', why: 'agent' },
  ],
  Cancelled: [{ type: 'Cancelled', body: null }],
  Merged: [{ type: 'Merged', into: 'INC-1040' }],
  Absorbed: [{ type: 'Absorbed', from: 'INC-1041', requester: 'li', watchers: [], links: [] }],
  Linked: [{ type: 'Linked', link: { type: 'causedBy', ticket: 'PRB-7' } }],
  WatcherAdded: [{ type: 'WatcherAdded', person: 'ben' }],
  WatcherRemoved: [{ type: 'WatcherRemoved', person: 'ben' }],
  Rated: [{ type: 'Rated', score: 5, body: null }],
  SlaWarned: [{ type: 'SlaWarned', clock: 'resolution', threshold: 0.8, due: NOW, fingerprint: 'f' }],
  SlaBreached: [{ type: 'SlaBreached', clock: 'resolution', due: NOW, fingerprint: 'f' }],
  Escalated: [
    {
      type: 'Escalated',
      run: 1,
      rung: 0,
      round: 1,
      due: NOW,
      told: [
        { to: 'channel', team: 'network', tier: 'L2', mention: [] },
        { to: 'person', person: 'ben', as: 'onCall' },
      ],
    },
  ],
  RungEmpty: [
    { type: 'RungEmpty', run: 1, rung: 1, due: NOW, missing: ['onCall L3'] },
    { type: 'RungEmpty', run: 1, rung: 1, due: NOW, missing: [], unreachable: true },
  ],
  Acknowledged: [{ type: 'Acknowledged', by: 'ben' }],
  Snoozed: [{ type: 'Snoozed', by: 'ben', until: NOW, body: 'b' }],
  SnoozeEnded: [{ type: 'SnoozeEnded', due: NOW }],
  MajorDeclared: [
    {
      type: 'MajorDeclared',
      body: 'b',
      channel: { local: 'major', language: 'en' },
      ladder: { key: 'major', rungs: [], staleAfter: null },
      updateEvery: 1800,
      affected: ['li'],
    },
  ],
  MajorUpdated: [{ type: 'MajorUpdated', body: 'b' }],
  MajorUpdateMissed: [{ type: 'MajorUpdateMissed', due: NOW }],
  AffectedAdded: [{ type: 'AffectedAdded', person: 'li' }],
  StoodDown: [{ type: 'StoodDown', body: 'b' }],
  KnownErrorRecorded: [{ type: 'KnownErrorRecorded', cause: null, workaround: 'b', affected: ['li'] }],
  KnownErrorWithdrawn: [{ type: 'KnownErrorWithdrawn', body: 'b' }],
  AcknowledgementWentStale: [{ type: 'AcknowledgementWentStale', by: 'ben', at: NOW }],
};

const INTERNAL: readonly TicketEvent['type'][] = [
  'NoteAdded',
  'Absorbed',
  'Linked',
  'WatcherAdded',
  'WatcherRemoved',
  'SlaWarned',
  'SlaBreached',
  'Escalated',
  'RungEmpty',
  'Acknowledged',
  'Snoozed',
  'SnoozeEnded',
  'MajorDeclared',
  'MajorUpdated',
  'MajorUpdateMissed',
  'AffectedAdded',
  'StoodDown',
  'KnownErrorRecorded',
  'KnownErrorWithdrawn',
  'AcknowledgementWentStale',
  'HandOverAccepted',
  'Retargeted',
];

describe('the words', () => {
  it('say everything in both languages', () => {
    const places = (words: AllWords) =>
      sentences(words)
        .map(([place]) => place)
        .sort();
    expect(places(wordsFor('zh'))).toEqual(places(wordsFor('en')));
  });

  it('leave no sentence without words, and none with a fact that is not there', () => {
    for (const language of ['en', 'zh'] as const) {
      for (const [place, sentence] of sentences(wordsFor(language))) {
        expect(sentence.trim(), place).not.toBe('');
        expect(sentence, place).not.toMatch(/undefined|null|NaN|\[object/);
      }
    }
  });

  it('are Chinese where they should be, and nowhere else', () => {
    for (const [place, sentence] of sentences(wordsFor('zh'))) expect(sentence, place).toMatch(CJK);
    for (const [place, sentence] of sentences(wordsFor('en'))) expect(sentence, place).not.toMatch(CJK);
  });

  it('fit the submit buttons and titles of Slack', () => {
    for (const language of ['en', 'zh'] as const) {
      const { forms } = wordsFor(language);
      for (const [name, sentence] of Object.entries(forms)) {
        if (/Title$|Submit$|^close$/.test(name)) expect(sentence.length, name).toBeLessThanOrEqual(24);
      }
    }
  });

  it('count one as well as many, and name no cost where no ticket came', () => {
    const [en, zh] = [wordsFor('en').articles, wordsFor('zh').articles];
    expect(en.gap({ asked: 1, tickets: 0, worked: '0 s' })).toBe('times asked: 1, no ticket');
    expect(en.gap({ asked: 3, tickets: 1, worked: '2 h' })).toBe(
      'times asked: 3, tickets: 1, working time until resolved: 2 h',
    );
    expect(zh.gap({ asked: 1, tickets: 0, worked: '0 秒' })).toBe('被问 1 次，没有工单');
    expect(en.unconfirmed({ shown: 1 })).toBe('times shown: 1');
  });

  it('count what a proof leaves out or what was tried, one as well as many', () => {
    const { ledger } = wordsFor('en');
    expect(ledger.earlier({ count: 1, number: 'INC-1' })).toContain('1 earlier one is not shown');
    expect(ledger.earlier({ count: 2, number: 'INC-1' })).toContain('2 earlier ones are not shown');
    expect(ledger.tried({ count: 1, why: 'W' })).toBe('begun 1 time: W');
  });

  it('name what is possible instead of an illegal transition', () => {
    expect(
      wordsFor('en').errors.wrongState({
        number: 'INC-1042',
        status: 'closed',
        verb: 'resolve',
        possible: FACTS.possible,
      }),
    ).toBe('INC-1042 is closed, so "resolve" is not possible now. What you can do: reopen, rate.');
    const nothing = { number: 'INC-1', status: 'merged', verb: 'claim', possible: '' };
    expect(wordsFor('en').errors.wrongState(nothing)).toContain('open a new ticket');
    expect(wordsFor('zh').errors.wrongState(nothing)).toContain('新建');
  });
});

describe('the timeline', () => {
  it.each(Object.entries(EVENTS))('words %s for agents, in both languages', (_, events) => {
    for (const event of events) {
      expect(wordsFor('en').lines.agents(event, LINE_FACTS)).toMatch(/^\S.*[.]$/);
      expect(wordsFor('zh').lines.agents(event, LINE_FACTS)).toMatch(/\p{Script=Han}.*。$/u);
    }
  });

  it.each(Object.entries(EVENTS))('tells the requester of %s only what concerns them', (type, events) => {
    for (const event of events) {
      const en = wordsFor('en').lines.requester(event, LINE_FACTS);
      const zh = wordsFor('zh').lines.requester(event, LINE_FACTS);
      if (INTERNAL.some((internal) => internal === type)) {
        expect([en, zh]).toEqual([null, null]);
      } else {
        expect(en).toMatch(/^\S.*[.]$/);
        expect(zh).toMatch(/\p{Script=Han}.*。$/u);
      }
    }
  });
});

describe('times', () => {
  it('are those of the desk, with the day', () => {
    expect(formatInstant(NOW, 'Europe/Berlin', 'en')).toBe('Mon 12 Jan 14:30');
    expect(formatInstant(NOW, 'Asia/Shanghai', 'zh')).toBe('1月12日 周一 21:30');
    expect(formatInstant(Date.UTC(2026, 6, 1, 22, 0), 'Europe/Berlin', 'en')).toBe('Thu 2 Jul 00:00');
  });

  it.each([
    [0, '0 s', '0 秒'],
    [45.9, '45 s', '45 秒'],
    [60, '1 min', '1 分钟'],
    [720, '12 min', '12 分钟'],
    [7200, '2 h', '2 小时'],
    [8100, '2 h 15 min', '2 小时 15 分钟'],
    [360_000, '100 h', '100 小时'],
    [-5, '0 s', '0 秒'],
  ])('make %s seconds %s', (seconds, en, zh) => {
    expect(formatDuration(seconds, 'en')).toBe(en);
    expect(formatDuration(seconds, 'zh')).toBe(zh);
  });
});
