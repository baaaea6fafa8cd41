import type { FileProblem } from '../../app/ports.ts';

/** What is said of files, beside their names. */
export interface FileWords {
  readonly copying: string;
  readonly problem: Record<FileProblem, (facts: { platform: string }) => string>;
  /** Stand for the name of a product where there is none. */
  readonly localChat: string;
  readonly someChat: string;
  /** To whoever opens a link of the desk. */
  readonly linkEnded: string;
  readonly notThere: string;
}

const STEP = 1024;

/** Bytes as people say them, by steps of 1,024: `0 B`, `980 B`, `12 KB`, `3.4 MB`. The same in every language. */
export function formatBytes(bytes: number): string {
  if (bytes < STEP) return `${bytes} B`;
  const unit = bytes < STEP ** 2 ? 'KB' : bytes < STEP ** 3 ? 'MB' : 'GB';
  const amount = bytes / STEP ** { KB: 1, MB: 2, GB: 3 }[unit];
  return `${amount < 10 ? amount.toFixed(1).replace(/\.0$/, '') : Math.round(amount)} ${unit}`;
}
