import type { Agreement } from '../../domain/desk.ts';
import type { ClockName } from '../../domain/ticket.ts';

/** How a deadline comes about. Instants and durations come worded already. */
export interface ExplainWords {
  readonly title: (facts: { number: string }) => string;
  readonly source: (facts: { agreement: string; version: number }) => string;
  /** What starts and stops each clock. */
  readonly meaning: Record<ClockName, string>;
  readonly priorityChange: Record<Agreement['onPriorityChange'], string>;
  readonly instance: (facts: { clock: string; instance: number }) => string;
  readonly promisedBy: (facts: { clock: string; by: string }) => string;
  readonly started: string;
  readonly stopped: string;
  readonly target: string;
  readonly targetOf: (facts: {
    target: string;
    priority: string;
    calendar: string;
    timeZone: string;
  }) => string;
  readonly piece: (facts: { seconds: string; priority: string; target: string }) => string;
  readonly unpromised: string;
  readonly noDeadline: string;
  readonly running: string;
  readonly closed: string;
  readonly holiday: string;
  readonly resolved: string;
  readonly clockChange: (facts: { hours: string }) => string;
  readonly sum: (facts: { total: string }) => string;
}
