/** For each term, the places (articles by number) where it stands and how strongly. */
export interface Postings {
  /** The term must not stand at this place yet. */
  add(term: number, place: number, strength: number): void;
  remove(term: number, place: number): void;
  /** The places of a term and how strongly it stands at each; not to be changed, nor kept. */
  of(term: number): PostingList;
}

export interface PostingList {
  /** Only the first `count` of each mean something. */
  readonly places: Int32Array;
  readonly strengths: Float32Array;
  readonly count: number;
}

type List = { -readonly [Key in keyof PostingList]: PostingList[Key] };

const NOWHERE: PostingList = { places: new Int32Array(), strengths: new Float32Array(), count: 0 };

/** Most terms stand in few places. */
const FEW = 2;

function grow(list: List): void {
  const size = Math.max(FEW, Math.ceil(list.count * 1.5));
  const { places, strengths } = list;
  list.places = new Int32Array(size);
  list.places.set(places);
  list.strengths = new Float32Array(size);
  list.strengths.set(strengths);
}

export function createPostings(): Postings {
  const lists: (List | undefined)[] = [];
  return {
    add(term, place, strength) {
      const list = lists[term] ?? { ...NOWHERE };
      lists[term] = list;
      if (list.count === list.places.length) grow(list);
      list.places[list.count] = place;
      list.strengths[list.count] = strength;
      list.count++;
    },
    remove(term, place) {
      const list = lists[term];
      const at = list?.places.subarray(0, list.count).indexOf(place) ?? -1;
      if (list === undefined || at < 0) return;
      list.count--;
      list.places[at] = list.places[list.count] ?? 0;
      list.strengths[at] = list.strengths[list.count] ?? 0;
    },
    of: (term) => lists[term] ?? NOWHERE,
  };
}
