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

/** A sum for each place, kept between questions so that none has to allocate for all articles. */
interface Sums {
  readonly total: Float32Array;
  readonly ofSlot: Float32Array;
}

/** Places are passed over in blocks, most of which hold none of the best. The sums hold whole blocks. */
const BLOCK = 64;

const sums = (size: number): Sums => ({ total: new Float32Array(size), ofSlot: new Float32Array(size) });

/** Goes through the postings of a question's words; plain loops over numbers, since this sees every article. */
export function createFirstLook(written: Postings, asked: Postings): FirstLook {
  let lengths = new Float32Array(BLOCK);
  let norms = new Float32Array(BLOCK);
  let text = sums(BLOCK);
  let share = sums(BLOCK);
  let cover = sums(BLOCK);
  let peaks = new Float32Array(1);
  let totalLength = 0;
  let articles = 0;
  /** Places from here on were never taken. */
  let end = 0;
  let lengthsChanged = true;

  function grow(place: number): void {
    if (place < lengths.length) return;
    const grown = new Float32Array(lengths.length * 2);
    grown.set(lengths);
    lengths = grown;
    norms = new Float32Array(grown.length);
    text = sums(grown.length);
    share = sums(grown.length);
    cover = sums(grown.length);
    peaks = new Float32Array(grown.length / BLOCK);
  }

  /** Adds, for each slot, the best of its terms; false when nothing stands anywhere. */
  function add(question: Question, postings: Postings, mode: 'text' | 'share' | 'cover'): boolean {
    let met = false;
    const lengthNorms = norms;
    const { total, ofSlot } = mode === 'text' ? text : mode === 'share' ? share : cover;
    for (const { weight, terms } of question.slots) {
      const alone = terms.size === 1;
      for (const [term, factor] of terms) {
        const { places, strengths, count } = postings.of(term);
        const most = factor * weight;
        for (let at = 0; at < count; at++) {
          const place = places[at] ?? 0;
          const strength = strengths[at] ?? 0;
          let value = most;
          if (mode === 'text') value *= strength / (strength + (lengthNorms[place] ?? 1));
          else if (mode === 'share') value *= strength;
          if (!alone) {
            const already = ofSlot[place] ?? 0;
            if (value <= already) continue;
            ofSlot[place] = value;
            value -= already;
          }
          total[place] = (total[place] ?? 0) + value;
        }
        met ||= count > 0;
      }
      if (!alone) ofSlot.fill(0, 0, end);
    }
    return met;
  }

  function measureLengths(): void {
    const average = Math.max(1, totalLength / Math.max(1, articles));
    for (let place = 0; place < norms.length; place++)
      norms[place] = SATURATION * (1 - LENGTH_PULL + (LENGTH_PULL * (lengths[place] ?? 0)) / average);
    lengthsChanged = false;
  }

  /** Notes the highest standing in each block; tells how high the `limit` best places stand at least. */
  function surveyBlocks(limit: number): number {
    const ofText = text.total;
    const ofAsked = share.total;
    const blocks = Math.ceil(end / BLOCK);
    for (let block = 0; block < blocks; block++) {
      let peak = 0;
      for (let place = block * BLOCK; place < (block + 1) * BLOCK; place++) {
        const value = (ofText[place] ?? 0) + (ofAsked[place] ?? 0);
        if (value > peak) peak = value;
      }
      peaks[block] = peak;
    }
    return peaks.slice(0, blocks).sort()[blocks - limit] ?? 0;
  }

  /** The best places that stand as high as `bar`, or higher. */
  function collect(bar: number, limit: number, allows: (place: number) => boolean): Sighting[] {
    const best: Sighting[] = [];
    for (let from = 0; from < end; from += BLOCK) {
      if ((peaks[from / BLOCK] ?? 0) < bar) continue;
      for (let place = from; place < from + BLOCK; place++) {
        const relevance = text.total[place] ?? 0;
        const askedShare = share.total[place] ?? 0;
        const value = relevance + askedShare;
        if (value === 0 || value < bar || !allows(place)) continue;
        best.push({ place, relevance, askedShare, askedCover: cover.total[place] ?? 0 });
        if (best.length >= 4 * limit) bar = keepBest(best, limit);
      }
    }
    keepBest(best, limit);
    return best;
  }

  function look(question: Question, limit: number, allows: (place: number) => boolean): Sighting[] {
    if (lengthsChanged) measureLengths();
    add(question, written, 'text');
    const anyAsked = add(question, asked, 'share') && add(question, asked, 'cover');
    const bar = surveyBlocks(limit);
    let best = collect(bar, limit, allows);
    // Some of the best may be for others to see.
    if (best.length < limit && bar > 0) best = collect(0, limit, allows);
    for (const { total } of anyAsked ? [text, share, cover] : [text]) total.fill(0, 0, end);
    return best;
  }

  return {
    look,
    setLength(place, length) {
      grow(place);
      end = Math.max(end, place + 1);
      totalLength += length - (lengths[place] ?? 0);
      articles += (length > 0 ? 1 : 0) - ((lengths[place] ?? 0) > 0 ? 1 : 0);
      lengths[place] = length;
      lengthsChanged = true;
    },
  };
}

const standing = ({ relevance, askedShare }: Sighting): number => relevance + askedShare;

/** Sorts, cuts, and says what a newcomer has to reach. */
function keepBest(best: Sighting[], limit: number): number {
  best.sort((a, b) => standing(b) - standing(a) || a.place - b.place);
  best.length = Math.min(best.length, limit);
  const last = best[limit - 1];
  return last ? standing(last) : 0;
}
