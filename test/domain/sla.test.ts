import { describe, expect, it } from 'vitest';
import { clocks, dueInstants } from '../../src/domain/sla.ts';
import type { TicketEvent } from '../../src/domain/ticket.ts';
import { deskPolicy, HOUR, MINUTE, MONDAY_9, openTicket, type Story, story } from '../support/builders.ts';

const policy = deskPolicy();
const at = (minutes: number) => MONDAY_9 + minutes * MINUTE;
const DAY = 24 * 60;
const reply = { type: 'reply', body: 'b', thanks: false, inThread: true } as const;
const resolve = { type: 'resolve', resolution: 'b' } as const;
const hold = (reason: 'requester' | 'change') => ({ type: 'hold', reason, body: null }) as const;

function clock(of: Story, name: 'firstResponse' | 'resolution', minutes: number) {
  return clocks(of.ticket(), policy, at(minutes)).find((each) => each.name === name);
}
const names = (events: readonly TicketEvent[]) =>
  events.map((event) =>
    event.type === 'SlaWarned' || event.type === 'SlaBreached' ? event.fingerprint : event.type,
  );

describe('clocks', () => {
  it('promise a P2 a response in half an hour and a resolution in eight hours of work', () => {
    const s = story();
    expect(clock(s, 'firstResponse', 10)).toEqual({
      name: 'firstResponse',
      instance: 1,
      target: 1800,
      startedAt: at(0),
      stoppedAt: null,
      due: at(30),
      state: 'running',
      remaining: 1200,
      overBy: 0,
    });
    expect(clock(s, 'resolution', 0)?.due).toBe(at(8 * 60));
  });

  it('take the first reply of an agent, or the resolution, for the first response; claiming is none', () => {
    const s = story();
    s.does('ana', { type: 'claim' }, 5);
    s.does('emma', reply, 6);
    expect(clock(s, 'firstResponse', 7)?.state).toBe('running');
    s.does('ana', reply, 20);
    s.does('ana', reply, 40);
    expect(clock(s, 'firstResponse', 100)).toMatchObject({ state: 'met', stoppedAt: at(20), remaining: 600 });
    const direct = story();
    direct.does('ana', resolve, 12);
    expect(clock(direct, 'firstResponse', 100)).toMatchObject({ state: 'met', stoppedAt: at(12) });
    expect(clock(direct, 'resolution', 100)).toMatchObject({ state: 'met', stoppedAt: at(12) });
  });

  it('are breached at the due instant, and count how far over in working time', () => {
    const s = story();
    expect(clock(s, 'resolution', 8 * 60 - 1)?.state).toBe('running');
    expect(clock(s, 'resolution', 8 * 60)).toMatchObject({ state: 'breached', remaining: 0, overBy: 0 });
    expect(clock(s, 'resolution', DAY + 60)).toMatchObject({ state: 'breached', overBy: 3600 });
  });

  it('pause on hold for what the agreement says, and for nothing else', () => {
    const s = story();
    s.does('ana', reply, 1);
    s.does('ana', hold('requester'), 60);
    expect(clock(s, 'resolution', 90)).toMatchObject({ state: 'paused', due: null, remaining: 7 * 3600 });
    s.does('emma', reply, 120);
    expect(clock(s, 'resolution', 120)).toMatchObject({ state: 'running', due: at(DAY + 60) });
    s.does('ana', hold('change'), 130);
    expect(clock(s, 'resolution', 140)).toMatchObject({ state: 'running', due: at(DAY + 60) });
  });

  it('keep a deadline that was missed before the hold', () => {
    const s = story();
    s.does('ana', reply, 1);
    s.does('ana', hold('requester'), DAY + 30);
    expect(clock(s, 'resolution', DAY + 60)).toMatchObject({
      state: 'breached',
      due: at(8 * 60),
      overBy: 1800,
    });
  });

  it('go on after a reopening, the time in between taken out', () => {
    const s = story();
    s.does('ana', resolve, 60);
    s.does('emma', { type: 'reopen', body: null }, 180);
    expect(clock(s, 'resolution', 180)).toMatchObject({
      state: 'running',
      due: at(DAY + 120),
      remaining: 7 * 3600,
    });
    expect(clock(s, 'firstResponse', 180)).toMatchObject({
      state: 'breached',
      stoppedAt: at(60),
      overBy: 1800,
    });
  });

  it('count from the opening when the priority changes', () => {
    const s = story();
    s.does('ana', { type: 'priority', priority: 'P1' }, 60);
    expect(clock(s, 'resolution', 60)?.due).toBe(at(240));
  });

  it('stop when a ticket is cancelled or merged', () => {
    const cancelled = story();
    cancelled.does('emma', { type: 'cancel', body: null }, 5);
    const merged = story();
    merged.does('ana', { type: 'merge', into: 'INC-1', chain: ['INC-1'] }, 5);
    for (const s of [cancelled, merged]) {
      expect(clock(s, 'resolution', 5000)).toMatchObject({ state: 'met', stoppedAt: at(5) });
      expect(dueInstants(s.ticket(), policy, policy)).toEqual([]);
    }
  });

  it('run around the clock for whom the agreement says so', () => {
    const ticket = openTicket({
      promise: { deskVersion: 1, agreement: 'vip' },
      openedAt: MONDAY_9 + 10 * HOUR,
    });
    expect(clocks(ticket, policy, ticket.openedAt)[1]?.due).toBe(MONDAY_9 + 18 * HOUR);
  });
});

describe('what falls due', () => {
  it('is every warning and breach of a running clock', () => {
    expect(dueInstants(openTicket(), policy, policy)).toEqual([
      { kind: 'breach', key: 'firstResponse/breach/1800', at: at(30) },
      { kind: 'warning', key: 'firstResponse/0.8/1800', at: at(24) },
      { kind: 'warning', key: 'firstResponse/0.5/1800', at: at(15) },
      { kind: 'breach', key: 'resolution/breach/28800', at: at(480) },
      { kind: 'warning', key: 'resolution/0.8/28800', at: at(384) },
      { kind: 'warning', key: 'resolution/0.5/28800', at: at(240) },
    ]);
  });

  it('is said at its instant, each once', () => {
    const s = story();
    expect(s.enforces(14)).toEqual([]);
    expect(names(s.enforces(15))).toEqual(['firstResponse/0.5/1800']);
    expect(s.enforces(16)).toEqual([]);
    expect(names(s.sweeps(29))).toEqual(['firstResponse/0.8/1800']);
  });

  it('is only the last point of a clock, when several were missed', () => {
    const late = story();
    expect(names(late.enforces(25))).toEqual(['firstResponse/0.8/1800']);
    const later = story();
    later.does('ana', reply, 1);
    expect(names(later.enforces(DAY))).toEqual(['resolution/breach/28800', 'HandedOver', 'Escalated']);
    expect(names(later.enforces(DAY))).toEqual([]);
  });

  it('is armed again by a tighter target, and not by the same one', () => {
    const s = story();
    s.does('ana', reply, 1);
    expect(names(s.sweeps(240))).toEqual(['resolution/0.5/28800']);
    s.does('ana', { type: 'priority', priority: 'P3' }, 241);
    s.does('ana', { type: 'priority', priority: 'P2' }, 242);
    expect(names(s.enforces(243))).toEqual([]);
    s.does('ana', { type: 'priority', priority: 'P1' }, 244);
    expect(names(s.enforces(245))).toEqual(['resolution/breach/14400', 'HandedOver', 'Escalated']);
  });

  it('waits while the ticket is on hold', () => {
    const s = story();
    s.does('ana', hold('requester'), 10);
    expect(s.enforces(5000)).toEqual([]);
    expect(dueInstants(s.ticket(), policy, policy)).toEqual([]);
  });

  it('is said anew when a ticket that was overdue comes back', () => {
    const s = story();
    s.does('ana', reply, 1);
    s.sweeps(480);
    s.does('ana', resolve, 485);
    expect(s.enforces(486)).toEqual([]);
    s.does('emma', { type: 'reopen', body: null }, 490);
    expect(names(s.enforces(491))).toEqual(['resolution/breach/28800/1', 'Escalated']);
  });
});
