/** How sure the search says it is, held against how often it was right. */

/** An answer that was shown first, and whether it was the one. */
export interface JudgedAnswer {
  /** As it was said, 0 to 1. */
  readonly confidence: number;
  readonly right: boolean;
}

/** What becomes of the model's log odds that an article answers: `slope` times them, and `offset` more. */
export interface Scaling {
  readonly slope: number;
  readonly offset: number;
}

export const UNSCALED: Scaling = { slope: 1, offset: 0 };

export interface Recalibration {
  readonly scaling: Scaling;
  /** Expected calibration error of the judged answers as they were said, and as they would be said now. */
  readonly errorBefore: number;
  readonly errorAfter: number;
}

/** With fewer answers, or fewer of them right or wrong, chance would speak. */
const LEAST_JUDGED = 100;
const LEAST_OF_EACH = 10;
/** The scaling as it is counts as much as so many answers that confirm it. */
const PRIOR = 10;
const ROUNDS = 50;
const SLOPE = { lowest: 0.3, highest: 3 };
const OFFSET = 3;
/** Nobody is ever surer than this, so that no answer weighs without end. */
const SUREST = 0.999;

const within = (value: number, lowest: number, highest: number): number =>
  Math.min(highest, Math.max(lowest, value));

function logOdds(confidence: number): number {
  const bounded = within(confidence, 1 - SUREST, SUREST);
  return Math.log(bounded / (1 - bounded));
}

/** A confidence under another scaling, 0 to 1. */
export function scaled(confidence: number, { slope, offset }: Scaling): number {
  return 1 / (1 + Math.exp(-(slope * logOdds(confidence) + offset)));
}

/**
 * Expected calibration error: in ten bins of equal width, how far the mean confidence is from the share of answers
 * that are right, weighted by the size of the bin (Naeini, Cooper and Hauskrecht 2015). 0 is perfect.
 */
export function calibrationError(judged: readonly JudgedAnswer[]): number {
  const bins = new Float64Array(10);
  for (const { confidence, right } of judged) {
    const bin = Math.min(9, Math.floor(confidence * 10));
    bins[bin] = (bins[bin] ?? 0) + confidence - (right ? 1 : 0);
  }
  return bins.reduce((sum, gap) => sum + Math.abs(gap), 0) / Math.max(1, judged.length);
}

/**
 * A new scaling from what askers said of answers that were given under `current`; null when that is too little to
 * learn from, or when what one half teaches does not hold for the other. Platt (1999), held back by a prior.
 */
export function recalibrate(judged: readonly JudgedAnswer[], current: Scaling): Recalibration | null {
  const right = judged.filter((answer) => answer.right).length;
  if (judged.length < LEAST_JUDGED || Math.min(right, judged.length - right) < LEAST_OF_EACH) return null;
  const halves = [0, 1].map((rest) => judged.filter((_, at) => at % 2 === rest));
  const [first = [], second = []] = halves;
  const learned = surprise(first, scalingFor(second)) + surprise(second, scalingFor(first));
  if (learned >= surprise(judged, UNSCALED)) return null;
  const step = scalingFor(judged);
  const scaling = {
    slope: within(step.slope * current.slope, SLOPE.lowest, SLOPE.highest),
    offset: within(step.slope * current.offset + step.offset, -OFFSET, OFFSET),
  };
  const after = judged.map(({ confidence, right }) => ({ confidence: scaled(confidence, step), right }));
  return { scaling, errorBefore: calibrationError(judged), errorAfter: calibrationError(after) };
}

/** The sum of the negative logarithms of what was thought of what came. */
function surprise(judged: readonly JudgedAnswer[], scaling: Scaling): number {
  return judged.reduce((sum, { confidence, right }) => {
    const sure = scaled(confidence, scaling);
    return sum - Math.log(right ? sure : 1 - sure);
  }, 0);
}

/** Newton's method on the penalised likelihood, which has one highest point. */
function scalingFor(judged: readonly JudgedAnswer[]): Scaling {
  let { slope, offset } = UNSCALED;
  for (let round = 0; round < ROUNDS; round++) {
    let slopeUp = PRIOR * (UNSCALED.slope - slope);
    let offsetUp = PRIOR * (UNSCALED.offset - offset);
    let ss = PRIOR;
    let so = 0;
    let oo = PRIOR;
    for (const { confidence, right } of judged) {
      const odds = logOdds(confidence);
      const sure = scaled(confidence, { slope, offset });
      const miss = (right ? 1 : 0) - sure;
      const spread = sure * (1 - sure);
      slopeUp += miss * odds;
      offsetUp += miss;
      ss += spread * odds * odds;
      so += spread * odds;
      oo += spread;
    }
    const determinant = ss * oo - so * so;
    slope += (oo * slopeUp - so * offsetUp) / determinant;
    offset += (ss * offsetUp - so * slopeUp) / determinant;
  }
  return { slope, offset };
}
