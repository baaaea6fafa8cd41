import type { Postings } from './postings.ts';
import type { Question } from './question.ts';

/** What the quick look at all articles says of one. */
export interface Sighting {
  readonly place: number;
  /** BM25 over the words of the article. */
  readonly relevance: number;
  /** Over the confirmed questions: with how many of them they share a word, and whether with any. */
  readonly askedShare: number;
  readonly askedCover: number;
}

export interface FirstLook {
  /** The best places that `allows`, best first, at most `limit`. */
  look(question: Question, limit: number, allows: (place: number) => boolean): Sighting[];
  setLength(place: number, length: number): void;
}

/** BM25's k1 and b. */
const SATURATION = 1.2;
const LENGTH_PULL = 0.6;

/** A word that stands in so many places finds no more of them, once rarer words have found as many. */
const ENOUGH = 2_000;

/** A sum for each place, kept between questions so that none has to allocate for all articles. */
interface Sums {
  readonly total: Float32Array;
  readonly ofSlot: Float32Array;
}

/** Places in the order they were met. */
interface Met {
  readonly places: Int32Array;
  count: number;
}

const sums = (size: number): Sums => ({ total: new Float32Array(size), ofSlot: new Float32Array(size) });
const nobody = (size: number): Met => ({ places: new Int32Array(size), count: 0 });

/** Goes through the postings of a question's words; plain loops over numbers, since this sees every article. */
export function createFirstLook(written: Postings, asked: Postings): FirstLook {
  let lengths = new Float32Array(64);
  let norms = new Float32Array(64);
  let text = sums(64);
  let share = sums(64);
  let cover = sums(64);
  let touched = nobody(3 * 64);
  let ofThisSlot = nobody(64);
  let totalLength = 0;
  let articles = 0;
  let lengthsChanged = true;

  function grow(place: number): void {
    if (place < lengths.length) return;
    const grown = new Float32Array(place * 2);
    grown.set(lengths);
    lengths = grown;
    norms = new Float32Array(grown.length);
    text = sums(grown.length);
    share = sums(grown.length);
    cover = sums(grown.length);
    // Three passes may each meet every place.
    touched = nobody(3 * grown.length);
    ofThisSlot = nobody(grown.length);
  }

  /** Adds, for each slot, the best of its terms; notes each place in `touched` when it is seen first. */
  function add(question: Question, postings: Postings, mode: 'text' | 'share' | 'cover'): void {
    const { total, ofSlot } = mode === 'text' ? text : mode === 'share' ? share : cover;
    const before = touched.count;
    const heaviestFirst = [...question.slots].sort((a, b) => b.weight - a.weight);
    for (const { weight, terms } of heaviestFirst) {
      if (weight <= 0) continue;
      ofThisSlot.count = 0;
      for (const [term, factor] of terms) {
        const { places, strengths } = postings.of(term);
        const onlyMore = touched.count - before >= ENOUGH && places.length >= ENOUGH;
        for (let at = 0; at < places.length; at++) {
          const place = places[at] ?? 0;
          const sum = total[place] ?? 0;
          if (onlyMore && sum === 0) continue;
          const strength = strengths[at] ?? 0;
          let value = factor * weight;
          if (mode === 'text') value *= strength / (strength + (norms[place] ?? 1));
          else if (mode === 'share') value *= strength;
          const already = ofSlot[place] ?? 0;
          if (value <= already) continue;
          if (already === 0) ofThisSlot.places[ofThisSlot.count++] = place;
          ofSlot[place] = value;
          if (sum === 0) touched.places[touched.count++] = place;
          total[place] = sum + value - already;
        }
      }
      for (let at = 0; at < ofThisSlot.count; at++) ofSlot[ofThisSlot.places[at] ?? 0] = 0;
    }
  }

  function measureLengths(): void {
    const average = Math.max(1, totalLength / Math.max(1, articles));
    for (let place = 0; place < norms.length; place++)
      norms[place] = SATURATION * (1 - LENGTH_PULL + (LENGTH_PULL * (lengths[place] ?? 0)) / average);
    lengthsChanged = false;
  }

  function look(question: Question, limit: number, allows: (place: number) => boolean): Sighting[] {
    if (lengthsChanged) measureLengths();
    touched.count = 0;
    add(question, written, 'text');
    add(question, asked, 'share');
    add(question, asked, 'cover');
    const best: Sighting[] = [];
    let bar = 0;
    for (let at = 0; at < touched.count; at++) {
      const place = touched.places[at] ?? 0;
      const relevance = text.total[place] ?? 0;
      const askedShare = share.total[place] ?? 0;
      const value = relevance + askedShare;
      // A place may be touched twice, by its text and by its questions; the second time its sums are gone.
      if (value > bar && allows(place)) {
        best.push({ place, relevance, askedShare, askedCover: cover.total[place] ?? 0 });
        if (best.length >= 4 * limit) bar = keepBest(best, limit);
      }
      text.total[place] = 0;
      share.total[place] = 0;
      cover.total[place] = 0;
    }
    keepBest(best, limit);
    return best;
  }

  return {
    look,
    setLength(place, length) {
      grow(place);
      totalLength += length - (lengths[place] ?? 0);
      articles += (length > 0 ? 1 : 0) - ((lengths[place] ?? 0) > 0 ? 1 : 0);
      lengths[place] = length;
      lengthsChanged = true;
    },
  };
}

const standing = ({ relevance, askedShare }: Sighting): number => relevance + askedShare;

/** Sorts, cuts, and says what a newcomer has to beat. */
function keepBest(best: Sighting[], limit: number): number {
  best.sort((a, b) => standing(b) - standing(a) || a.place - b.place);
  best.length = Math.min(best.length, limit);
  const last = best[limit - 1];
  return last ? standing(last) : 0;
}
