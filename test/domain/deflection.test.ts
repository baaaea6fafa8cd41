import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deflection, difference, type QuestionCount } from '../../src/domain/deflection.ts';
import { isHeldOut } from '../../src/domain/holdOut.ts';

const share = fc
  .tuple(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([of, p]) => ({ of, are: Math.round(of * p) }));

describe('the interval of a difference of proportions', () => {
  // R. G. Newcombe, Statistics in Medicine 17 (1998), method 10. Computed apart, with Wilson's limits as the roots t of
  // (p - t)² = z² t (1 - t) / n, which is how they are defined, instead of by their closed form.
  it.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [10, 10, 0, 20, 0.6791, 1],
    [10, 10, 0, 10, 0.6075, 1],
  ])('is as its definition has it for %i/%i and %i/%i', (a, m, b, n, low, high) => {
    const interval = difference({ are: a, of: m }, { are: b, of: n });
    expect(interval.value).toBeCloseTo(a / m - b / n, 10);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it('holds the difference, stays within -1 and 1, and turns with its arms', () => {
    fc.assert(
      fc.property(share, share, (a, b) => {
        const { value, low, high } = difference(a, b);
        expect(low).toBeLessThanOrEqual(value);
        expect(high).toBeGreaterThanOrEqual(value);
        expect(low).toBeGreaterThanOrEqual(-1 - 1e-9);
        expect(high).toBeLessThanOrEqual(1 + 1e-9);
        const turned = difference(b, a);
        expect(turned.low).toBeCloseTo(-high, 9);
        expect(turned.high).toBeCloseTo(-low, 9);
      }),
    );
  });
});

describe('what self-service brought', () => {
  const counted = (
    outcome: QuestionCount['outcome'],
    count: number,
    { heldOut = false, fits = true } = {},
  ): QuestionCount => ({ heldOut, fits, outcome, count });

  it('counts confirmations over all requests, and silence apart', () => {
    const result = deflection(
      [
        counted('confirmed', 40),
        counted('abandoned', 20),
        counted('ticket', 30),
        counted('escalated', 5),
        counted('open', 7),
        counted('ticket', 9, { heldOut: true }),
      ],
      5,
    );
    expect(result.requests).toBe(100);
    expect(result.selfServiceRate).toBe(0.4);
    expect(result.abandonedRate).toBe(0.2);
  });

  it('compares those held out with those for whom there was something to offer as well', () => {
    const result = deflection(
      [
        counted('confirmed', 60),
        counted('ticket', 40),
        counted('ticket', 50, { fits: false }),
        counted('ticket', 8, { heldOut: true }),
        counted('abandoned', 2, { heldOut: true }),
        counted('ticket', 3, { heldOut: true, fits: false }),
      ],
      0,
    );
    expect(result.holdOut).toMatchObject({ heldOut: { of: 10, are: 8 }, offered: { of: 100, are: 40 } });
    expect(result.holdOut?.effect.value).toBeCloseTo(0.4);
  });

  it('says nothing where there is nothing', () => {
    expect(deflection([], 0)).toMatchObject({ selfServiceRate: null, abandonedRate: null, holdOut: null });
  });
});

describe('the hold-out', () => {
  it('draws the share that is asked for, the same each time, and others with another seed', () => {
    const ids = Array.from({ length: 20_000 }, (_, index) => `question-${index}`);
    const drawn = (seed: number) => ids.filter((id) => isHeldOut({ share: 0.1, seed }, id));
    expect(drawn(7)).toEqual(drawn(7));
    expect(drawn(7).length / ids.length).toBeGreaterThan(0.09);
    expect(drawn(7).length / ids.length).toBeLessThan(0.11);
    const both = drawn(7).filter((id) => isHeldOut({ share: 0.1, seed: 8 }, id));
    expect(both.length / drawn(7).length).toBeLessThan(0.2);
  });
});
