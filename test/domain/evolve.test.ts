import { describe, expect, it } from 'vitest';
import { evolve, replay } from '../../src/domain/evolve.ts';
import type { Actor, TicketEvent, TimelineEntry } from '../../src/domain/ticket.ts';
import { MINUTE, MONDAY_9, openTicket } from '../support/builders.ts';

const at = (minutes: number) => MONDAY_9 + minutes * MINUTE;
const entry = (minutes: number, event: TicketEvent, by: Actor = { person: 'ana' }): TimelineEntry => ({
  event,
  at: at(minutes),
  by,
});
const opening = entry(0, { type: 'TicketOpened', ticket: openTicket() });
const lived = (...entries: readonly TimelineEntry[]) => replay([opening, ...entries]);

describe('a timeline', () => {
  it('begins with the opening', () => {
    expect(() => evolve(null, entry(1, { type: 'NoteAdded', body: 'b' }))).toThrow('before TicketOpened');
    expect(() => replay([])).toThrow();
    expect(lived()).toEqual(openTicket());
  });

  it('keeps each hold as a segment, also when the reason changes or the ticket is resolved meanwhile', () => {
    const ticket = lived(
      entry(10, { type: 'PutOnHold', reason: 'requester', body: null }),
      entry(20, { type: 'PutOnHold', reason: 'supplier', body: null }),
      entry(30, { type: 'Resolved', resolution: 'r' }),
    );
    expect(ticket.holds).toEqual([
      { from: at(10), to: at(20), reason: 'requester' },
      { from: at(20), to: at(30), reason: 'supplier' },
    ]);
  });

  it('keeps the times for which the ticket was resolved', () => {
    const resolved = lived(entry(10, { type: 'Resolved', resolution: 'r' }));
    expect(resolved).toMatchObject({
      status: 'resolved',
      resolvedBy: 'ana',
      firstRespondedAt: at(10),
      resolvedSpans: [{ from: at(10), to: null }],
    });
    const closed = evolve(resolved, entry(20, { type: 'Closed', why: 'confirmed' }));
    expect(closed).toMatchObject({
      status: 'closed',
      resolution: 'r',
      resolvedSpans: [{ from: at(10), to: null }],
    });
    const reopened = evolve(closed, entry(30, { type: 'Reopened', body: null }, { person: 'emma' }));
    expect(reopened).toMatchObject({
      status: 'open',
      reopenCount: 1,
      resolvedSpans: [{ from: at(10), to: at(30) }],
    });
    expect(reopened).not.toHaveProperty('resolution');
    expect(reopened).not.toHaveProperty('closedAt');
  });

  it('counts what agents do as progress, and nothing else', () => {
    const ticket = lived(
      entry(10, { type: 'NoteAdded', body: 'b' }),
      entry(20, { type: 'RequesterReplied', body: 'b' }, { person: 'emma' }),
      entry(30, { type: 'HandedOver', from: 'L1', to: 'L2', body: null }, 'desk'),
      entry(40, { type: 'WatcherAdded', person: 'mia' }),
    );
    expect(ticket.lastProgressAt).toBe(at(10));
  });

  it('leaves the ticket with its agent when the ladder moves it, and frees it when an agent does', () => {
    const claimed = entry(1, { type: 'TicketClaimed', assignee: 'ana' });
    const moved: TicketEvent = { type: 'HandedOver', from: 'L1', to: 'L3', body: null };
    expect(lived(claimed, entry(2, moved, 'desk'))).toMatchObject({
      tier: 'L3',
      highestTier: 'L3',
      assignee: 'ana',
    });
    expect(lived(claimed, entry(2, moved)).assignee).toBeNull();
  });

  it('takes over the requester, the watchers and the links of what was merged into it', () => {
    const absorbed: TicketEvent = {
      type: 'Absorbed',
      from: 'INC-7',
      requester: 'vic',
      watchers: ['mia', 'emma'],
      links: [
        { type: 'causedBy', ticket: 'PRB-1' },
        { type: 'relates', ticket: 'INC-1042' },
      ],
    };
    const ticket = lived(entry(1, absorbed), entry(2, absorbed));
    expect(ticket.watchers).toEqual(['vic', 'mia']);
    expect(ticket.links).toEqual([
      { type: 'causedBy', ticket: 'PRB-1' },
      { type: 'relates', ticket: 'INC-7' },
    ]);
  });

  it('leaves no clock and no ladder running on what was merged away', () => {
    const ticket = lived(
      entry(1, { type: 'PutOnHold', reason: 'requester', body: null }),
      entry(2, { type: 'SlaBreached', clock: 'firstResponse', due: at(2), fingerprint: 'x' }, 'desk'),
      entry(3, { type: 'Merged', into: 'INC-7' }),
    );
    expect(ticket).toMatchObject({ status: 'merged', into: 'INC-7', escalation: null });
    expect(ticket.holds.every((hold) => hold.to !== null)).toBe(true);
  });
});
