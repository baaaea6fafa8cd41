import { describe, expect, it } from 'vitest';
import type { Rota, RotaLayer } from '../../src/domain/desk.ts';
import { readStoredRota } from '../../src/domain/rota/stored.ts';
import {
  gapsBetween,
  lastHandOver,
  nextHandOver,
  nextMondayNine,
  nextShiftOf,
  onCall,
  openedGaps,
  shifts,
  wholeShift,
} from '../../src/domain/rota.ts';
import { deskPolicy, HOUR, weeklyRota } from '../support/builders.ts';

const weekly = weeklyRota('l2', ['eve', 'eli', 'lou']);
const daily = weeklyRota('l2', ['eve', 'eli'], {
  every: { count: 1, unit: 'day' },
  start: '2026-01-01T02:30',
});
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

  it('is the one of the override that is listed last, if two cover the same time', () => {
    const [from, to] = ['2026-01-06T09:00', '2026-01-08T09:00'];
    const overrides = [
      { from, to, person: 'lou' },
      { from: '2026-01-07T08:00:00Z', to: '2026-01-07T12:00:00Z', person: 'eli' },
    ];
    const found = shifts({ ...weekly, overrides }, utc('2026-01-06T08:00'), utc('2026-01-08T08:00'));
    expect(found.map(({ person }) => person)).toEqual(['lou', 'eli', 'lou']);
  });

  it('is nobody in a rota of nobody, and never changes in a rota of one', () => {
    expect(onCall(weeklyRota('l2', []), utc('2026-02-01T00:00'))).toBeNull();
    expect(nextHandOver(weeklyRota('l2', []), utc('2026-02-01T00:00'))).toBeNull();
    expect(nextHandOver(weeklyRota('l2', ['eve']), utc('2026-02-01T00:00'))).toBeNull();
    expect(nextHandOver(weekly, utc('2026-01-01T00:00'))).toEqual({
      at: utc('2026-01-05T08:00'),
      from: null,
      to: 'eve',
    });
  });
});

/** Berlin by day, Shanghai by its day, and on weekends nobody but in Berlin's afternoon. */
const followTheSun: Rota = {
  key: 'sun',
  timeZone: 'Europe/Berlin',
  layers: [
    layer({ hours: { ...week([['08:00', '20:00']]), sat: [['12:00', '18:00']] }, members: ['eve', 'eli'] }),
    layer({
      timeZone: 'Asia/Shanghai',
      start: '2026-01-05T08:00',
      hours: week([['08:00', '24:00']]),
      members: ['lou'],
    }),
  ],
  overrides: [],
};

function layer(changes: Partial<RotaLayer>): RotaLayer {
  const [base] = weekly.layers;
  if (!base) throw new Error('a rota has a layer');
  return { ...base, ...changes };
}

function week(hours: readonly (readonly [string, string])[]): Exclude<RotaLayer['hours'], '24/7'> {
  return { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours };
}

describe('a rota with layers', () => {
  it('follows the sun: the first layer that is on counts, and none means nobody', () => {
    const monday = shifts(followTheSun, utc('2026-11-23T00:00'), utc('2026-11-24T00:00'));
    expect(monday.map(({ from, person }) => [new Date(from).toISOString().slice(11, 16), person])).toEqual([
      ['00:00', 'lou'],
      ['07:00', 'eli'],
      ['08:00', 'eve'],
      ['19:00', null],
    ]);
    expect(onCall(followTheSun, utc('2026-11-28T12:00'))).toBe('eve');
    expect(onCall(followTheSun, utc('2026-11-29T12:00'))).toBeNull();
  });

  it('keeps to the wall clock of each layer when one of the zones changes its clock', () => {
    expect(onCall(followTheSun, utc('2026-10-23T06:00'))).toBe('eli');
    expect(onCall(followTheSun, utc('2026-10-23T05:59'))).toBe('lou');
    expect(onCall(followTheSun, utc('2026-10-26T06:59'))).toBe('lou');
    expect(onCall(followTheSun, utc('2026-10-26T07:00'))).toBe('eli');
  });

  it('falls back to the next layer while the first has not begun', () => {
    const later = layer({ start: '2026-03-02T09:00', members: ['lou'] });
    const both = { ...weekly, layers: [later, layer({ members: ['eve'] })] };
    expect(onCall(both, utc('2026-03-02T07:59'))).toBe('eve');
    expect(nextHandOver(both, utc('2026-02-01T00:00'))).toMatchObject({
      at: utc('2026-03-02T08:00'),
      to: 'lou',
    });
  });
});

describe('a custom rotation', () => {
  it('by hours hands over after elapsed time, over a clock change too', () => {
    const twelve = weeklyRota('l2', ['eve', 'eli'], { every: { count: 12, unit: 'hour' } });
    const night = shifts(twelve, utc('2026-10-24T12:00'), utc('2026-10-25T20:00'));
    expect(night.map(({ from }) => from).slice(1)).toEqual([
      utc('2026-10-24T20:00'),
      utc('2026-10-25T08:00'),
    ]);
  });

  it('by several days or weeks keeps to the local time', () => {
    const three = weeklyRota('l2', ['eve', 'eli'], { every: { count: 3, unit: 'day' } });
    expect(onCall(three, utc('2026-01-08T07:59'))).toBe('eve');
    expect(onCall(three, utc('2026-01-08T08:00'))).toBe('eli');
    const fortnight = weeklyRota('l2', ['eve', 'eli'], { every: { count: 2, unit: 'week' } });
    expect(nextHandOver(fortnight, utc('2026-03-20T00:00'))?.at).toBe(utc('2026-03-30T07:00'));
  });
});

it('the last hand-over of a stretch of time is the last that changed who is on call', () => {
  expect(lastHandOver(weekly, utc('2026-01-06T00:00'), utc('2026-01-12T07:59'))).toBeNull();
  expect(lastHandOver(weekly, utc('2026-01-06T00:00'), utc('2026-01-12T08:00'))).toBe(
    utc('2026-01-12T08:00'),
  );
  expect(lastHandOver(weekly, utc('2026-01-12T08:00'), utc('2026-01-27T00:00'))).toBe(
    utc('2026-01-26T08:00'),
  );
  expect(
    lastHandOver(weeklyRota('l2', ['eve']), utc('2026-01-06T00:00'), utc('2026-03-01T00:00')),
  ).toBeNull();
});

describe('a shift', () => {
  it("ends with the turn, also when the next is the same person's", () => {
    const alone = weeklyRota('l2', ['eve']);
    expect(wholeShift(alone, utc('2026-02-04T12:00'))).toEqual({
      from: utc('2026-02-02T08:00'),
      to: utc('2026-02-09T08:00'),
      person: 'eve',
    });
    expect(nextShiftOf(weekly, 'lou', utc('2026-01-20T12:00'))?.from).toBe(utc('2026-02-09T08:00'));
    expect(nextShiftOf(weekly, 'nora', utc('2026-01-20T12:00'))).toBeNull();
  });

  it('of a swap counts by its instants, and more than the layers', () => {
    const [from, to] = ['2026-01-12T08:00:00.000Z', '2026-01-19T08:00:00.000Z'];
    const swapped = { ...weekly, overrides: [{ from, to, person: 'lou' }] };
    expect(wholeShift(swapped, utc('2026-01-14T00:00'))).toEqual({
      from: Date.parse(from),
      to: Date.parse(to),
      person: 'lou',
    });
  });
});

describe('what is uncovered', () => {
  const policy = deskPolicy();
  const rotas = { networkL2: { ...followTheSun, key: 'networkL2' }, idle: weeklyRota('idle', []) };

  it('is told of rotas that a tier relies on', () => {
    const gaps = gapsBetween({ ...policy, rotas }, utc('2026-11-28T00:00'), utc('2026-11-29T00:00'));
    expect(gaps.map(({ from, to }) => (to - from) / HOUR)).toEqual([11, 7]);
    expect(new Set(gaps.map(({ rota }) => rota))).toEqual(new Set(['networkL2']));
  });

  it('is new only where somebody was on call before', () => {
    const gap = (from: number, to: number, rota = 'a') => ({ rota, from, to });
    expect(openedGaps([gap(0, 10)], [gap(0, 10), gap(20, 30)])).toEqual([gap(20, 30)]);
    expect(openedGaps([gap(0, 10)], [gap(5, 15), gap(0, 5, 'b')])).toEqual([gap(10, 15), gap(0, 5, 'b')]);
    expect(openedGaps([gap(0, 10)], [gap(2, 8)])).toEqual([]);
  });
});

it('a rota from before there were layers is one layer around the clock', () => {
  const { timeZone, start, members } = layer({});
  const overrides = [{ from: '2026-01-06T09:00', to: '2026-01-07T09:00', person: 'lou' }];
  const old = { key: 'l2', timeZone, start, every: 'week', members, overrides } as const;
  expect(readStoredRota(old)).toEqual({ ...weekly, overrides });
  expect(readStoredRota(weekly)).toEqual(weekly);
});

it('Monday at nine is that of the zone, over a clock change too', () => {
  expect(nextMondayNine('Europe/Berlin', utc('2026-10-19T07:00'))).toBe(utc('2026-10-26T08:00'));
  expect(nextMondayNine('Europe/Berlin', utc('2026-10-19T06:59'))).toBe(utc('2026-10-19T07:00'));
});
