import { describe, expect, it } from 'vitest';
import type { TicketCommand } from '../../src/domain/command.ts';
import { decide } from '../../src/domain/decide.ts';
import { DomainError, type DomainErrorCode } from '../../src/domain/errors.ts';
import { isThanks } from '../../src/domain/thanks.ts';
import type { TicketEvent } from '../../src/domain/ticket.ts';
import { deskPolicy, given, HOUR, MONDAY_9, openTicket, story } from '../support/builders.ts';

const claimed = (assignee: string): TicketEvent => ({ type: 'TicketClaimed', assignee });
const waitsForRequester: TicketEvent = { type: 'PutOnHold', reason: 'requester', body: null };
const resolved: TicketEvent = { type: 'Resolved', resolution: 'body-9' };
const closed: TicketEvent = { type: 'Closed', why: 'confirmed' };
const breach: TicketEvent = { type: 'SlaBreached', clock: 'resolution', due: MONDAY_9, fingerprint: 'x' };
const claim: TicketCommand = { type: 'claim' };
const resolve: TicketCommand = { type: 'resolve', resolution: 'body-9' };
const word = (thanks = false): TicketCommand => ({ type: 'reply', body: 'body-2', thanks, inThread: true });

function refused(act: () => unknown): { code: DomainErrorCode; facts: Readonly<Record<string, string>> } {
  try {
    act();
  } catch (error) {
    if (error instanceof DomainError) return { code: error.code, facts: error.facts };
    throw error;
  }
  throw new Error('it was not refused');
}

describe('opening', () => {
  const command: TicketCommand = {
    type: 'open',
    id: 'ticket-1',
    number: 'INC-1',
    kind: 'incident',
    title: ' VPN drops ',
    description: 'body-1',
    service: 'vpn',
    impact: 'high',
    urgency: 'high',
    requester: 'vic',
    requesterGroups: ['vip'],
    visibility: 'normal',
  };
  const policy = deskPolicy();
  const context = { now: MONDAY_9, actor: { person: 'vic' }, frozen: policy, current: policy };

  it('gives the priority of the matrix, the team of the service and the first agreement that matches', () => {
    const [event] = decide(command, null, context);
    expect(event).toMatchObject({
      type: 'TicketOpened',
      ticket: {
        title: 'VPN drops',
        priority: 'P1',
        team: 'network',
        tier: 'L1',
        promise: { deskVersion: 1, agreement: 'vip' },
      },
    });
  });

  it('is for oneself, unless an agent does it for somebody', () => {
    expect(decide(command, null, { ...context, actor: { person: 'ana' } })).toHaveLength(1);
    expect(refused(() => decide(command, null, { ...context, actor: { person: 'emma' } })).code).toBe(
      'notAllowed',
    );
  });

  it('wants a service that exists, and a title', () => {
    const fax = { ...command, service: 'fax' };
    expect(refused(() => decide(fax, null, context))).toMatchObject({
      code: 'serviceUnknown',
      facts: { service: 'fax', known: 'vpn,wifi,laptop' },
    });
    expect(refused(() => decide({ ...command, title: ' ' }, null, context)).code).toBe('titleMissing');
  });
});

describe('working', () => {
  it('lets one agent claim, tells the other who has it, and takes a second click for success', () => {
    expect(given().when('ana', claim)()).toEqual([claimed('ana')]);
    expect(given(claimed('ana')).when('ana', claim)()).toEqual([]);
    expect(refused(given(claimed('ana')).when('ben', claim))).toEqual({
      code: 'claimedByOther',
      facts: { number: 'INC-1042', assignee: 'ana' },
    });
  });

  it('assigns to agents of the team only', () => {
    const to = (person: string, isKnown = true): TicketCommand => ({ type: 'assign', to: person, isKnown });
    expect(given().when('ana', to('ben'))()).toEqual([
      { type: 'TicketAssigned', assignee: 'ben', before: null },
    ]);
    expect(given().when('ana', to('ana'))()).toEqual([claimed('ana')]);
    expect(refused(given().when('ana', to('wim'))).code).toBe('notAnAgent');
    expect(refused(given().when('ana', to('zoe'))).code, 'wrote to the desk, is not in desk.yaml').toBe(
      'notAnAgent',
    );
    expect(refused(given().when('ana', to('zoe', false))).code).toBe('personUnknown');
  });

  it('takes over what somebody else has, and acknowledges what runs', () => {
    expect(given(claimed('ana'), breach).when('eve', { type: 'takeOver' })()).toEqual([
      { type: 'Acknowledged', by: 'eve' },
      { type: 'TicketAssigned', assignee: 'eve', before: 'ana' },
    ]);
    const done = given(breach, { type: 'Acknowledged', by: 'eve' }, claimed('eve'));
    expect(done.when('eve', { type: 'takeOver' })()).toEqual([]);
    expect(given(claimed('eve')).when('eve', { type: 'takeOver' })()).toEqual([]);
  });

  it('hands over upwards only, and lets go of the ticket', () => {
    const up = (to: 'L1' | 'L2' | 'L3' | null): TicketCommand => ({ type: 'escalate', to, body: null });
    const handed: TicketEvent = { type: 'HandedOver', from: 'L1', to: 'L2', body: null };
    expect(given().when('ana', up(null))()).toEqual([handed]);
    expect(given(handed).when('ana', up('L2'))()).toEqual([]);
    expect(refused(given(handed).when('ana', up('L1'))).code).toBe('tierNotHigher');
    const s = story();
    s.does('ana', claim);
    s.does('ana', up('L3'));
    expect(s.ticket()).toMatchObject({ tier: 'L3', highestTier: 'L3', assignee: null });
    const laptop = story(openTicket({ service: 'laptop', team: 'workplace' }));
    expect(refused(() => laptop.does('wim', up('L2'))).code).toBe('tierUnknown');
    expect(refused(() => laptop.does('wim', up(null))).code).toBe('tierNotHigher');
  });

  it('moves to the other team when the service is theirs', () => {
    const s = story();
    s.does('ana', claim);
    s.does('ana', { type: 'service', service: 'laptop' });
    expect(s.ticket()).toMatchObject({ service: 'laptop', team: 'workplace', tier: 'L1', assignee: null });
  });

  it('acknowledges only what was breached, and once is enough', () => {
    expect(refused(given().when('ana', { type: 'acknowledge' })).code).toBe('nothingToAcknowledge');
    expect(given(breach).when('ana', { type: 'acknowledge' })()).toEqual([
      { type: 'Acknowledged', by: 'ana' },
    ]);
    const acknowledged = given(breach, { type: 'Acknowledged', by: 'eve' });
    expect(acknowledged.when('ana', { type: 'acknowledge' })()).toEqual([]);
  });
});

describe('talking', () => {
  it('resumes a ticket that waited for the requester, no other', () => {
    expect(given(waitsForRequester).when('emma', word())()).toEqual([
      { type: 'RequesterReplied', body: 'body-2' },
      { type: 'Resumed', why: 'requesterReplied' },
    ]);
    const supplier = given({ type: 'PutOnHold', reason: 'supplier', body: null });
    expect(supplier.when('emma', word())()).toEqual([{ type: 'RequesterReplied', body: 'body-2' }]);
    expect(given(waitsForRequester).when('ana', word())()).toEqual([
      { type: 'AgentReplied', body: 'body-2', inThread: true },
    ]);
  });

  it('reopens a resolved ticket by a reply, but not by a thank-you', () => {
    expect(given(resolved).when('emma', word())()).toContainEqual({ type: 'Reopened', body: null });
    expect(given(resolved).when('emma', word(true))()).toEqual([
      { type: 'RequesterReplied', body: 'body-2' },
    ]);
  });

  it.each([
    'Thanks!',
    'thank you so much 🙏',
    'Perfect, thanks',
    'thx :+1:',
    '谢谢',
    '好的,谢谢你!',
    '非常感谢',
  ])('takes %s for a thank-you', (text) => expect(isThanks(text)).toBe(true));

  it.each([
    'Thanks, but it drops again',
    'thanks?',
    'ok',
    '谢谢,但是还是不行',
    '已经解决\uFF1F谢谢',
    '谢谢你帮我看看打印机',
    '',
    'not fixed, thanks',
  ])('does not take "%s" for a mere thank-you', (text) => expect(isThanks(text)).toBe(false));
});

describe('ending', () => {
  it('closes on the word of the requester, and asks for a rating from 1 to 5, once', () => {
    expect(given(resolved).when('emma', { type: 'confirm' })()).toEqual([closed]);
    expect(given(resolved, closed).when('emma', { type: 'confirm' })()).toEqual([]);
    const rate = (score: number): TicketCommand => ({ type: 'rate', score, body: null });
    expect(given(resolved, closed).when('emma', rate(5))()).toEqual([
      { type: 'Rated', score: 5, body: null },
    ]);
    expect(refused(given(resolved, closed).when('emma', rate(6))).code).toBe('ratingUnknown');
    const rated = given(resolved, closed, { type: 'Rated', score: 5, body: null });
    expect(rated.when('emma', rate(5))()).toEqual([]);
    expect(refused(rated.when('emma', rate(1))).code).toBe('alreadyRated');
  });

  it('says what is possible when the state forbids it', () => {
    expect(given(resolved).when('ana', resolve)()).toEqual([]);
    expect(refused(given(resolved, closed).when('ana', resolve))).toEqual({
      code: 'wrongState',
      facts: {
        verb: 'resolve',
        number: 'INC-1042',
        status: 'closed',
        possible: 'note,reopen,link,watch,show,prove',
      },
    });
    expect(refused(given(resolved, closed).when('ana', word())).code).toBe('wrongState');
  });

  it('reopens a closed ticket for its requester within the time of the policy, for agents always', () => {
    const reopen: TicketCommand = { type: 'reopen', body: null };
    const late = MONDAY_9 + 6 * 24 * HOUR;
    expect(given(resolved, closed).when('emma', reopen)()).toEqual([{ type: 'Reopened', body: null }]);
    expect(refused(given(resolved, closed).when('emma', reopen, late)).code).toBe('reopenTooLate');
    expect(refused(given(resolved, closed).when('emma', word(), late)).code).toBe('reopenTooLate');
    expect(given(resolved, closed).when('ana', reopen, late)()).toHaveLength(1);
  });

  it('merges into the end of a chain, never into itself or in a circle', () => {
    const merge = (into: string, ...chain: string[]): TicketCommand => ({ type: 'merge', into, chain });
    const merged: TicketEvent = { type: 'Merged', into: 'INC-3' };
    expect(given().when('ana', merge('INC-2', 'INC-2', 'INC-3'))()).toEqual([merged]);
    expect(given(merged).when('ana', merge('INC-2', 'INC-2', 'INC-3'))()).toEqual([]);
    expect(refused(given().when('ana', merge('INC-1042', 'INC-1042'))).code).toBe('mergeWithItself');
    expect(refused(given().when('ana', merge('INC-2', 'INC-2', 'INC-1042'))).code).toBe('mergeCycle');
  });

  it('links a ticket to another, never to itself', () => {
    const link = (ticket: string): TicketCommand => ({ type: 'link', link: { type: 'relates', ticket } });
    expect(given().when('ana', link('INC-2'))()).toHaveLength(1);
    expect(refused(given().when('ana', link('INC-1042'))).code).toBe('linkWithItself');
  });

  it('closes by itself when nobody answers', () => {
    const s = story();
    s.does('ana', resolve, 10);
    const threeDays = 3 * 24 * 60;
    expect(s.enforces(threeDays + 9)).toEqual([]);
    expect(s.enforces(threeDays + 10)).toEqual([{ type: 'Closed', why: 'unanswered' }]);
  });
});
