import type { Reads } from '../app/ports.ts';
import { type Deflection, deflection, type HoldOutResult, type Share } from '../domain/deflection.ts';

const DAY_MS = 24 * 3_600_000;

export interface ReportInput {
  readonly reads: Pick<Reads, 'questionCounts' | 'ticketsWithoutQuestion'>;
  /** The desk's time, up to which it is counted. */
  readonly now: number;
  readonly days: number;
  readonly json: boolean;
  readonly out: (line: string) => void;
}

/** What self-service brought in the last days: each number with its definition, as lines or as one object. */
export async function reportDeflection({ reads, now, days, json, out }: ReportInput): Promise<void> {
  const from = now - days * DAY_MS;
  const counts = await reads.questionCounts(from, now);
  const result = deflection(counts, await reads.ticketsWithoutQuestion(from, now));
  const period = { from: new Date(from).toISOString(), to: new Date(now).toISOString() };
  if (json) out(JSON.stringify({ ...period, ...result, definitions: DEFINITIONS }, null, 2));
  else for (const line of lines(period, result)) out(line);
}

const DEFINITIONS = {
  requests:
    'questions that ended and were not held out, and incidents and service requests opened without a question',
  selfServiceRate: 'requests whose asker confirmed an answer, over all requests',
  abandonedRate: 'requests whose asker went silent, over all requests; never counted as solved',
  ticket: 'questions for which a ticket was opened, also after a confirmation',
  escalated:
    'questions that went to people without a ticket of their own: the asker joined a major incident or a known error',
  open: 'questions that have not ended yet; in no rate',
  holdOut:
    'of the questions that ended and for which the knowledge base had something: how many became tickets, of those that were shown nothing and of those that were shown it',
  effect:
    'ticket rate of those held out minus that of the others: tickets that suggestions save for each question; 95 % interval by Newcombe 1998 (method 10: hybrid of two Wilson intervals, no continuity correction)',
} as const;

function lines(period: { readonly from: string; readonly to: string }, result: Deflection): string[] {
  const { outcomes, holdOut } = result;
  return [
    `Self-service from ${period.from} to ${period.to}`,
    ...line('Requests', String(result.requests), DEFINITIONS.requests),
    ...line('Self-service rate', percent(result.selfServiceRate), DEFINITIONS.selfServiceRate),
    ...line('Abandoned', percent(result.abandonedRate), DEFINITIONS.abandonedRate),
    ...line('Became tickets', String(outcomes.ticket), DEFINITIONS.ticket),
    ...line('Escalated', String(outcomes.escalated), DEFINITIONS.escalated),
    ...line('Not ended yet', String(outcomes.open), DEFINITIONS.open),
    ...(holdOut
      ? holdOutLines(holdOut)
      : ['Hold-out: nothing to compare (holdOut in desk.yaml, docs/desk.md)']),
  ];
}

function holdOutLines({ heldOut, offered, effect }: HoldOutResult): string[] {
  const { value, low, high } = effect;
  return [
    ...line('Ticket rate', `${rate(heldOut)} held out, ${rate(offered)} offered`, DEFINITIONS.holdOut),
    ...line(
      'Effect of suggestions',
      `${percent(value)} (95 % interval ${percent(low)} to ${percent(high)})`,
      DEFINITIONS.effect,
    ),
  ];
}

const line = (name: string, value: string, definition: string): string[] => [
  `${name}: ${value}`,
  `    ${definition}`,
];
const rate = (share: Share): string => `${percent(share.are / share.of)} of ${share.of}`;
const percent = (value: number | null): string => (value === null ? 'none' : `${(value * 100).toFixed(1)} %`);
