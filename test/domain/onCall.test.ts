import { describe, expect, it } from 'vitest';
import type { Rota } from '../../src/domain/desk.ts';
import { nextHandOver, onCall } from '../../src/domain/onCall.ts';

const weekly: Rota = {
  key: 'l2',
  timeZone: 'Europe/Berlin',
  start: '2026-01-05T09:00',
  every: 'week',
  members: ['eve', 'eli', 'lou'],
  overrides: [],
};
const daily: Rota = { ...weekly, every: 'day', start: '2026-01-01T02:30', members: ['eve', 'eli'] };
const utc = (text: string) => Date.parse(`${text}:00Z`);

describe('on call', () => {
  it('is who has the turn, from hand-over to hand-over in the local time of the rota', () => {
    expect(onCall(weekly, utc('2026-01-05T07:59'))).toBeNull();
    expect(onCall(weekly, utc('2026-01-05T08:00'))).toBe('eve');
    expect(onCall(weekly, utc('2026-01-12T07:59'))).toBe('eve');
    expect(onCall(weekly, utc('2026-01-12T08:00'))).toBe('eli');
    expect(nextHandOver(weekly, utc('2026-07-07T12:00'))?.at).toBe(utc('2026-07-13T07:00'));
  });

  it('changes once on the day when the hour comes twice, and on the day when it is left out', () => {
    for (const day of ['2026-10-24T12:00', '2026-03-28T12:00']) {
      const start = utc(day);
      const who = Array.from({ length: 24 * 60 }, (_, minute) => onCall(daily, start + minute * 60_000));
      const changes = who.filter((person, minute) => minute > 0 && person !== who[minute - 1]);
      expect(changes).toHaveLength(1);
    }
    expect(nextHandOver(daily, utc('2026-10-24T12:00'))?.at).toBe(utc('2026-10-25T00:30'));
    expect(nextHandOver(daily, utc('2026-03-28T12:00'))?.at).toBe(utc('2026-03-29T01:30'));
  });

  it('is the one of the override, end excluded', () => {
    const swapped = {
      ...weekly,
      overrides: [{ from: '2026-01-06T09:00', to: '2026-01-07T09:00', person: 'lou' }],
    };
    expect(onCall(swapped, utc('2026-01-06T08:00'))).toBe('lou');
    expect(onCall(swapped, utc('2026-01-07T08:00'))).toBe('eve');
    expect(nextHandOver(swapped, utc('2026-01-06T07:00'))).toEqual({
      at: utc('2026-01-06T08:00'),
      from: 'eve',
      to: 'lou',
    });
    expect(nextHandOver(swapped, utc('2026-01-06T12:00'))).toEqual({
      at: utc('2026-01-07T08:00'),
      from: 'lou',
      to: 'eve',
    });
  });

  it('is nobody in a rota of nobody, and never changes in a rota of one', () => {
    expect(onCall({ ...weekly, members: [] }, utc('2026-02-01T00:00'))).toBeNull();
    expect(nextHandOver({ ...weekly, members: [] }, utc('2026-02-01T00:00'))).toBeNull();
    expect(nextHandOver({ ...weekly, members: ['eve'] }, utc('2026-02-01T00:00'))).toBeNull();
    expect(nextHandOver(weekly, utc('2026-01-01T00:00'))).toEqual({
      at: utc('2026-01-05T08:00'),
      from: null,
      to: 'eve',
    });
  });
});
