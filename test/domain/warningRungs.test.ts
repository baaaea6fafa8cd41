import { describe, expect, it } from 'vitest';
import type { DeskPolicy, Rung } from '../../src/domain/desk.ts';
import type { TicketEvent } from '../../src/domain/ticket.ts';
import { deskPolicy, LADDER, MINUTE, MONDAY_9, openTicket, type Story, story } from '../support/builders.ts';

const acknowledge = { type: 'acknowledge' } as const;
const rung = (changes: Partial<Rung>): Rung => ({
  after: 0,
  targets: [],
  moveTo: null,
  again: null,
  ...changes,
});
const early = (at: number | 'warning', tell: Rung['targets'][number], again: number | null = null) =>
  rung({ at, targets: [tell], again });
const climbing = (rungs: readonly Rung[], more: Partial<DeskPolicy> = {}) =>
  deskPolicy({ ladders: { usual: { ...LADDER, rungs: [...rungs, ...LADDER.rungs] } }, ...more });

/** Minutes after the opening at which each rung was told, as `rung.round`. */
const told = (s: Story) =>
  s
    .timeline()
    .flatMap(({ event, at }) =>
      event.type === 'Escalated' ? [`${(at - MONDAY_9) / MINUTE}: ${event.rung}.${event.round}`] : [],
    );
const types = (events: readonly TicketEvent[]) => events.map((event) => event.type);

/** P2: the first response is due after 30 minutes. */
describe('a rung before the breach', () => {
  it('comes at its share of the time, and the others after the breach', () => {
    const s = story(
      openTicket(),
      climbing([early(0.6, { tell: 'teamLead' }), early(0.9, { tell: 'onCall', tier: 'L2' })]),
    );
    s.sweeps(46);
    expect(told(s)).toEqual(['18: 0.1', '27: 1.1', '30: 2.1', '35: 2.2', '40: 2.3', '45: 3.1']);
    expect(s.ticket().escalation?.told).toContainEqual({ to: 'person', person: 'nora', as: 'teamLead' });
  });

  it('comes at the first warning of the agreement', () => {
    const s = story(openTicket(), climbing([early('warning', { tell: 'teamLead' })]));
    s.sweeps(29);
    expect(told(s)).toEqual(['15: 0.1']);
  });

  it('is said again until the next, and stops when the requester is answered', () => {
    const s = story(openTicket(), climbing([early(0.5, { tell: 'teamLead' }, 120)]));
    s.sweeps(20);
    expect(told(s)).toEqual(['15: 0.1', '17: 0.2', '19: 0.3']);
    s.does('ana', { type: 'reply', body: 'b', thanks: false, inThread: true }, 20);
    expect(s.ticket().escalation).toBeNull();
  });

  it('that is empty brings the next warning at once, but never what belongs to the breach', () => {
    const s = story(
      openTicket(),
      climbing([early(0.5, { tell: 'assignee' }), early(0.9, { tell: 'teamLead' })]),
    );
    s.sweeps(29);
    expect(told(s)).toEqual(['15: 1.1']);
    const alone = story(openTicket(), climbing([early(0.5, { tell: 'assignee' })]));
    alone.sweeps(29);
    expect(told(alone)).toEqual([]);
    alone.sweeps(30);
    expect(told(alone)).toEqual(['30: 1.1']);
  });

  it('is passed over after a downtime in which the deadline was missed', () => {
    const s = story(openTicket(), climbing([early(0.5, { tell: 'teamLead' })]));
    expect(types(s.enforces(31))).toEqual(['SlaBreached', 'HandedOver', 'Escalated']);
    expect(told(s)).toEqual(['31: 1.1']);
  });

  it('waits while the clock is paused', () => {
    const s = story(
      openTicket(),
      climbing([early(0.5, { tell: 'teamLead' }), early(0.9, { tell: 'teamLead' })]),
    );
    s.sweeps(16);
    s.does('ana', { type: 'hold', reason: 'requester', body: null }, 17);
    s.sweeps(100);
    s.does('ana', { type: 'resume' }, 100);
    s.sweeps(111);
    expect(told(s)).toEqual(['15: 0.1', '110: 1.1']);
  });

  it('that was acknowledged is quiet until the breach, which is another run', () => {
    const s = story(
      openTicket(),
      climbing([early(0.5, { tell: 'teamLead' }), early(0.9, { tell: 'teamLead' })]),
    );
    s.sweeps(16);
    s.does('nora', acknowledge, 16);
    s.sweeps(31);
    expect(told(s)).toEqual(['15: 0.1', '30: 2.1']);
    expect(s.ticket().escalation).toMatchObject({ run: 2, clock: 'firstResponse' });
    expect(s.ticket().escalation?.cause).toBeUndefined();
  });
});

describe('whom a rung tells', () => {
  const acme = {
    key: 'acme',
    name: { en: 'Acme', zh: 'Acme' },
    channel: { local: 'acme', language: 'en' },
    contract: null,
  } as const;
  const first = (target: Rung['targets'][number], more: Partial<DeskPolicy> = {}) => {
    const policy = deskPolicy({
      ladders: { usual: { ...LADDER, rungs: [rung({ targets: [target] })] } },
      ...more,
    });
    return (act: (s: Story) => unknown = () => undefined) => {
      const s = story(openTicket(), policy);
      act(s);
      s.enforces(31);
      return s.timeline().flatMap(({ event }) => (event.type === 'Escalated' ? event.told : []));
    };
  };

  it('may be the one on call of a rota, whatever tier it belongs to', () => {
    expect(first({ tell: 'rota', rota: 'networkL2' })()).toEqual([
      { to: 'person', person: 'eve', as: 'onCall' },
    ]);
    expect(first({ tell: 'rota', rota: 'gone' })()).toEqual([]);
  });

  it('may be any channel', () => {
    const channel = { local: 'war-room', language: 'en' } as const;
    expect(first({ tell: 'channel', channel })()).toEqual([
      { to: 'room', channel, name: { en: '#war-room', zh: '#war-room' } },
    ]);
  });

  it('may be the channel of the supplier that the ticket waits for, and of no other', () => {
    const tell = first({ tell: 'supplierChannel' }, { suppliers: { acme } });
    expect(tell()).toEqual([]);
    // The deadline has passed before, so that the hold does not pause it.
    const late = (s: Story) => s.does('ana', { type: 'hold', reason: 'supplier', body: null }, 31);
    expect(tell(late)).toEqual([{ to: 'room', channel: acme.channel, name: acme.name }]);
    const other = { ...acme, key: 'other', channel: { local: 'other', language: 'en' } } as const;
    const waiting = (s: Story) =>
      s.does('ana', { type: 'hold', reason: 'supplier', supplier: 'other', body: null }, 31);
    expect(first({ tell: 'supplierChannel' }, { suppliers: { acme, other } })(waiting)).toEqual([
      { to: 'room', channel: other.channel, name: other.name },
    ]);
  });
});

describe('the ladder of a service', () => {
  it('counts before that of the agreement', () => {
    const own = {
      key: 'own',
      rungs: [rung({ after: 60, targets: [{ tell: 'teamLead' }] })],
      staleAfter: null,
    };
    const policy = deskPolicy({ ladders: { usual: LADDER, own } });
    const services = policy.services.map((service) =>
      service.key === 'vpn'
        ? { ...service, ladder: { P1: 'own', P2: 'own', P3: 'usual', P4: 'usual' } }
        : service,
    );
    const s = story(openTicket(), { ...policy, services });
    s.sweeps(32);
    expect(told(s)).toEqual(['31: 0.1']);
    const other = story(openTicket({ service: 'wifi' }), { ...policy, services });
    other.sweeps(31);
    expect(told(other)).toEqual(['30: 0.1']);
  });
});

describe('an acknowledgement', () => {
  it('lost within moments calls nobody again before a minute has passed', () => {
    const s = story();
    s.sweeps(479);
    s.does('lou', acknowledge, 479.9);
    s.sweeps(480.5);
    expect(told(s).at(-1)).not.toMatch(/^480/);
    s.sweeps(481);
    expect(told(s).at(-1)).toBe('480.9: 0.1');
  });

  it('is gone with a reopening, and does not go stale then', () => {
    const s = story();
    s.does('ana', { type: 'reply', body: 'b', thanks: false, inThread: true }, 1);
    s.sweeps(480);
    s.does('eve', acknowledge, 481);
    s.does('eve', { type: 'resolve', resolution: 'b' }, 482);
    s.does('emma', { type: 'reopen', body: null }, 483);
    const before = s.timeline().length;
    s.sweeps(484);
    const after = s
      .timeline()
      .slice(before)
      .map(({ event }) => event);
    expect(types(after)).toEqual(['SlaBreached', 'Escalated']);
    expect(s.ticket().escalation).toMatchObject({ run: 1, acknowledged: null });
  });
});
