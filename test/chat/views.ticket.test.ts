import { describe, expect, it } from 'vitest';
import { assignedToYou } from '../../src/chat/views/assignedToYou.ts';
import { ratingRequest, resolution } from '../../src/chat/views/resolution.ts';
import { ticketCard } from '../../src/chat/views/ticketCard.ts';
import {
  buttonsOf,
  cancelledTicket,
  cardOf,
  closedTicket,
  context,
  mergedTicket,
  NOW,
  onHoldTicket,
  openTicket,
  resolvedTicket,
  textOf,
  verbsOf,
} from './viewSamples.ts';

const en = context('en');
const rated = closedTicket({ rating: { score: 5, at: NOW } });

describe('the card of a ticket', () => {
  it.each([
    ['open, free', openTicket(), ['claim', 'reply', 'note', 'hold', 'escalate', 'resolve']],
    [
      'open, assigned',
      openTicket({ assignee: 'ana' }),
      ['resolve', 'reply', 'note', 'hold', 'escalate', 'assign'],
    ],
    ['open at L3', openTicket({ tier: 'L3' }), ['claim', 'reply', 'note', 'hold', 'resolve', 'knownError']],
    ['on hold', onHoldTicket(), ['resume', 'reply', 'note', 'escalate', 'resolve', 'knownError']],
    ['resolved', resolvedTicket(), ['note', 'reopen', 'close', 'makeArticle']],
    ['closed', closedTicket(), ['makeArticle']],
    ['cancelled', cancelledTicket(), []],
    ['merged', mergedTicket(), []],
  ])('offers agents what is possible: %s', (_, ticket, verbs) => {
    const view = ticketCard(cardOf(ticket), 'agents', en);
    expect(verbsOf(view)).toEqual(verbs);
    expect(buttonsOf(view).length).toBeLessThanOrEqual(6);
    for (const button of buttonsOf(view)) expect(button.args).toEqual({ ticket: 'INC-1042' });
  });

  it.each([
    ['open', openTicket(), ['reply', 'cancel']],
    ['on hold', onHoldTicket(), ['reply', 'cancel']],
    ['resolved', resolvedTicket(), ['confirm', 'reopen']],
    ['closed', closedTicket(), ['rate', 'rate', 'rate', 'rate', 'rate']],
    ['closed and rated', rated, []],
    ['cancelled', cancelledTicket(), []],
    ['merged', mergedTicket(), []],
  ])('offers the requester what is possible: %s', (_, ticket, verbs) => {
    expect(verbsOf(ticketCard(cardOf(ticket), 'requester', en))).toEqual(verbs);
  });

  it('says which buttons open a form', () => {
    const opening = buttonsOf(ticketCard(cardOf(openTicket()), 'agents', en)).filter(
      (button) => button.opensForm,
    );
    expect(opening.map((button) => button.verb)).toEqual(['reply', 'note', 'hold', 'escalate', 'resolve']);
  });

  it('promises each deadline with its day', () => {
    const text = textOf(ticketCard(cardOf(openTicket()), 'requester', en));
    expect(text).toContain('by Mon 12 Jan 15:30');
    expect(text).toContain('by Tue 13 Jan 14:30');
  });

  it('tells a paused clock, a missed one and one that ended late apart', () => {
    const clock = {
      name: 'resolution',
      due: NOW,
      state: 'breached',
      stoppedAt: null,
      remaining: 0,
      overBy: 720,
    } as const;
    const shown = (changes: object) =>
      textOf(ticketCard(cardOf(openTicket(), { clocks: [{ ...clock, ...changes }] }), 'agents', en));
    expect(shown({ state: 'paused', due: null, overBy: 0 })).toContain('paused while on hold');
    expect(shown({})).toContain('overdue since Mon 12 Jan 14:30');
    expect(shown({ stoppedAt: NOW + 720_000 })).toContain('over by 12 min');
    expect(shown({ state: 'met', stoppedAt: NOW, overBy: 0 })).toContain('done in time');
    expect(ticketCard(cardOf(openTicket(), { clocks: [clock] }), 'agents', en).tone).toBe('alert');
  });

  it('promises nothing for a ticket that was cancelled', () => {
    expect(textOf(ticketCard(cardOf(cancelledTicket()), 'requester', en))).not.toContain('First response');
  });

  it('notifies only who is to be mentioned', () => {
    const data = cardOf(openTicket({ assignee: 'ana' }), { mention: ['ben'] });
    const mentioned = textOf(ticketCard(data, 'agents', en)).match(/"mention":\{"name":"[^"]+"/g);
    expect(mentioned).toEqual(['"mention":{"name":"Ben Ode"']);
  });

  it('asks for a mention where the desk hears nothing else, as long as there is something to say', () => {
    const hint = 'mention me in your reply';
    expect(textOf(ticketCard(cardOf(openTicket(), { mentionToReply: true }), 'agents', en))).toContain(hint);
    expect(textOf(ticketCard(cardOf(openTicket(), { mentionToReply: true }), 'requester', en))).not.toContain(
      hint,
    );
    expect(textOf(ticketCard(cardOf(closedTicket(), { mentionToReply: true }), 'agents', en))).not.toContain(
      hint,
    );
  });

  it('cuts a long description visibly and never through a character', () => {
    const text = textOf(ticketCard(cardOf(openTicket(), { description: '😀'.repeat(600) }), 'agents', en));
    expect(text).toContain(`${'😀'.repeat(500)}…`);
    expect(text).not.toContain('😀'.repeat(501));
  });

  it('is Chinese for who reads Chinese', () => {
    const view = ticketCard(cardOf(onHoldTicket()), 'requester', context('zh'));
    expect(textOf(view)).toContain('等待供应商');
    expect(view.fallback).toContain('已挂起');
  });
});

describe('messages about a ticket', () => {
  it('gives the new assignee the card to work with', () => {
    const view = assignedToYou(cardOf(openTicket({ assignee: 'ana' })), { person: 'ben' }, en);
    expect(textOf(view)).toContain('INC-1042 is now yours (from Ben Ode).');
    expect(verbsOf(view)).toContain('resolve');
  });

  it('asks the requester to confirm a resolution, until that is answered', () => {
    const ask = (ticket: ReturnType<typeof openTicket>) =>
      resolution({ card: cardOf(ticket), by: 'ana', closesAt: NOW + 86_400_000 }, en);
    expect(verbsOf(ask(resolvedTicket()))).toEqual(['confirm', 'reopen']);
    expect(textOf(ask(resolvedTicket()))).toContain('closes by itself on Tue 13 Jan 14:30');
    expect(verbsOf(ask(closedTicket()))).toEqual([]);
    expect(verbsOf(ask(openTicket()))).toEqual([]);
  });

  it('asks for a rating once, each score with a form for the comment', () => {
    const view = ratingRequest(cardOf(closedTicket()), en);
    expect(buttonsOf(view).map((button) => button.args.score)).toEqual(['1', '2', '3', '4', '5']);
    expect(buttonsOf(view).every((button) => button.opensForm)).toBe(true);
    expect(verbsOf(ratingRequest(cardOf(rated), en))).toEqual([]);
    expect(ratingRequest(cardOf(rated), en).fallback).toContain('5 of 5');
  });
});
