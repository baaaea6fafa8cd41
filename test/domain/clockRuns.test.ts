import { describe, expect, it } from 'vitest';
import { agreementFor } from '../../src/domain/agreement.ts';
import { DomainError } from '../../src/domain/errors.ts';
import { allClocks, clocks } from '../../src/domain/sla.ts';
import type { ClockName, TicketEvent } from '../../src/domain/ticket.ts';
import { HOUR, MINUTE, MONDAY_9, openTicket, type Story, story } from '../support/builders.ts';
import { agreed } from '../support/policies.ts';

const at = (minutes: number) => MONDAY_9 + minutes * MINUTE;
const DAY = 24 * 60;
const reply = { type: 'reply', body: 'b', thanks: false, inThread: true } as const;
const thanks = { ...reply, thanks: true } as const;
const resolve = { type: 'resolve', resolution: 'b' } as const;
const reopen = { type: 'reopen', body: null } as const;
const escalate = { type: 'escalate', to: null, body: null } as const;
const priority = (to: 'P1' | 'P2' | 'P3') => ({ type: 'priority', priority: to }) as const;

const policy = agreed();
const begun = (changed = policy) => story(openTicket(), changed);
const runs = (s: Story, name: ClockName, minutes: number, by = policy) =>
  allClocks(s.ticket(), by, at(minutes)).filter((clock) => clock.name === name);
const latest = (s: Story, name: ClockName, minutes: number, by = policy) =>
  clocks(s.ticket(), by, at(minutes)).find((clock) => clock.name === name);
const said = (events: readonly TicketEvent[]) =>
  events.flatMap((event) => ('fingerprint' in event ? [event.fingerprint] : []));

describe('the next response', () => {
  it('is waited for from each word of the requester after the first response to the next reply', () => {
    const s = begun();
    s.does('emma', reply, 1);
    expect(runs(s, 'nextResponse', 2)).toEqual([]);
    s.does('ana', reply, 5);
    s.does('emma', reply, 10);
    s.does('emma', reply, 15);
    s.does('ana', reply, 30);
    s.does('emma', reply, 60);
    expect(runs(s, 'nextResponse', 70)).toMatchObject([
      { instance: 1, startedAt: at(10), stoppedAt: at(30), state: 'met', target: 2400 },
      { instance: 2, startedAt: at(60), stoppedAt: null, due: at(100), state: 'running' },
    ]);
  });

  it('warns and is breached for each wait anew, and its ladder ends with the reply', () => {
    const s = begun();
    s.does('ana', reply, 1);
    s.does('emma', reply, 10);
    expect(said(s.sweeps(50))).toEqual([
      `nextResponse@${at(10)}/0.5/2400`,
      `nextResponse@${at(10)}/0.8/2400`,
      `nextResponse@${at(10)}/breach/2400`,
    ]);
    expect(s.ticket().escalation?.clock).toBe('nextResponse');
    s.does('eve', reply, 52);
    expect(s.ticket().escalation).toBeNull();
    s.does('emma', reply, 60);
    expect(said(s.sweeps(100))).toContain(`nextResponse@${at(60)}/breach/2400`);
    expect(s.ticket().escalation?.clock).toBe('nextResponse');
  });

  it('begins when the requester reopens, and not with a mere thank-you nor when an agent does', () => {
    const s = begun();
    s.does('ana', resolve, 10);
    s.does('emma', thanks, 12);
    s.does('ana', reopen, 15);
    s.does('ana', resolve, 20);
    expect(runs(s, 'nextResponse', 25)).toEqual([]);
    s.does('emma', reply, 30);
    expect(runs(s, 'nextResponse', 35)).toMatchObject([{ startedAt: at(30), stoppedAt: null }]);
    s.does('ana', resolve, 40);
    expect(runs(s, 'nextResponse', 45)).toMatchObject([{ startedAt: at(30), stoppedAt: at(40) }]);
  });

  it('is promised for the priorities that have a target, and for no others', () => {
    const s = begun();
    s.does('ana', reply, 1);
    s.does('emma', reply, 2);
    s.does('ana', priority('P3'), 3);
    expect(runs(s, 'nextResponse', 4)).toEqual([]);
    s.does('ana', priority('P2'), 5);
    expect(runs(s, 'nextResponse', 6)).toMatchObject([{ startedAt: at(2), due: at(42) }]);
  });
});

describe('the acceptance of a hand-over', () => {
  it.each([
    ['claims it', 'eve', { type: 'claim' }],
    ['answers the requester', 'eli', reply],
    ['leaves a note', 'eve', { type: 'note', body: 'b' }],
    ['is given it', 'ana', { type: 'assign', to: 'eve', isKnown: true }],
    ['takes it over', 'eve', { type: 'takeOver' }],
  ] as const)('comes when somebody of the tier %s', (_, who, command) => {
    const s = begun();
    s.does('ana', escalate, 10);
    expect(latest(s, 'acceptance', 20)).toMatchObject({ startedAt: at(10), due: at(25), state: 'running' });
    s.does('ben', { type: 'note', body: 'b' }, 12);
    expect(latest(s, 'acceptance', 20)?.stoppedAt).toBeNull();
    const events = s.does(who, command, 20);
    expect(events.at(-1)).toMatchObject({ type: 'HandOverAccepted', tier: 'L2' });
    expect(latest(s, 'acceptance', 30)).toMatchObject({ state: 'met', stoppedAt: at(20), remaining: 300 });
  });

  it('is over when the ticket moves on, each hand-over being another', () => {
    const s = begun();
    s.does('ana', escalate, 10);
    s.does('eve', escalate, 20);
    expect(runs(s, 'acceptance', 25)).toMatchObject([
      { instance: 1, target: 900, startedAt: at(10), stoppedAt: at(20) },
      { instance: 2, target: 1800, startedAt: at(20), stoppedAt: null, due: at(50) },
    ]);
  });

  it('is there at once when the ladder moves a ticket to the tier of its agent', () => {
    const s = begun();
    s.does('ana', { type: 'assign', to: 'eve', isKnown: true }, 1);
    expect(s.sweeps(30).map(({ type }) => type)).toContain('HandOverAccepted');
    expect(latest(s, 'acceptance', 40)).toMatchObject({ startedAt: at(30), stoppedAt: at(30), state: 'met' });
  });

  it('missed starts a ladder, which goes on for the requester when their deadline is missed too', () => {
    const s = begun();
    s.does('ana', escalate, 5);
    s.sweeps(20);
    expect(s.ticket().escalation).toMatchObject({ clock: 'acceptance', startedAt: at(20) });
    s.sweeps(30);
    expect(s.ticket().escalation?.clock).toBe('firstResponse');
    s.does('eve', { type: 'claim' }, 31);
    expect(s.ticket().escalation?.clock).toBe('firstResponse');
  });
});

describe('the contract of a supplier', () => {
  const wait = { type: 'hold', reason: 'supplier', body: null, supplier: 'acme' } as const;

  it('counts each wait for it in its own calendar', () => {
    const s = begun();
    s.does('ana', wait, 7 * 60);
    s.does('ana', { type: 'resume' }, 20 * 60);
    s.does('ana', wait, DAY);
    expect(runs(s, 'supplier', DAY + 60)).toMatchObject([
      {
        instance: 1,
        target: 4 * 3600,
        startedAt: at(7 * 60),
        due: at(11 * 60),
        state: 'breached',
        overBy: 9 * 3600,
      },
      { instance: 2, startedAt: at(DAY), due: at(DAY + 240), state: 'running', remaining: 3 * 3600 },
    ]);
  });

  it('says whether the wait pauses the promises, whatever the agreement pauses on', () => {
    const pausing = begun();
    pausing.does('ana', wait, 60);
    expect(latest(pausing, 'resolution', 70)?.state).toBe('paused');
    const running = begun();
    running.does('ana', { ...wait, supplier: 'globex' }, 60);
    expect(latest(running, 'resolution', 70)).toMatchObject({ state: 'running', due: at(480) });
    expect(runs(running, 'supplier', 70)).toMatchObject([{ target: 3600 }]);
    const without = begun();
    without.does('ana', { ...wait, supplier: 'initech' }, 60);
    expect(latest(without, 'resolution', 70)?.state).toBe('paused');
    expect(runs(without, 'supplier', 70)).toEqual([]);
  });

  it('is asked for by name where there are several', () => {
    const s = begun();
    const unnamed = { type: 'hold', reason: 'supplier', body: null } as const;
    expect(() => s.does('ana', unnamed, 1)).toThrow(
      new DomainError('supplierMissing', { number: 'INC-1042', known: 'acme, globex, initech' }),
    );
    expect(() => s.does('ana', { ...unnamed, supplier: 'hooli' }, 1)).toThrow('supplierUnknown');
    expect(s.does('ana', wait, 1)).toHaveLength(1);
    expect(s.does('ana', wait, 2)).toEqual([]);
    expect(s.does('ana', { ...wait, supplier: 'globex' }, 3)).toHaveLength(1);
  });
});

describe('a change of the priority', () => {
  // P2: eight hours; P1: four; P3: sixteen. Two hours have passed.
  const changed = (onPriorityChange: 'recompute' | 'forward' | 'reset', to: 'P1' | 'P3') => {
    const by = agreed({ onPriorityChange });
    const s = begun(by);
    s.does('ana', reply, 1);
    s.does('ana', priority(to), 120);
    return latest(s, 'resolution', 120, by);
  };

  it.each([
    ['recompute', 'P1', at(240), 2],
    ['recompute', 'P3', at(DAY + 480), 14],
    // A quarter was used: three quarters of the new target are left.
    ['forward', 'P1', at(300), 3],
    ['forward', 'P3', at(DAY + 360), 12],
    ['reset', 'P1', at(360), 4],
    ['reset', 'P3', at(2 * DAY + 120), 16],
  ] as const)('by %s to %s', (how, to, due, hoursLeft) => {
    expect(changed(how, to)).toMatchObject({ due, remaining: hoursLeft * 3600, state: 'running' });
  });

  it('does not touch a clock that has stopped', () => {
    const s = begun();
    s.does('ana', reply, 45);
    s.does('ana', priority('P3'), 50);
    expect(latest(s, 'firstResponse', 60)).toMatchObject({ target: 1800, state: 'breached', overBy: 900 });
  });

  it('to a longer target does not say again what was said before', () => {
    const by = agreed({ onPriorityChange: 'forward' });
    const s = begun(by);
    s.does('ana', reply, 1);
    expect(said(s.sweeps(240))).toEqual(['resolution/0.5/28800']);
    s.does('ana', priority('P3'), 241);
    expect(said(s.enforces(242))).toEqual([]);
    s.does('ana', priority('P1'), 243);
    expect(said(s.enforces(244))).toEqual(['resolution/0.5/14400']);
  });

  it('that resets is another clock, which warns anew', () => {
    const by = agreed({ onPriorityChange: 'reset' });
    const s = begun(by);
    s.does('ana', reply, 1);
    s.sweeps(240);
    s.does('ana', priority('P1'), 241);
    s.does('ana', priority('P2'), 242);
    expect(said(s.sweeps(DAY + 2))).toEqual([`resolution@${at(242)}/0.5/28800`]);
  });
});

describe('a reopened ticket', () => {
  it('starts the time to resolve anew where the agreement says so', () => {
    const by = agreed({ onReopen: 'anew' });
    const s = begun(by);
    s.does('ana', resolve, 120);
    s.does('ana', reopen, 180);
    expect(latest(s, 'resolution', 180, by)).toMatchObject({
      instance: 2,
      startedAt: at(180),
      due: at(DAY + 180),
    });
  });
});

describe('an agreement', () => {
  it('counts for tickets opened from its date on, in the zone of its calendar', () => {
    const [vip, standard] = policy.agreements;
    if (!vip || !standard) throw new Error('no agreements');
    const next = { ...standard, key: 'next', inForceFrom: '2027-01-01' };
    const both = { ...policy, agreements: [vip, next, standard] };
    const scope = { service: 'vpn', kind: 'incident', groups: [] } as const;
    const newYear = Date.UTC(2026, 11, 31, 23);
    expect(agreementFor(both, scope, newYear - 1).key).toBe('standard');
    expect(agreementFor(both, scope, newYear).key).toBe('next');
    expect(agreementFor(both, { ...scope, groups: ['vip'] }, newYear - HOUR).key).toBe('vip');
  });
});
