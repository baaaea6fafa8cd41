import type { Command, Verb } from './command.ts';

/** How many letters may be wrong in a word of that length; two-letter words of Chinese may have one. */
const tolerance = (length: number): number => (length < 5 ? 1 : 2);
/** From so many letters on, the beginning of a command stands for it. */
const SHORTEST_BEGINNING = 3;

/**
 * The command that a mistyped word most likely meant, or null. Counts one for a letter too many, too few, wrong,
 * or swapped with its neighbour (optimal string alignment); the earlier command of the table wins a tie.
 */
export function nearestVerb(word: string, commands: readonly Command[]): Verb | null {
  const given = word.toLowerCase();
  let best: { verb: Verb; distance: number } | null = null;
  for (const command of commands) {
    for (const name of [...command.names, ...command.zh]) {
      const begins = given.length >= SHORTEST_BEGINNING && name.startsWith(given);
      const distance = begins ? 1 : typingDistance(given, name);
      if (distance > tolerance(given.length) || distance >= Math.max(given.length, name.length)) continue;
      if (best === null || distance < best.distance) best = { verb: command.verb, distance };
    }
  }
  return best?.verb ?? null;
}

function typingDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const wrong = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + wrong);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
