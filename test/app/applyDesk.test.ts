import { describe, expect, it } from 'vitest';
import { planDesk } from '../../src/app/applyDesk.ts';
import { deskPolicy } from '../support/builders.ts';

describe('the difference between two versions of a desk', () => {
  const before = { version: 7, policy: deskPolicy() };

  it('is nothing for the same desk, also when it was stored as JSON in between', () => {
    const stored = JSON.parse(JSON.stringify({ ...deskPolicy(), teams: [...deskPolicy().teams] }));
    expect(planDesk({ version: 7, policy: stored }, deskPolicy())).toEqual({ from: 7, changes: [] });
  });

  it('is everything for the first version', () => {
    const { from, changes } = planDesk(null, deskPolicy());
    expect(from).toBeNull();
    expect(changes.every(({ kind }) => kind === 'added')).toBe(true);
    expect(changes).toContainEqual({ kind: 'added', section: 'people', key: 'emma', details: [] });
    expect(changes).toContainEqual({ kind: 'added', section: 'ladders', key: 'usual', details: [] });
  });

  it('names who came, who went, and each value that is another', () => {
    const policy = deskPolicy();
    const next = deskPolicy({
      autoCloseAfter: 60,
      people: [
        ...policy.people
          .filter(({ key }) => key !== 'vic')
          .map((each) => (each.key === 'emma' ? { ...each, manager: 'lea' } : each)),
        {
          key: 'zoe',
          name: 'Zoe',
          email: 'zoe@example.com',
          language: 'en',
          groups: [],
          manager: null,
          lead: false,
        },
      ],
      agreements: policy.agreements.toReversed(),
    });
    expect(planDesk(before, next).changes).toEqual([
      {
        kind: 'changed',
        section: 'settings',
        key: 'autoCloseAfter',
        details: [{ field: '', before: 259_200, after: 60 }],
      },
      {
        kind: 'changed',
        section: 'people',
        key: 'emma',
        details: [{ field: 'manager', before: 'mia', after: 'lea' }],
      },
      { kind: 'added', section: 'people', key: 'zoe', details: [] },
      { kind: 'removed', section: 'people', key: 'vic', details: [] },
      {
        kind: 'changed',
        section: 'order of agreements',
        key: 'agreements',
        details: [{ field: '', before: ['vip', 'standard'], after: ['standard', 'vip'] }],
      },
    ]);
  });
});
