import { describe, expect, it } from 'vitest';
import {
  calibrationError,
  type JudgedAnswer,
  recalibrate,
  scaled,
  UNSCALED,
} from '../../src/domain/calibration.ts';

/** Answers said with these confidences, of which such a share was right: each ten times, evenly spread. */
const judgedWhere = (truth: (confidence: number) => number, confidences: readonly number[]): JudgedAnswer[] =>
  Array.from({ length: 40 }, (_, round) =>
    confidences.map((confidence) => ({ confidence, right: (round + 0.5) / 40 < truth(confidence) })),
  ).flat();

const SPREAD = [0.15, 0.35, 0.55, 0.75, 0.95];

describe('the expected calibration error', () => {
  it('is nothing where what is said comes true as often', () => {
    expect(calibrationError(judgedWhere((confidence) => confidence, SPREAD))).toBeLessThan(0.02);
  });

  it('is the gap where too much is said', () => {
    expect(calibrationError(judgedWhere(() => 0.25, [0.95]))).toBeCloseTo(0.7, 5);
  });
});

describe('the scaling', () => {
  it('comes down to what is true, in one step', () => {
    const boastful = judgedWhere((confidence) => confidence * 0.6, SPREAD);
    const next = recalibrate(boastful, UNSCALED);
    expect(next?.errorBefore).toBeGreaterThan(0.2);
    expect(next?.errorAfter).toBeLessThan(0.06);
    expect(scaled(0.95, next?.scaling ?? UNSCALED)).toBeLessThan(0.75);
  });

  it('goes on from the one before', () => {
    const boastful = judgedWhere((confidence) => confidence * 0.6, SPREAD);
    const once = recalibrate(boastful, UNSCALED);
    const twice = recalibrate(boastful, { slope: 1, offset: -0.5 });
    expect(twice?.scaling.offset).toBeCloseTo(
      (once?.scaling.offset ?? 0) - 0.5 * (once?.scaling.slope ?? 0),
      5,
    );
  });

  it('stays in bounds, whatever is clicked', () => {
    const next = recalibrate(
      judgedWhere((confidence) => (confidence > 0.9 ? 0 : 1), SPREAD),
      UNSCALED,
    );
    expect(next?.scaling.slope).toBeGreaterThanOrEqual(0.3);
    expect(Math.abs(next?.scaling.offset ?? 9)).toBeLessThanOrEqual(3);
  });

  it.each([
    ['too few answers', judgedWhere(() => 0.2, [0.95, 0.6]).slice(0, 70)],
    ['none that was wrong', judgedWhere(() => 1, SPREAD)],
    ['nothing to mend', judgedWhere((confidence) => confidence, SPREAD)],
  ])('stays as it is with %s', (_, judged) => {
    expect(recalibrate(judged, UNSCALED)).toBeNull();
  });
});
