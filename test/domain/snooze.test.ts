import { describe, expect, it } from 'vitest';
import { dueInstants } from '../../src/domain/sla.ts';
import { supersededBy } from '../../src/domain/stillHolds.ts';
import type { TicketEvent } from '../../src/domain/ticket.ts';
import { deskPolicy, MINUTE, MONDAY_9, openTicket, type Story, story } from '../support/builders.ts';

const acknowledge = { type: 'acknowledge' } as const;
const snooze = (minutes: number) => ({ type: 'snooze', seconds: minutes * 60, body: 'why' }) as const;
const types = (events: readonly TicketEvent[]) => events.map((event) => event.type);

/** P2, never answered: breached after 30 minutes. */
function breached(): Story {
  const s = story();
  s.sweeps(31);
  return s;
}
const told = (s: Story) =>
  s
    .timeline()
    .flatMap(({ event, at }) =>
      event.type === 'Escalated'
        ? [`${(at - MONDAY_9) / MINUTE}: ${event.run}.${event.rung}.${event.round}`]
        : [],
    );

describe('a snooze', () => {
  it('lets the ladder sleep, and at its end it goes on where it stood, at once', () => {
    const s = breached();
    s.does('eve', snooze(60), 32);
    s.sweeps(91);
    expect(told(s)).toEqual(['30: 1.0.1']);
    s.sweeps(107);
    expect(told(s)).toEqual(['30: 1.0.1', '92: 2.0.1', '97: 2.0.2', '102: 2.0.3', '107: 2.1.1']);
  });

  it('that ended while the desk was away calls people as late as it is, and once', () => {
    const s = breached();
    s.does('eve', snooze(10), 32);
    const events = s.enforces(60);
    expect(events.find((event) => event.type === 'Escalated')).toMatchObject({
      run: 2,
      due: MONDAY_9 + 42 * MINUTE,
    });
    expect(s.enforces(61)).toEqual([]);
  });

  it('has a row of its own among what falls due, and no rung beside it', () => {
    const s = breached();
    s.does('eve', snooze(60), 32);
    const dues = dueInstants(s.ticket(), deskPolicy(), deskPolicy());
    expect(dues.filter(({ kind }) => kind === 'snoozeEnd' || kind === 'rung')).toEqual([
      { kind: 'snoozeEnd', key: 'snooze/1', at: MONDAY_9 + 92 * MINUTE },
    ]);
  });

  it.each([
    ['an acknowledgement', acknowledge, 'eve'],
    ['taking over', { type: 'takeOver' } as const, 'eve'],
    ['the resolution', { type: 'resolve', resolution: 'b' } as const, 'eve'],
    [
      'the answer that was missing',
      { type: 'reply', body: 'b', thanks: false, inThread: true } as const,
      'ana',
    ],
  ])('ends with %s', (_what, command, who) => {
    const s = breached();
    s.does('eve', snooze(60), 32);
    s.does(who, command, 40);
    expect(s.ticket().escalation?.snoozed).toBeUndefined();
    s.sweeps(95);
    expect(told(s)).toEqual(['30: 1.0.1']);
  });

  it('keeps the breach of another clock until its end', () => {
    const s = breached();
    s.sweeps(478);
    const before = told(s).length;
    s.does('eve', snooze(10), 479);
    expect(types(s.sweeps(480))).toEqual(['SlaBreached']);
    s.sweeps(488);
    expect(told(s)).toHaveLength(before);
    expect(types(s.sweeps(489))).toEqual(['SnoozeEnded', 'Escalated']);
    expect(s.ticket().escalation?.clock).toBe('resolution');
  });

  it('may be given another end', () => {
    const s = breached();
    s.does('eve', snooze(60), 32);
    s.does('eli', snooze(5), 33);
    s.sweeps(38);
    expect(told(s)).toEqual(['30: 1.0.1', '38: 2.0.1']);
  });

  it.each([0, 0.9, 7 * 24 * 60 + 1, Number.NaN])('of %s minutes is refused', (minutes) => {
    expect(() => breached().does('eve', snooze(minutes), 32)).toThrow('snoozeOutOfRange');
  });

  it('needs a ladder that runs, and somebody of the team or who was told', () => {
    expect(() => story().does('eve', snooze(60), 1)).toThrow('nothingToSnooze');
    const s = breached();
    expect(() => s.does('emma', snooze(60), 32)).toThrow('notAllowed');
    s.sweeps(61);
    s.does('mia', snooze(60), 62);
    s.does('eve', acknowledge, 63);
    expect(() => s.does('eve', snooze(60), 64)).toThrow('nothingToSnooze');
  });

  it('is respected by a page that was recorded before it', () => {
    const s = breached();
    const page = s.timeline().find(({ event }) => event.type === 'Escalated')?.event;
    if (!page) throw new Error('nobody was told');
    expect(supersededBy('page', page, s.ticket())).toBeNull();
    s.does('eve', snooze(60), 32);
    expect(supersededBy('page', page, s.ticket())).toMatch(/snoozed/);
  });

  it('lets the warning of the same ticket come all the same', () => {
    const s = story(openTicket());
    s.sweeps(31);
    s.does('eve', snooze(600), 32);
    expect(types(s.sweeps(400))).toEqual(['SlaWarned', 'SlaWarned']);
  });
});
