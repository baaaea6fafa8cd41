import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evolve } from '../../src/domain/evolve.ts';
import { noticesFor } from '../../src/domain/notices.ts';
import type { Notice } from '../../src/domain/noticeTypes.ts';
import type { Ticket } from '../../src/domain/ticket.ts';
import { deskPolicy, openTicket, type Story, story } from '../support/builders.ts';

/** Every notice of a ticket's life, in order. */
function notices(s: Story): readonly Notice[] {
  let before: Ticket | null = null;
  return s.timeline().flatMap((entry, index) => {
    const after: Ticket = evolve(before, entry);
    const made = noticesFor(before, entry, after, index + 1, deskPolicy());
    before = after;
    return made;
  });
}

/** `kind to whom`, with a star for a message of its own in a channel, and who is mentioned. */
function read({ kind, target, mention }: Notice): string {
  const where = {
    requester: 'requester',
    duty: 'duty',
    person: target.to === 'person' ? target.person : '',
    room: target.to === 'room' ? `#${target.channel.local}` : '',
    agents: target.to === 'agents' ? `${target.team} ${target.tier}${target.thread ? '' : ' *'}` : '',
  }[target.to];
  return `${kind} to ${where}${mention.map((person) => ` @${person}`).join('')}`;
}

const since = (s: Story, act: () => unknown) => {
  const before = notices(s).length;
  act();
  return notices(s).slice(before).map(read);
};
const reply = { type: 'reply', body: 'b', thanks: false, inThread: true } as const;

describe('what is told', () => {
  it('of a new ticket is a card to its requester and to the first line', () => {
    expect(notices(story()).map(read)).toEqual(['card to requester', 'card to network L1 *']);
  });

  it('of a claim is a line to both sides', () => {
    const s = story();
    expect(since(s, () => s.does('ana', { type: 'claim' }))).toEqual([
      'line to requester',
      'line to network L1',
    ]);
  });

  it('of an assignment reaches whom it is about, unless they did it', () => {
    const s = story();
    expect(since(s, () => s.does('ana', { type: 'assign', to: 'ben', isKnown: true }))).toContain(
      'assignedToYou to ben',
    );
    expect(since(s, () => s.does('ana', { type: 'takeOver' }))).toEqual([
      'line to requester',
      'line to network L1',
      'line to ben',
    ]);
  });

  it('of a note never reaches the requester, nor who watches', () => {
    const s = story(openTicket({ watchers: ['mia'] }));
    expect(since(s, () => s.does('ana', { type: 'note', body: 'b' }))).toEqual(['said to network L1']);
  });

  it('of a reply reaches the other side, and who watches', () => {
    const s = story(openTicket({ watchers: ['mia', 'ana'], assignee: 'ben' }));
    expect(since(s, () => s.does('ana', reply))).toEqual(['said to requester', 'said to mia']);
    expect(since(s, () => s.does('emma', reply))).toEqual([
      'said to network L1 @ben',
      'said to mia',
      'said to ana',
    ]);
  });

  it('of a hand-over is a card where it goes, and a line where it was', () => {
    const s = story();
    expect(since(s, () => s.does('ana', { type: 'escalate', to: 'L2', body: null }))).toEqual([
      'card to network L2 *',
      'line to network L1',
      'line to requester',
    ]);
    expect(since(s, () => s.does('ana', { type: 'service', service: 'laptop' }))).toEqual([
      'line to requester',
      'line to network L2',
      'card to workplace L1 *',
    ]);
  });

  it('of a resolution asks to confirm, and of the closing asks for a rating once', () => {
    const s = story(openTicket({ watchers: ['mia'] }));
    expect(since(s, () => s.does('ana', { type: 'resolve', resolution: 'b' }))).toEqual([
      'resolution to requester',
      'line to network L1',
      'line to mia',
    ]);
    const close = () => s.does('emma', { type: 'confirm' });
    expect(since(s, close)).toEqual(['ratingRequest to requester', 'line to network L1']);
    s.does('emma', { type: 'reopen', body: null });
    s.does('ana', { type: 'close' });
    const asked = notices(s).filter((notice) => notice.kind === 'ratingRequest');
    expect(new Set(asked.map((notice) => notice.key)).size).toBe(1);
  });

  it('of a deadline that nears reaches the assignee and the channel', () => {
    const s = story(openTicket({ assignee: 'ben' }));
    expect(since(s, () => s.sweeps(15))).toEqual(['slaWarning to network L1 @ben', 'slaWarning to ben']);
  });

  it('of a breach are urgent pages, and of the acknowledgement the same people hear', () => {
    const s = story();
    s.sweeps(29);
    expect(since(s, () => s.sweeps(30))).toEqual([
      'card to network L2 *',
      'line to network L1',
      'line to requester',
      'page to network L2 @eve',
      'page to eve',
    ]);
    expect(
      notices(s)
        .filter((notice) => notice.urgent)
        .map((notice) => notice.kind),
    ).toEqual(['page', 'page']);
    s.sweeps(46);
    expect(since(s, () => s.does('lou', { type: 'acknowledge' }, 47))).toEqual([
      'acknowledged to network L2',
      'acknowledged to eve',
      'acknowledged to network L3',
    ]);
  });

  it('has a key of its own for each notice', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 30 }), (waits) => {
        const s = story(openTicket({ watchers: ['mia'], assignee: 'ben' }));
        let minute = 0;
        for (const wait of waits) {
          minute += wait;
          s.sweeps(minute);
          const open = s.ticket().escalation;
          if (wait % 5 === 0 && open) s.does('eve', { type: 'acknowledge' }, minute);
          if (wait % 7 === 0) s.does('ana', { type: 'resolve', resolution: 'b' }, minute);
          if (wait % 11 === 0) s.does('emma', { type: 'reopen', body: null }, minute);
          if (wait % 13 === 0 && s.ticket().status === 'open')
            s.does('ana', { type: 'priority', priority: wait > 40 ? 'P1' : 'P3' }, minute);
        }
        const keys = notices(s).map((notice) => notice.key);
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { numRuns: 200 },
    );
  });
});
