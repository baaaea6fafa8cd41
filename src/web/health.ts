import type { Platform } from '../domain/desk.ts';

/** One line of /healthz: what it is, whether it works, and what to do if not. */
export interface HealthLine {
  readonly part:
    | 'database'
    | 'queue'
    | 'clock'
    | 'deadlines'
    | 'sweep'
    | 'notices'
    | 'requests'
    | 'search'
    | Platform;
  readonly state: 'ok' | 'degraded' | 'failed';
  readonly problem: string | null;
}

export interface Health {
  readonly status: 'ok' | 'degraded' | 'failed';
  readonly parts: readonly HealthLine[];
}

/** The whole is as well as its worst part. */
export function summarise(parts: readonly HealthLine[]): Health {
  const failed = parts.some((part) => part.state === 'failed');
  const degraded = parts.some((part) => part.state === 'degraded');
  return { status: failed ? 'failed' : degraded ? 'degraded' : 'ok', parts };
}
