import type { Platform } from '../../domain/desk.ts';

/** The inbox outside of a use case's transaction. */
export interface InboxStore {
  /** Stores a delivery; false when its key is known. */
  insert(row: {
    key: string;
    platform: Platform;
    workspaceId: string;
    payload: string;
    receivedAt: number;
    /** Whoever received it works on it until then. */
    leaseUntil: number;
  }): Promise<boolean>;
  /** Rows that nobody finished or answered, and that are leased to nobody. */
  takeForgotten(now: number, leaseMs: number, limit: number): Promise<readonly InboxRow[]>;
  /** It is left alone until then, whoever works on it. */
  postpone(key: string, until: number): Promise<void>;
  /** Who asked has their answer; what they sent is blanked. */
  answered(key: string): Promise<void>;
  /** How many wait, and since when the oldest does; null when none does. */
  waiting(): Promise<{ readonly count: number; readonly since: number } | null>;
  /** Ends a row that no use case has finished; what was sent stays until its answer was given. */
  finish(key: string, now: number): Promise<void>;
  /** Ends a row that needs no answer, whether or not a use case has finished it; what was sent is blanked. */
  end(key: string, now: number): Promise<void>;
  fail(key: string, problem: string, now: number): Promise<void>;
}

export interface InboxRow {
  readonly key: string;
  readonly platform: Platform;
  readonly workspaceId: string;
  readonly payload: string;
  readonly attempts: number;
}
