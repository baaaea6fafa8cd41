/** For each term, the places (articles by number) where it stands and how strongly. */
export interface Postings {
  /** The term must not stand at this place yet. */
  add(term: number, place: number, strength: number): void;
  remove(term: number, place: number): void;
  /** The places of a term and how strongly it stands at each; not to be changed. */
  of(term: number): PostingList;
}

export interface PostingList {
  readonly places: readonly number[];
  readonly strengths: readonly number[];
}

interface List extends PostingList {
  readonly places: number[];
  readonly strengths: number[];
}

const NOWHERE: PostingList = { places: [], strengths: [] };

export function createPostings(): Postings {
  const lists: (List | undefined)[] = [];
  return {
    add(term, place, strength) {
      const list = lists[term] ?? { places: [], strengths: [] };
      lists[term] = list;
      list.places.push(place);
      list.strengths.push(strength);
    },
    remove(term, place) {
      const list = lists[term];
      const at = list?.places.indexOf(place) ?? -1;
      if (list === undefined || at < 0) return;
      const lastPlace = list.places.pop();
      const lastStrength = list.strengths.pop();
      if (at === list.places.length) return;
      list.places[at] = lastPlace ?? 0;
      list.strengths[at] = lastStrength ?? 0;
    },
    of: (term) => lists[term] ?? NOWHERE,
  };
}
