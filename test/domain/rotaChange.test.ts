import { describe, expect, it } from 'vitest';
import {
  answerBy,
  decided,
  momentOf,
  proposedSwap,
  putCover,
  putInBy,
  type RotaChange,
  shiftNamed,
  wholeShift,
  withdrawn,
  withPutIn,
} from '../../src/domain/rota.ts';
import { deskPolicy, HOUR, MONDAY_9, weeklyRota } from '../support/builders.ts';

const DAY = 24 * HOUR;
const daily = weeklyRota('networkL2', ['eve', 'eli'], {
  start: '2026-11-23T09:00',
  every: { count: 1, unit: 'day' },
});
const core = {
  id: 'c1',
  rota: 'networkL2',
  proposedBy: 'eve',
  proposedAt: MONDAY_9 + HOUR,
  counterpart: 'eli',
};
const now = core.proposedAt;
const wednesday = shiftNamed(daily, 'eve', '2026-11-25', now);
const thursday = shiftNamed(daily, 'eli', '2026-11-26', now);
const swap = proposedSwap(core, wednesday, thursday);
const refusal = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
  return 'done';
};

describe('a shift by its date', () => {
  it('is the one that begins on it, else the one that lasts into it', () => {
    expect(wednesday).toEqual({ from: MONDAY_9 + 2 * DAY, to: MONDAY_9 + 3 * DAY, person: 'eve' });
    expect(shiftNamed(daily, 'eve', '2026-11-26', now)).toEqual(wednesday);
    expect(shiftNamed(daily, 'eve', 'next', now)).toEqual(wednesday);
  });

  it('is refused when it has begun, is nobody else, or the date is none', () => {
    expect(refusal(() => shiftNamed(daily, 'eve', '2026-11-23', now))).toBe('shiftBegun');
    expect(refusal(() => shiftNamed(daily, 'lou', '2026-11-25', now))).toBe('noShift');
    expect(refusal(() => shiftNamed(daily, 'eve', '2026-11-31', now))).toBe('dateUnknown');
  });
});

describe('a swap', () => {
  const accepts = (change: RotaChange, actor = 'eli', at = now, rota = daily) =>
    decided(change, { actor, accepts: true, rota, now: at });

  it('puts each in for the other once it is accepted, and nobody before', () => {
    expect(putInBy([swap])).toEqual([]);
    const policy = withPutIn(deskPolicy({ rotas: { networkL2: daily } }), putInBy([accepts(swap)]));
    const rota = policy.rotas.networkL2 ?? daily;
    expect(wholeShift(rota, wednesday.from)).toEqual({ ...wednesday, person: 'eli' });
    expect(wholeShift(rota, thursday.from)).toEqual({ ...thursday, person: 'eve' });
    expect(wholeShift(rota, thursday.to)).toMatchObject({ person: 'eve' });
  });

  it('puts in nobody who has left the desk', () => {
    const people = deskPolicy().people.filter(({ key }) => key !== 'eli');
    const policy = withPutIn(deskPolicy({ rotas: { networkL2: daily }, people }), putInBy([accepts(swap)]));
    expect(wholeShift(policy.rotas.networkL2 ?? daily, wednesday.from)).toEqual(wednesday);
  });

  it('is decided by the one who was asked alone, once, and while it still holds', () => {
    expect(refusal(() => accepts(swap, 'eve'))).toBe('swapNotYours');
    const declined = decided(swap, { actor: 'eli', accepts: false, rota: daily, now });
    expect(declined).toMatchObject({ state: 'declined', decidedAt: now, version: 2 });
    expect(decided(declined, { actor: 'eli', accepts: false, rota: daily, now: now + 1 })).toBe(declined);
    expect(refusal(() => accepts(declined))).toBe('swapDecided');
    expect(refusal(() => accepts(swap, 'eli', wednesday.from))).toBe('shiftBegun');
    const other = weeklyRota('networkL2', ['eli', 'eve'], {
      start: '2026-11-23T09:00',
      every: { count: 1, unit: 'day' },
    });
    expect(refusal(() => accepts(swap, 'eli', now, other))).toBe('swapOutdated');
  });

  it('is answered within two days, and before the first of its shifts begins', () => {
    expect(answerBy(swap)).toBe(wednesday.from);
    const later = shiftNamed(daily, 'eve', '2026-11-29', now);
    expect(answerBy(proposedSwap(core, later, null))).toBe(now + 2 * DAY);
    expect(refusal(() => proposedSwap({ ...core, counterpart: 'eve' }, wednesday, null))).toBe(
      'swapWithSelf',
    );
  });

  it('is taken back by those whose it is, or a lead, until it begins', () => {
    const takes = (change: RotaChange, actor: string, at = now) =>
      withdrawn(change, { actor, leads: ['nora'], now: at });
    const inForce = accepts(swap);
    for (const actor of ['eve', 'eli', 'nora'])
      expect(takes(inForce, actor)).toMatchObject({ state: 'withdrawn', withdrawn: { by: actor } });
    expect(refusal(() => takes(inForce, 'lou'))).toBe('swapNotYours');
    expect(refusal(() => takes(swap, 'eli'))).toBe('swapNotYours');
    expect(refusal(() => takes(inForce, 'eve', wednesday.from))).toBe('shiftBegun');
    const twice = takes(inForce, 'eve');
    expect(takes(twice, 'eve')).toBe(twice);
  });
});

describe('a cover', () => {
  const cover = (from: string, to: string) =>
    putCover(core, daily, {
      from: momentOf(daily, from, 'from', now),
      to: momentOf(daily, to, 'to', now),
      words: { from, to },
    });

  it('is in force at once, says whom it relieves, and leaves the past alone', () => {
    const { state, spans } = cover('2026-11-23T09:30', '2026-11-24T12:00');
    expect(state).toBe('inForce');
    expect(spans).toEqual([
      { from: now, to: MONDAY_9 + DAY, person: 'eli', instead: 'eve' },
      { from: MONDAY_9 + DAY, to: MONDAY_9 + DAY + 3 * HOUR, person: 'eli', instead: 'eli' },
    ]);
  });

  it('of a date is of the whole day', () => {
    const { spans } = cover('2026-11-28', '2026-11-28');
    expect([spans[0]?.from, spans.at(-1)?.to]).toEqual([
      Date.UTC(2026, 10, 27, 23),
      Date.UTC(2026, 10, 28, 23),
    ]);
  });

  it('is refused when it ends before it begins, or has ended', () => {
    expect(refusal(() => cover('2026-11-28', '2026-11-27'))).toBe('coverEmpty');
    expect(refusal(() => cover('2026-11-22', '2026-11-22'))).toBe('coverOver');
  });
});
