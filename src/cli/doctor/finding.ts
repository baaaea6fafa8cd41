/** One line of `firstline doctor`. */
export interface Finding {
  /** `off`: not set up, and nothing is wrong with that. */
  readonly state: 'ok' | 'off' | 'problem';
  /** What was looked at, such as `Slack token`. */
  readonly part: string;
  /** What was found. */
  readonly found: string;
  /** What to do; null unless there is a problem. */
  readonly mend: string | null;
}

/** A check asks and judges; what it rejects with is a problem of its own. */
export interface Check {
  readonly part: string;
  run(): Promise<readonly Finding[]>;
}

export const ok = (part: string, found: string): Finding => ({ state: 'ok', part, found, mend: null });
export const off = (part: string, found: string): Finding => ({ state: 'off', part, found, mend: null });
export const problem = (part: string, found: string, mend: string): Finding => ({
  state: 'problem',
  part,
  found,
  mend,
});
