import type { KbAnswer, KbDocument, KbFeedback, KbQuestion } from '../app/ports.ts';
import type { Scaling } from '../domain/calibration.ts';
import type { SynonymGroups } from '../domain/desk.ts';

/** What the desk's thread tells the thread of the index. */
export type ToIndex =
  | {
      readonly kind: 'changes';
      readonly documents: readonly KbDocument[];
      readonly feedback: readonly KbFeedback[];
    }
  | { readonly kind: 'scale'; readonly scaling: Scaling }
  | { readonly kind: 'search'; readonly id: number; readonly question: KbQuestion; readonly until: number }
  | { readonly kind: 'mark'; readonly id: number };

/** And back: an answer, or that everything sent before a mark is in the index. */
export type FromIndex =
  | { readonly kind: 'answer'; readonly id: number; readonly answer: KbAnswer }
  | { readonly kind: 'marked'; readonly id: number; readonly articles: number }
  | { readonly kind: 'fault'; readonly articleId: string; readonly reason: string };

export interface IndexWorkerData {
  readonly synonyms: SynonymGroups;
}

/** One clock for both threads, in milliseconds. */
export const sharedClock = (): number => performance.timeOrigin + performance.now();
