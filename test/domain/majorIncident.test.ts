import { describe, expect, it } from 'vitest';
import { dueInstants } from '../../src/domain/sla.ts';
import type { TicketEvent } from '../../src/domain/ticket.ts';
import { deskPolicy, MINUTE, MONDAY_9, openTicket, type Story, story } from '../support/builders.ts';

const policy = deskPolicy({
  ladders: {
    ...deskPolicy().ladders,
    major: {
      key: 'major',
      staleAfter: 1800,
      rungs: [
        { after: 0, targets: [{ tell: 'onCall', tier: 'L2' }], moveTo: null, again: 300 },
        { after: 600, targets: [{ tell: 'teamLead' }], moveTo: null, again: null },
      ],
    },
  },
  majorIncidents: { channel: { local: 'major', language: 'en' }, ladder: 'major', updateEvery: 1800 },
});
const declare = { type: 'major', body: 'summary', duplicates: ['vic'] } as const;
const update = { type: 'update', body: 'text' } as const;
const standDown = { type: 'standDown', body: 'why' } as const;
const types = (events: readonly TicketEvent[]) => events.map((event) => event.type);
const told = (s: Story) =>
  s
    .timeline()
    .flatMap(({ event, at }) =>
      event.type === 'Escalated'
        ? [`${(at - MONDAY_9) / MINUTE}: ${event.run}.${event.rung}.${event.round}`]
        : [],
    );

function declared(changes: Parameters<typeof openTicket>[0] = {}): Story {
  const s = story(openTicket({ watchers: ['mia'], firstRespondedAt: MONDAY_9, ...changes }), policy);
  s.does('ana', declare, 1);
  return s;
}

describe('a major incident', () => {
  it('concerns the requester, who watches, the requesters of duplicates, and whoever says so', () => {
    const s = declared();
    expect(s.ticket().major?.affected).toEqual(['emma', 'mia', 'vic']);
    s.does('wim', { type: 'meToo' }, 2);
    expect(s.does('wim', { type: 'meToo' }, 3)).toEqual([]);
    s.does('ana', { type: 'absorb', from: 'INC-1', requester: 'li', watchers: ['lu'], links: [] }, 4);
    s.does('ben', { type: 'watch' }, 5);
    expect(s.ticket().major?.affected).toEqual(['emma', 'mia', 'vic', 'wim', 'li', 'lu', 'ben']);
  });

  it('may be joined by anybody, but a ticket of its team alone, or one that is none, by nobody else', () => {
    expect(() => declared({ visibility: 'team' }).does('stranger', { type: 'meToo' }, 2)).toThrow(
      'ticketUnknown',
    );
    expect(() => story(openTicket(), policy).does('stranger', { type: 'meToo' }, 2)).toThrow('ticketUnknown');
    expect(() => story(openTicket(), policy).does('emma', { type: 'meToo' }, 2)).toThrow('notMajor');
    expect(types(declared().does('stranger', { type: 'meToo' }, 2))).toEqual(['AffectedAdded']);
  });

  it('is declared, updated and stood down by its team, where desk.yaml says how', () => {
    const s = story(openTicket(), policy);
    expect(() => s.does('emma', declare)).toThrow('notAllowed');
    expect(() => s.does('ana', update)).toThrow('notMajor');
    expect(() => story().does('ana', declare)).toThrow('majorIncidentsNotSet');
    s.does('ana', declare);
    expect(s.does('ben', declare, 1)).toEqual([]);
    expect(() => s.does('emma', update)).toThrow('notAllowed');
    expect(types(s.does('lea', standDown, 2))).toEqual(['StoodDown']);
    expect(s.does('lea', standDown, 3)).toEqual([]);
    expect(s.ticket().major).toBeUndefined();
  });

  it('has its own ladder from the declaration on, on hold too, until somebody acknowledges', () => {
    const s = declared();
    s.sweeps(1);
    s.does('ana', { type: 'hold', reason: 'requester', body: null }, 2);
    s.sweeps(13);
    expect(told(s)).toEqual(['1: 1.0.1', '6: 1.0.2', '11: 1.1.1']);
    s.does('nora', { type: 'acknowledge' }, 13);
    s.sweeps(30);
    expect(told(s)).toHaveLength(3);
  });

  it('takes the place of a ladder that runs, and gives it back when it is stood down', () => {
    const s = story(openTicket(), policy);
    s.sweeps(31);
    s.does('ana', declare, 32);
    s.sweeps(33);
    expect(told(s)).toEqual(['30: 1.0.1', '32: 2.0.1']);
    s.does('ana', standDown, 34);
    s.sweeps(38);
    expect(told(s).at(-1)).toBe('37: 2.0.2');
  });

  it('leaves nothing to escalate when it is stood down before any deadline', () => {
    const s = declared();
    s.sweeps(3);
    s.does('ana', standDown, 4);
    expect(s.ticket().escalation).toBeNull();
    s.sweeps(60);
    expect(told(s)).toEqual(['1: 1.0.1']);
  });

  it('asks for an update at each interval, and again while none comes', () => {
    const s = declared();
    s.does('eve', { type: 'acknowledge' }, 1);
    const missed = () =>
      s
        .timeline()
        .flatMap(({ event, at }) => (event.type === 'MajorUpdateMissed' ? [(at - MONDAY_9) / MINUTE] : []));
    s.sweeps(62);
    expect(missed()).toEqual([31, 61]);
    s.does('ana', update, 70);
    s.sweeps(101);
    expect(missed()).toEqual([31, 61, 100]);
    expect(dueInstants(s.ticket(), policy, policy).filter(({ kind }) => kind === 'majorUpdate')).toEqual([
      expect.objectContaining({ at: MONDAY_9 + 130 * MINUTE }),
    ]);
  });

  it('reminds once after a downtime, and waits from then', () => {
    const s = declared();
    expect(types(s.enforces(200)).filter((type) => type === 'MajorUpdateMissed')).toHaveLength(1);
    expect(dueInstants(s.ticket(), policy, policy).find(({ kind }) => kind === 'majorUpdate')?.at).toBe(
      MONDAY_9 + 230 * MINUTE,
    );
  });

  it.each([
    ['resolved', { type: 'resolve', resolution: 'b' }],
    ['closed', { type: 'close' }],
    ['cancelled', { type: 'cancel', body: null }],
    ['merged', { type: 'merge', into: 'INC-9', chain: ['INC-9'] }],
  ] as const)('is over when its ticket is %s, and does not come back with it', (_how, command) => {
    const s = declared();
    s.does('ana', command, 5);
    expect(s.ticket().major).toBeUndefined();
    expect(s.ticket().escalation).toBeNull();
  });

  it('goes on when a promise is broken meanwhile, with the ladder that runs', () => {
    const s = declared({ firstRespondedAt: null });
    s.sweeps(31);
    expect(s.ticket().escalation?.cause).toBeUndefined();
    s.does('ana', { type: 'reply', body: 'b', thanks: false, inThread: true }, 32);
    expect(s.ticket().escalation).toMatchObject({ cause: 'major', run: 1 });
  });
});
