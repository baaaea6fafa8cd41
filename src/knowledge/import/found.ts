import type { ArticleDraft } from '../../app/ports.ts';

/** An article as a file gives it, its links and pictures still as the file has them. */
export interface FoundArticle extends ArticleDraft {
  /** Path below the imported folder; for a file of many articles, with the place in it. */
  readonly file: string;
  readonly state: 'published' | 'draft';
  /** How links of other articles may name it: paths below the folder, addresses, titles. */
  readonly addresses: readonly string[];
  /** The folder, below the imported one, from which its own links and pictures are counted. */
  readonly base: string;
  /** Where its pictures lie, by the name under which its text shows them, when that is not their path. */
  readonly pictures?: ReadonlyMap<string, string>;
}

/** Something that was not understood, and is left out of the import. */
export interface ImportFault {
  /** Path below the imported folder. */
  readonly file: string;
  /** Counted from 1, where the fault has a place. */
  readonly line?: number;
  /** A sentence. */
  readonly reason: string;
  /** The article that the file would have been, where that is known: it is not taken for vanished. */
  readonly slug?: string;
}

export interface Found {
  readonly articles: readonly FoundArticle[];
  readonly faults: readonly ImportFault[];
  /** What was taken in with a loss, such as a picture that is not there. */
  readonly notes: readonly ImportFault[];
}

/** A JSON file, of which an export may have many that belong together. */
export interface JsonFile {
  /** Path below the imported folder. */
  readonly file: string;
  readonly value: unknown;
}

export const NOTHING_FOUND: Found = { articles: [], faults: [], notes: [] };

/** Everything that several readers found, in their order. */
export function together(found: readonly Found[]): Found {
  return {
    articles: found.flatMap((each) => each.articles),
    faults: found.flatMap((each) => each.faults),
    notes: found.flatMap((each) => each.notes),
  };
}

/** An article in the state in which most are found: in English, for everyone, published. */
export const PLAIN = {
  language: 'en',
  audience: 'everyone',
  tags: [],
  owner: null,
  reviewBy: null,
  translationOf: null,
  state: 'published',
} as const;
