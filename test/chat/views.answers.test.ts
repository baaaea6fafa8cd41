import { describe, expect, it } from 'vitest';
import { COMMANDS, parseCommand } from '../../src/chat/commands.ts';
import { doneView, errorView, faultView } from '../../src/chat/views/answers.ts';
import { chooseTicket } from '../../src/chat/views/chooseTicket.ts';
import { helpView, nearestCommand, welcome } from '../../src/chat/views/help.ts';
import { line } from '../../src/chat/views/line.ts';
import { mineList, queueList } from '../../src/chat/views/lists.ts';
import { onCallList } from '../../src/chat/views/onCall.ts';
import { said } from '../../src/chat/views/said.ts';
import { type SuggestionsData, suggestions } from '../../src/chat/views/suggestions.ts';
import { DomainError } from '../../src/domain/errors.ts';
import { buttonsOf, context, NOW, openTicket, textOf, verbsOf } from './viewSamples.ts';

const en = context('en');

function answered(changes: Partial<SuggestionsData> = {}): SuggestionsData {
  const answer = (articleId: string) => ({
    articleId,
    title: `About ${articleId}`,
    passage: { heading: null, text: `**Restart** ${articleId}` },
  });
  return {
    question: 'q1',
    tier: 'clarify',
    answering: { stage: 'answers' },
    heldOut: false,
    incident: null,
    answers: ['vpn', 'wifi', 'nowhere'].map(answer),
    more: true,
    outcome: 'open',
    ticket: null,
    ...changes,
  };
}

describe('the answer to a question', () => {
  it('shows at most three articles, best first, each with its passage and a link to the whole', () => {
    const view = suggestions(answered(), en);
    const passages = view.blocks.flatMap((block) => (block.type === 'markdown' ? [block.source] : []));
    expect(passages).toEqual(['**Restart** vpn', '**Restart** wifi', '**Restart** nowhere']);
    expect(textOf(view)).toContain('https://desk.example/kb/vpn');
    expect(textOf(view)).not.toContain('kb/nowhere');
  });

  it('lets the asker say which one solved it, open a ticket, or see more', () => {
    const view = suggestions(answered(), en);
    expect(verbsOf(view)).toEqual(['solved', 'solved', 'solved', 'notQuite', 'showMore', 'openTicket']);
    expect(buttonsOf(view)[1]?.args).toEqual({ question: 'q1', article: 'wifi' });
    expect(buttonsOf(view).length).toBeLessThanOrEqual(6);
  });

  it('has one row of buttons for one answer', () => {
    const view = suggestions(
      answered({ tier: 'answer', answers: answered().answers.slice(0, 1), more: false }),
      en,
    );
    expect(buttonsOf(view).map((button) => button.label)).toEqual([
      'That solved it',
      'Not quite',
      'Open a ticket',
    ]);
  });

  it('says so when nothing fits, and offers the ticket at once', () => {
    const view = suggestions(answered({ tier: 'none' }), en);
    expect(view.fallback).toContain('nothing that fits');
    expect(verbsOf(view)).toEqual(['openTicket']);
    expect(buttonsOf(view)[0]?.opensForm).toBe(true);
    expect(textOf(view)).not.toContain('About vpn');
  });

  it('asks one thing back, in as many buttons as a card of Teams shows', () => {
    const options = ['vpn', 'wifi', 'mail', 'phone'].map((value) => ({ value, articles: [value] }));
    const view = suggestions(
      answered({ answers: [], answering: { stage: 'clarifying', asked: { facet: 'service', options } } }),
      en,
    );
    expect(buttonsOf(view).map((button) => button.label)).toEqual([
      'VPN',
      'wifi',
      'mail',
      'phone',
      'None of these',
      'Open a ticket',
    ]);
    expect(buttonsOf(view)[1]?.args).toEqual({ question: 'q1', option: '1' });
  });

  it('shows others after that, and then nothing but the ticket', () => {
    const others = answered({ answering: { stage: 'others', articles: ['vpn', 'wifi', 'nowhere'] } });
    expect(suggestions(others, en).fallback).toContain('Then one of these may help');
    expect(verbsOf(suggestions(others, en))).not.toContain('showMore');
    const offer = suggestions(answered({ answers: [], answering: { stage: 'ticketOffer' } }), en);
    expect(offer.fallback).toContain('I know nothing better');
    expect(verbsOf(offer)).toEqual(['openTicket']);
  });

  it.each([
    ['confirmed', null, 'Solved'],
    ['ticket', 'INC-1042', 'INC-1042'],
    ['abandoned', null, 'left without an answer'],
    ['escalated', null, 'taken this over'],
  ] as const)('shows how it ended, without buttons: %s', (outcome, ticket, words) => {
    const view = suggestions(answered({ outcome, ticket }), en);
    expect(view.fallback).toContain(words);
    expect(verbsOf(view)).toEqual([]);
  });
});

describe('what is said in a thread', () => {
  const entry = {
    event: { type: 'TicketClaimed', assignee: 'ana' },
    at: NOW,
    by: { person: 'ana' },
  } as const;

  it('words an event for each side', () => {
    const data = { number: 'INC-1042', entry, text: null, files: [], mention: [] };
    expect(line(data, 'agents', en)?.fallback).toBe('Ana Silva claimed INC-1042.');
    expect(line(data, 'requester', en)?.fallback).toBe('Ana Silva is working on INC-1042.');
  });

  it('keeps a note from the requester, its words too', () => {
    const note = { event: { type: 'NoteAdded', body: 'b' }, at: NOW, by: { person: 'ana' } } as const;
    const data = { number: 'INC-1042', entry: note, text: 'the user broke it', files: [], mention: [] };
    expect(line(data, 'requester', en)).toBeNull();
    expect(textOf(line(data, 'agents', en) ?? suggestions(answered(), en))).toContain('the user broke it');
  });

  it('lets the desk act under its own name', () => {
    const closed = { event: { type: 'Reopened', body: null }, at: NOW, by: 'desk' } as const;
    const data = { number: 'INC-1042', entry: closed, text: null, files: [], mention: [] };
    expect(line(data, 'agents', en)?.fallback).toBe('The service desk reopened INC-1042.');
  });

  it('says who wrote, word for word', () => {
    const view = said(
      { number: 'INC-1042', author: 'li', text: '<!channel> **x**', files: [], internal: false, mention: [] },
      en,
    );
    expect(view.blocks).toEqual([
      { type: 'quote', author: '李雷 wrote in INC-1042', text: '<!channel> **x**' },
    ]);
  });
});

describe('lists', () => {
  const item = (number: string, assignee: string | null) => ({
    ticket: openTicket({ number, assignee }),
    due: NOW,
    overdue: number === 'INC-1',
  });

  it('show the queue, and let the free tickets be claimed', () => {
    const view = queueList('network', [item('INC-1', null), item('INC-2', 'ana')], en);
    expect(view.fallback).toBe('Network: 2 open');
    expect(textOf(view)).toContain('overdue since Mon 12 Jan 14:30');
    expect(textOf(view)).toContain('Ana Silva');
    expect(buttonsOf(view).map((button) => button.label)).toEqual(['Claim INC-1']);
    expect(queueList('network', [], en).fallback).toBe('Network: the queue is empty.');
  });

  it('say how much was left out', () => {
    const many = Array.from({ length: 23 }, (_, i) => item(`INC-${i}`, 'ana'));
    expect(textOf(queueList('network', many, en))).toContain('and 3 more');
  });

  it('show what is mine on both sides', () => {
    const view = mineList({ requested: [item('INC-1', null)], assigned: [item('INC-2', 'ana')] }, en);
    expect(textOf(view)).toMatch(/Tickets you work on.*INC-2.*Tickets you asked for.*INC-1/);
    expect(mineList({ requested: [], assigned: [] }, en).fallback).toBe('You have no open tickets.');
  });

  it('show who is on call, and where nobody is', () => {
    const L2 = { rota: 'network', tiers: [{ team: 'network', tier: 'L2' }] } as const;
    const view = onCallList(
      [
        { ...L2, person: 'ben', next: { at: NOW, to: 'ana' }, gaps: [{ from: NOW, to: NOW + 3_600_000 }] },
        { rota: 'experts', tiers: [], person: null, next: null, gaps: [] },
      ],
      en,
    );
    expect(textOf(view)).toContain('Network L2: Ben Ode (until Mon 12 Jan 14:30), then Ana Silva');
    expect(textOf(view)).toContain('nobody is on call from Mon 12 Jan 14:30 to Mon 12 Jan 15:30');
    expect(textOf(view)).toContain(': nobody"');
  });
});

describe('help', () => {
  it('lists every command to agents, and their own to everybody', () => {
    for (const language of ['en', 'zh'] as const) {
      const all = textOf(helpView(language, true, '/ticket'));
      const own = textOf(helpView(language, false, '/ticket'));
      for (const command of COMMANDS) {
        expect(all).toContain(command.description[language]);
        expect(own.includes(command.description[language])).toBe(command.audience === 'everybody');
      }
    }
  });

  it('writes commands as they are typed on the platform', () => {
    expect(textOf(helpView('en', true, '/desk'))).toContain('{"code":"/desk claim INC-1042"}');
    expect(textOf(helpView('en', true, ''))).toContain('{"code":"escalate INC-1042 [L2|L3] text"}');
    expect(textOf(helpView('zh', true, ''))).toContain('{"code":"认领 INC-1042"}');
    expect(textOf(welcome('en', '/ticket'))).toContain('/ticket help');
  });

  it.each([
    ['clam INC-7', 'I do not know the command "clam". Did you mean: /ticket claim INC-7'],
    ['xyzzy', 'I do not know the command "xyzzy".'],
    ['claim', '"claim" needs the number of a ticket, such as INC-1042. For example: /ticket claim INC-1042'],
    [
      'priority INC-7 P9',
      'That is no priority. Choose P1, P2, P3 or P4. For example: /ticket priority INC-7 P2',
    ],
    [
      'rate INC-7',
      'How many points? 1 (poor) to 5 (excellent). For example: /ticket rate INC-7 5 quick and friendly',
    ],
  ])('answers "%s" with the nearest command', (text, answer) => {
    const slip = parseCommand(text);
    expect(slip.ok).toBe(false);
    if (!slip.ok) expect(nearestCommand(slip, '/ticket', 'en').fallback).toBe(answer);
  });
});

describe('answers to one person', () => {
  it('name the person who has the ticket', () => {
    const error = new DomainError('claimedByOther', { number: 'INC-1042', assignee: 'ana' });
    expect(errorView(error, en).fallback).toBe(
      'Ana Silva already has INC-1042. If it should be yours, type "takeover INC-1042".',
    );
  });

  it.each(['en', 'zh'] as const)('lack nothing where there is no ticket to name (%s)', (language) => {
    const errors = [
      new DomainError('notAllowed', { verb: 'solved' }),
      new DomainError('ticketUnknown', { number: '' }),
    ];
    for (const error of errors)
      expect(errorView(error, context(language)).fallback).not.toMatch(/undefined| {2}/);
  });

  it("name every verb that is possible in the reader's language", () => {
    const facts = {
      verb: 'resolve',
      number: 'INC-1',
      status: 'closed',
      possible: 'note,reopen,rate,show,takeOver',
    };
    const { fallback } = errorView(new DomainError('wrongState', facts), context('zh'));
    expect(fallback.replace('INC-1', '')).not.toMatch(/[a-z]/i);
  });

  it('repeat an unknown name as it was given', () => {
    expect(errorView(new DomainError('personUnknown', { person: 'ana' }), en).fallback).toContain('"ana"');
  });

  it('names the word that is no rota, and the rotas that there are', () => {
    const said = (known: string, w = en) =>
      errorView(new DomainError('rotaUnknown', { given: 'tonight', known }), w).fallback;
    expect(said('network, mail')).toBe('There is no rota "tonight". The rotas are: network, mail.');
    expect(said('')).toBe('There is no rota "tonight". This desk has none.');
    expect(said('network', context('zh'))).toBe('没有名为“tonight”的值班表。现有值班表：network。');
    expect(said('', context('zh'))).toBe('没有名为“tonight”的值班表。这个服务台还没有值班表。');
  });

  it('need nothing but a language when the desk is unavailable', () => {
    expect(faultView('deskUnavailable', 'zh').fallback).toContain('服务台');
    expect(doneView('claim', 'INC-1042', en).fallback).toBe('INC-1042 is yours.');
  });

  it('ask which ticket is meant, offering a new question', () => {
    const tickets = Array.from({ length: 7 }, (_, i) => ({ number: `INC-${i}`, title: 'VPN' }));
    const view = chooseTicket({ tickets, kept: 'k1' }, en);
    expect(verbsOf(view)).toEqual([...Array(5).fill('chooseTicket'), 'newQuestion']);
    expect(buttonsOf(view)[0]?.args).toEqual({ ticket: 'INC-0', kept: 'k1' });
    expect(buttonsOf(view)[5]?.args).toEqual({ kept: 'k1' });
    expect(textOf(view)).toContain('and 2 more');
  });
});
