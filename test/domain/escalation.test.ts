import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeskPolicy, Ladder } from '../../src/domain/desk.ts';
import { dueInstants } from '../../src/domain/sla.ts';
import type { TicketEvent } from '../../src/domain/ticket.ts';
import { deskPolicy, LADDER, MINUTE, MONDAY_9, openTicket, type Story, story } from '../support/builders.ts';

const acknowledge = { type: 'acknowledge' } as const;

/** A ticket that was answered, so that only its resolution can be missed: at 480 minutes. */
function answered(policy: DeskPolicy = deskPolicy()): Story {
  const s = story(openTicket(), policy);
  s.does('ana', { type: 'reply', body: 'b', thanks: false, inThread: true }, 1);
  s.sweeps(479);
  return s;
}

const told = (s: Story) =>
  s
    .timeline()
    .flatMap(({ event, at }) =>
      event.type === 'Escalated'
        ? [`${(at - MONDAY_9) / MINUTE - 480}: ${event.run}.${event.rung}.${event.round}`]
        : [],
    );
const types = (events: readonly TicketEvent[]) => events.map((event) => event.type);
const withLadder = (ladder: Partial<Ladder>) => deskPolicy({ ladders: { usual: { ...LADDER, ...ladder } } });

describe('the ladder', () => {
  it('tells each rung after its wait, again until the next, the last until acknowledged', () => {
    const s = answered();
    s.sweeps(480 + 55);
    expect(told(s)).toEqual([
      '0: 1.0.1',
      '5: 1.0.2',
      '10: 1.0.3',
      '15: 1.1.1',
      '20: 1.1.2',
      '25: 1.1.3',
      '30: 1.2.1',
      '40: 1.2.2',
      '50: 1.2.3',
    ]);
  });

  it('moves the ticket to the tier, and names who is on call', () => {
    const s = answered();
    expect(s.enforces(480)).toEqual([
      {
        type: 'SlaBreached',
        clock: 'resolution',
        due: MONDAY_9 + 480 * MINUTE,
        fingerprint: 'resolution/breach/28800',
      },
      { type: 'HandedOver', from: 'L1', to: 'L2', body: null },
      {
        type: 'Escalated',
        run: 1,
        rung: 0,
        round: 1,
        clock: 'resolution',
        due: MONDAY_9 + 480 * MINUTE,
        told: [
          { to: 'channel', team: 'network', tier: 'L2', mention: ['eve'] },
          { to: 'person', person: 'eve', as: 'onCall' },
        ],
      },
    ]);
    s.sweeps(495);
    expect(s.ticket().tier).toBe('L3');
    s.sweeps(510);
    expect(s.ticket().escalation?.told).toContainEqual({
      to: 'person',
      person: 'mia',
      as: 'requesterManager',
    });
  });

  it('stops for good whenever it is acknowledged', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 120 }), (minutes) => {
        const s = answered(withLadder({ staleAfter: null }));
        s.sweeps(480 + minutes);
        const before = told(s).length;
        s.does('eve', acknowledge, 480 + minutes);
        s.sweeps(480 + minutes + 2000);
        s.enforces(480 + minutes + 2000);
        expect(told(s)).toHaveLength(before);
      }),
    );
  });

  it('visits each rung in order, whatever the waits', () => {
    const rung = fc.record({
      after: fc.integer({ min: 0, max: 4000 }),
      targets: fc.constant([{ tell: 'teamLead' }] as const),
      moveTo: fc.constant(null),
      again: fc.option(fc.integer({ min: 60, max: 4000 })),
    });
    fc.assert(
      fc.property(fc.array(rung, { minLength: 1, maxLength: 6 }), (rungs) => {
        const s = answered(withLadder({ rungs }));
        const total = rungs.reduce((sum, each) => sum + each.after, 0) / 60;
        s.sweeps(480 + total);
        const reached = s
          .timeline()
          .flatMap(({ event, at }) =>
            event.type === 'Escalated' && event.round === 1
              ? [[event.rung, (at - MONDAY_9) / 1000 - 28_800]]
              : [],
          );
        let sum = 0;
        expect(reached).toEqual(
          rungs.map((each, index) => {
            sum += each.after;
            return [index, sum];
          }),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('goes on after a downtime with one rung now, and waits from now', () => {
    const s = answered();
    expect(types(s.enforces(480 + 600))).toEqual(['SlaBreached', 'HandedOver', 'Escalated']);
    s.sweeps(480 + 616);
    expect(told(s)).toEqual(['600: 1.0.1', '605: 1.0.2', '610: 1.0.3', '615: 1.1.1']);
  });

  it('ends with the resolution', () => {
    const s = answered();
    s.sweeps(481);
    s.does('eve', { type: 'resolve', resolution: 'b' }, 482);
    expect(s.ticket().escalation).toBeNull();
    expect(dueInstants(s.ticket(), deskPolicy(), deskPolicy()).map((due) => due.kind)).toEqual(['autoClose']);
  });

  it('that ran for want of a response ends with the response, one that also ran for the resolution does not', () => {
    const s = story();
    s.sweeps(31);
    s.does('ana', { type: 'reply', body: 'b', thanks: false, inThread: true }, 32);
    expect(s.ticket().escalation).toBeNull();
    const both = story();
    both.sweeps(480);
    expect(both.ticket().escalation).toMatchObject({ clock: 'resolution', run: 1, rung: 2 });
    both.does('ana', { type: 'reply', body: 'b', thanks: false, inThread: true }, 481);
    expect(both.ticket().escalation).not.toBeNull();
  });

  it('begins anew for a second breach only after the first was acknowledged', () => {
    const s = story();
    s.sweeps(30);
    s.does('eve', acknowledge, 31);
    for (const minute of [80, 130, 180, 230, 280, 330, 380, 430, 470]) {
      s.does('eve', { type: 'note', body: 'b' }, minute);
    }
    s.sweeps(480);
    expect(s.ticket().escalation).toMatchObject({ clock: 'resolution', run: 2, rung: 0, acknowledged: null });
  });

  it('waits for a deadline that moved on with a lower priority', () => {
    const s = answered();
    s.sweeps(480);
    s.does('ana', { type: 'priority', priority: 'P3' }, 481);
    const day = 24 * 60;
    expect(s.enforces(day)).not.toContainEqual(expect.objectContaining({ type: 'Escalated' }));
    expect(types(s.enforces(day + 480))).toContain('Escalated');
  });
});

describe('an empty rung', () => {
  const rung = LADDER.rungs[0];
  const l3 = LADDER.rungs[1];
  if (!rung || !l3) throw new Error('the sample ladder is too short');
  const nobody = { ...rung, targets: [{ tell: 'onCall', tier: 'L3' }, { tell: 'assignee' }] } as const;

  it('is recorded, moves nothing, and goes one rung higher at once', () => {
    const s = answered(withLadder({ rungs: [nobody, l3] }));
    expect(types(s.enforces(480))).toEqual(['SlaBreached', 'RungEmpty', 'HandedOver', 'Escalated']);
    expect(s.timeline().find(({ event }) => event.type === 'RungEmpty')?.event).toMatchObject({
      rung: 0,
      missing: ['onCall:L3', 'assignee'],
    });
    expect(s.ticket()).toMatchObject({ tier: 'L3', escalation: { rung: 1, round: 1 } });
  });

  it('is empty too when all it tells is a channel on a platform that is not connected', () => {
    const channel = { slack: 'C0WARROOM', language: 'en' } as const;
    const s = answered(withLadder({ rungs: [{ ...nobody, targets: [{ tell: 'channel', channel }] }, l3] }));
    expect(types(s.enforces(480))).toEqual(['SlaBreached', 'RungEmpty', 'HandedOver', 'Escalated']);
  });

  it('that is the last is tried again until somebody is there', () => {
    const s = answered(withLadder({ rungs: [nobody] }));
    expect(types(s.sweeps(480 + 11))).toEqual(['SlaBreached', 'RungEmpty', 'RungEmpty', 'RungEmpty']);
    s.does('ben', { type: 'claim' }, 492);
    expect(types(s.sweeps(480 + 15))).toEqual(['HandedOver', 'Escalated']);
  });
});

describe('an acknowledgement', () => {
  it('goes stale without progress, and the ladder goes on where it stood', () => {
    const s = answered();
    s.sweeps(496);
    s.does('lou', acknowledge, 500);
    s.does('lou', { type: 'note', body: 'b' }, 520);
    s.does('emma', { type: 'reply', body: 'b', thanks: false, inThread: true }, 570);
    expect(s.sweeps(579)).toEqual([]);
    expect(types(s.sweeps(580))).toEqual(['AcknowledgementWentStale', 'Escalated']);
    expect(s.ticket().escalation).toMatchObject({ run: 2, rung: 1, round: 1, acknowledged: null });
    s.sweeps(595);
    expect(told(s).at(-1)).toBe('115: 2.2.1');
  });

  it('that went stale while the desk was away calls people as late as it is, and once', () => {
    const s = answered();
    s.sweeps(496);
    s.does('lou', acknowledge, 500);
    const events = s.enforces(700);
    expect(types(events)).toEqual(['AcknowledgementWentStale', 'Escalated']);
    expect(events[1]).toMatchObject({ run: 2, due: MONDAY_9 + 560 * MINUTE });
    expect(s.enforces(704)).toEqual([]);
  });

  it('does not go stale while the ticket is on hold', () => {
    const s = answered();
    s.sweeps(480);
    s.does('eve', acknowledge, 481);
    s.does('eve', { type: 'hold', reason: 'supplier', body: null }, 482);
    expect(s.enforces(9000)).toEqual([]);
    s.does('eve', { type: 'resume' }, 9001);
    expect(s.enforces(9060)).toEqual([]);
    expect(types(s.enforces(9061))).toContain('AcknowledgementWentStale');
  });
});
