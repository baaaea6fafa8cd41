import type { Instant } from '../../domain/ticket.ts';

/** What the sweep looks for. */
export interface DueWork {
  /**
   * Takes what is due, tickets first come first served, and leases it, `limit` at most with those still leased; null when another process sweeps right now.
   * `deskNow` is the desk's time, `realNow` the machine's, for the leases.
   */
  take(deskNow: Instant, realNow: number, leaseMs: number, limit: number): Promise<DueTaken | null>;
  /** How much is due and not done, and since when the oldest is (the desk's time); null when nothing is. */
  overdue(deskNow: Instant): Promise<{ readonly count: number; readonly since: Instant } | null>;
  /** The database's clock minus the one that this process goes by, milliseconds. */
  clockSkew(): Promise<number>;
}

export interface DueTaken {
  readonly tickets: readonly string[];
  readonly desk: readonly string[];
}
