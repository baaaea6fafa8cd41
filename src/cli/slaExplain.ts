import type { ChatDeps } from '../chat/deps.ts';
import { viewContext } from '../chat/viewContext.ts';
import { explanation } from '../chat/views/explanation.ts';
import { type ExplainedClock, type Explanation, explain } from '../domain/explain.ts';
import { viewText } from './viewText.ts';

export interface SlaExplain {
  readonly number: string;
  readonly json: boolean;
  readonly chat: ChatDeps;
  /** Is given each line. */
  readonly out: (line: string) => void;
}

/**
 * `firstline sla explain`: how the deadlines of a ticket come about, for people or as one JSON object with instants in
 * UTC. Resolves with the exit code: 1 when there is no such ticket.
 */
export async function slaExplain({ number, json, chat, out }: SlaExplain): Promise<number> {
  const stored = await chat.store.reads.ticket(number.replace(/^#/, '').toUpperCase());
  if (!stored) {
    out(`There is no ticket ${number}. Numbers look like INC-1042.`);
    return 1;
  }
  const frozen = await chat.policies.at(stored.ticket.promise.deskVersion);
  const explained = explain(stored.ticket, frozen, chat.now());
  if (json) out(JSON.stringify(asJson(explained)));
  else {
    const w = await viewContext(chat, { workspaceId: '', language: 'en', people: [] });
    out(viewText(explanation(explained, frozen.suppliers, w)));
  }
  return 0;
}

const utc = (instant: number | null): string | null =>
  instant === null ? null : new Date(instant).toISOString();

function asJson({ clocks, ...head }: Explanation) {
  return { ...head, clocks: clocks.map(clockJson) };
}

function clockJson(clock: ExplainedClock) {
  return {
    ...clock,
    startedAt: utc(clock.startedAt),
    stoppedAt: utc(clock.stoppedAt),
    due: utc(clock.due),
    segments: clock.segments.map(({ from, to, ...segment }) => ({
      from: utc(from),
      to: utc(to),
      seconds: (to - from) / 1_000,
      ...segment,
    })),
  };
}
