import { describe, expect, it } from 'vitest';
import { type AccessVerb, audiencesOf, isAgent, mayDo, maySee, tiersOf } from '../../src/domain/access.ts';
import { possibleVerbs } from '../../src/domain/possible.ts';
import { priorityOf } from '../../src/domain/priority.ts';
import { deskPolicy, openTicket, story } from '../support/builders.ts';

const policy = deskPolicy();
const ticket = openTicket();
const verbs = Object.keys(mayDo) as AccessVerb[];
const rightsOf = (person: string, of = ticket) => verbs.filter((verb) => mayDo[verb]({ person }, of, policy));

describe('who may do what', () => {
  it('lets the requester talk, confirm, reopen, cancel and rate', () => {
    expect(rightsOf('emma')).toEqual(
      expect.arrayContaining(['show', 'watch', 'unwatch', 'reply', 'reopen', 'cancel', 'confirm', 'rate']),
    );
    expect(rightsOf('emma')).toHaveLength(9);
  });

  it('lets the team and the leads do everything but what is the requester’s alone', () => {
    for (const agent of ['ana', 'eve', 'lou', 'nora', 'lea']) {
      expect(verbs.filter((verb) => !rightsOf(agent).includes(verb))).toEqual(['confirm', 'rate']);
    }
  });

  it('lets agents of another team look, note and link, unless only the team may see it', () => {
    expect(rightsOf('wim')).toEqual([
      'show',
      'prove',
      'watch',
      'unwatch',
      'note',
      'link',
      'absorb',
      'meToo',
      'affect',
    ]);
    expect(rightsOf('wim', openTicket({ visibility: 'team' }))).toEqual([]);
    expect(maySee({ person: 'ana' }, openTicket({ visibility: 'team' }), policy)).toBe(true);
  });

  it('shows other people nothing', () => {
    expect(rightsOf('vic')).toEqual([]);
    expect(() => story().does('vic', { type: 'watch' })).toThrow('ticketUnknown');
  });

  it('lets a manager who was alerted acknowledge', () => {
    const s = story();
    s.does('ana', { type: 'reply', body: 'b', thanks: false, inThread: true });
    expect(rightsOf('mia')).toEqual([]);
    s.sweeps(8 * 60 + 31);
    expect(rightsOf('mia', s.ticket())).toEqual([
      'show',
      'prove',
      'watch',
      'unwatch',
      'acknowledge',
      'snooze',
      'update',
      'meToo',
    ]);
    expect(s.does('mia', { type: 'acknowledge' }, 8 * 60 + 32)).toEqual([
      { type: 'Acknowledged', by: 'mia' },
    ]);
  });
});

describe('roles', () => {
  it('knows the tiers of an agent, also by rota', () => {
    expect(tiersOf('ana', policy)).toEqual(['L1']);
    expect(tiersOf('eve', policy, 'network')).toEqual(['L2']);
    expect(tiersOf('eve', policy, 'workplace')).toEqual([]);
    expect(isAgent('emma', policy)).toBe(false);
    expect(isAgent('lea', policy, 'workplace')).toBe(true);
  });

  it('opens articles by team', () => {
    expect(audiencesOf('emma', policy)).toEqual(['everyone']);
    expect(audiencesOf('ana', policy)).toEqual(['everyone', 'agents', 'team:network']);
    expect(audiencesOf('lea', policy)).toEqual(['everyone', 'agents', 'team:network', 'team:workplace']);
  });

  it('offers what is possible', () => {
    const person = { person: 'emma' };
    expect(possibleVerbs(ticket, person, policy)).toEqual(['reply', 'cancel', 'show']);
    const s = story();
    s.does('ana', { type: 'resolve', resolution: 'b' });
    expect(possibleVerbs(s.ticket(), person, policy)).toEqual(['reply', 'confirm', 'reopen', 'rate', 'show']);
  });

  it('reads the priority from the matrix', () => {
    expect(priorityOf(policy, 'high', 'high')).toBe('P1');
    expect(priorityOf(policy, 'low', 'medium')).toBe('P4');
  });
});
