import { describe, expect, it } from 'vitest';
import { noticesFor } from '../../src/domain/notices.ts';
import type { Ticket } from '../../src/domain/ticket.ts';
import { deskPolicy, MONDAY_9, openTicket, type Story, story } from '../support/builders.ts';

const base = deskPolicy();
const policy = deskPolicy({
  ladders: { ...base.ladders, major: { key: 'major', staleAfter: null, rungs: [] } },
  majorIncidents: { channel: base.dutyChannel, ladder: 'major', updateEvery: 1800 },
});
const workaround = { type: 'knownError', cause: null, workaround: 'way', duplicates: ['vic'] } as const;
const cause = { type: 'knownError', cause: 'why', workaround: null, duplicates: [] } as const;
const retract = { type: 'retract', body: 'text' } as const;

/** People who hear of it as a known error after the last event. */
function told(before: Ticket, s: Story): readonly string[] {
  const entry = s.timeline().at(-1);
  if (!entry) return [];
  return noticesFor(before, entry, s.ticket(), 9, policy)
    .filter(({ kind }) => kind === 'knownErrorNews')
    .map(({ target }) => (target.to === 'person' ? target.person : target.to));
}

function recorded(): Story {
  const s = story(openTicket({ watchers: ['mia'] }), policy);
  s.does('ana', workaround, 1);
  return s;
}

describe('a known error', () => {
  it('is recorded and withdrawn by the team of its ticket, with a workaround or a cause', () => {
    const s = story(openTicket(), policy);
    expect(() => s.does('emma', workaround)).toThrow('notAllowed');
    expect(() => s.does('wim', workaround)).toThrow('notAllowed');
    expect(() => s.does('vic', workaround)).toThrow('ticketUnknown');
    expect(() => s.does('ana', { ...workaround, workaround: null })).toThrow('knownErrorEmpty');
    s.does('lea', cause);
    expect(s.ticket().knownError).toMatchObject({ cause: 'why', workaround: null, recordedAt: MONDAY_9 });
    expect(() => s.does('emma', retract)).toThrow('notAllowed');
    s.does('ben', retract, 1);
    expect(s.ticket().knownError).toBeUndefined();
    expect(s.does('ben', retract, 2)).toEqual([]);
  });

  it('keeps what was known before, when more is found, and everybody who hears of it', () => {
    const s = recorded();
    s.does('stranger', { type: 'meToo' }, 2);
    const before = s.ticket();
    s.does('ana', cause, 3);
    expect(s.ticket().knownError).toMatchObject({
      cause: 'why',
      workaround: 'way',
      affected: ['emma', 'mia', 'vic', 'stranger'],
    });
    expect(told(before, s)).toEqual(['requester', 'mia', 'vic', 'stranger']);
  });

  it('is joined by anybody once, who hears at once, unless only its team may see it', () => {
    const s = recorded();
    const before = s.ticket();
    s.does('wim', { type: 'meToo' }, 2);
    expect(told(before, s)).toEqual(['wim']);
    expect(s.does('wim', { type: 'meToo' }, 3)).toEqual([]);
    const secret = story(openTicket({ visibility: 'team' }), policy);
    secret.does('ana', workaround, 1);
    expect(() => secret.does('vic', { type: 'meToo' }, 2)).toThrow('ticketUnknown');
  });

  it.each([
    ['resolved', { type: 'resolve', resolution: 'b' }],
    ['closed', { type: 'close' }],
    ['cancelled', { type: 'cancel', body: null }],
    ['merged', { type: 'merge', into: 'INC-9', chain: ['INC-9'] }],
  ] as const)('is over when its ticket is %s, which those affected hear', (_how, command) => {
    const s = recorded();
    const before = s.ticket();
    s.does('ana', command, 5);
    expect(s.ticket().knownError).toBeUndefined();
    expect(told(before, s)).toEqual(['mia', 'vic']);
  });

  it('stays through a hold, and does not come back with a ticket that is reopened', () => {
    const s = recorded();
    s.does('ana', { type: 'hold', reason: 'change', body: null }, 2);
    s.does('ana', { type: 'resume' }, 3);
    expect(s.ticket().knownError).toBeDefined();
    s.does('ana', { type: 'resolve', resolution: 'b' }, 4);
    s.does('ana', { type: 'reopen', body: null }, 5);
    expect(s.ticket().knownError).toBeUndefined();
  });

  it('may be a major incident, too: whoever joins hears of both, and once that they are over', () => {
    const s = recorded();
    s.does('ana', { type: 'major', body: 'summary', duplicates: [] }, 2);
    s.does('wim', { type: 'meToo' }, 3);
    expect(s.ticket().major?.affected).toContain('wim');
    expect(s.ticket().knownError?.affected).toContain('wim');
    const before = s.ticket();
    s.does('ana', { type: 'resolve', resolution: 'b' }, 4);
    expect(told(before, s), 'all but vic hear it of the major incident').toEqual(['vic']);
  });
});
