/** When somebody swept for deadlines last; real time, epoch ms. */
export interface SweepSign {
  leave(at: number): Promise<void>;
  /** Null before the first. */
  last(): Promise<number | null>;
}
