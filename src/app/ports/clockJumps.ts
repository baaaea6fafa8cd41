/** What is kept of clocks that jumped. */
export interface ClockJumps {
  /** The last jump of a machine's clock, or of the `database`'s; `byMs` is negative when it went back. */
  record(jump: { readonly machine: string; readonly at: number; readonly byMs: number }): Promise<void>;
  /**
   * The clock that leases and waits are counted by went back to `now` (epoch ms): none may last longer than one that
   * begins now. Doing it again changes nothing.
   */
  wentBack(now: number): Promise<void>;
}
