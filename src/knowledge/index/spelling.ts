const SHORTEST = 4;
const TWO_SLIPS_FROM = 8;

/** The letters of a word as bits; 0 for what is not corrected: short words, codes, other scripts. */
export function letterMask(word: string): number {
  if (word.length < SHORTEST || word.length > 40) return 0;
  let mask = 0;
  for (let at = 0; at < word.length; at++) {
    const letter = word.charCodeAt(at) - 97;
    if (letter < 0 || letter > 25) return 0;
    mask |= 1 << letter;
  }
  return mask;
}

/** How many bits of 32 are set. */
function bits(mask: number): number {
  const pairs = mask - ((mask >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Edit distance where swapping two neighbours is one slip; gives up with `limit + 1`. */
export function slips(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const line = [row];
    let best = row;
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (line[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      line.push(cost);
      best = Math.min(best, cost);
    }
    if (best > limit) return limit + 1;
    before = last;
    last = line;
  }
  return last[b.length] ?? limit + 1;
}

/** 0 when two words are too different to be one with a slip; up to 0.85 for a single slip in a long word. */
export function nearness(word: string, wordMask: number, other: string, otherMask: number): number {
  const limit = word.length >= TWO_SLIPS_FROM ? 2 : 1;
  // Each slip changes at most two of the letters in use, which rules out nearly all words without comparing them.
  if (otherMask === 0 || bits(wordMask ^ otherMask) > 2 * limit) return 0;
  const distance = slips(word, other, limit);
  if (distance > limit) return 0;
  // People rarely miss the first letter.
  const first = word[0] === other[0] ? 0 : 0.2;
  return Math.max(0, (distance === 1 ? 0.85 : 0.65) - first);
}
