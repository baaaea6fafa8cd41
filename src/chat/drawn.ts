import type { NoticeData, PageOf, SaidKind } from '../app/ports.ts';
import type { PersonId } from '../domain/ticket.ts';
import type { View } from './view.ts';

/** What is to be said where, whatever the platform. */
export interface Said {
  readonly kind: SaidKind;
  readonly data: NoticeData;
  readonly ticketId: string | null;
  readonly questionId: string | null;
  readonly event: number | null;
  readonly workspaceId: string;
  readonly conversation: string;
  /** Who is told, when it is said to one person. */
  readonly person: PersonId | null;
  /** It stands there already and is drawn anew. */
  readonly stands: boolean;
  /** Told again since nobody knows whether it arrived. */
  readonly maybeRepeat: boolean;
}

/** Drawn from the newest state, or no longer to be said. */
export type Drawn =
  | {
      readonly view: View;
      readonly version: number;
      /** It shows files that are still being copied. */
      readonly unfinished: boolean;
      readonly opensThread: 'requester' | 'agents' | null;
    }
  | { readonly superseded: string };

export type Draw = (said: Said) => Promise<Drawn>;

/** Several pages for one place, as one message. */
export interface SaidTogether {
  readonly pages: readonly PageOf[];
  readonly data: NoticeData;
  readonly workspaceId: string;
  readonly stands: boolean;
}

/** `told`: which of the pages are in the view, by their place in the list; the others no longer hold. */
export type DrawTogether = (
  said: SaidTogether,
) => Promise<{ readonly view: View; readonly told: readonly number[] }>;
