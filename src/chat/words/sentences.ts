import type { DomainErrorCode } from '../../domain/errors.ts';
import type { WatchedFault } from '../../domain/noticeTypes.ts';
import type { TicketEvent } from '../../domain/ticket.ts';
import type { ArgumentName } from '../commands/command.ts';

/** Facts of a DomainError; ids of people and teams are names here, states and verbs still codes. */
export type ErrorFacts = Readonly<Record<string, string>>;
export type ErrorWords = Record<DomainErrorCode, (facts: ErrorFacts) => string>;

/** What a line of the timeline needs besides its event. */
export interface LineFacts {
  readonly number: string;
  /** Who did it; the desk by its own name. */
  readonly by: string;
  person(id: string): string;
  service(key: string): string;
  team(key: string): string;
  instant(at: number): string;
}

/** One sentence for each event, on each side. */
export interface LineWords {
  readonly agents: (event: TicketEvent, facts: LineFacts) => string;
  /** Null for what is none of the requester's business: notes, warnings, escalations. */
  readonly requester: (event: TicketEvent, facts: LineFacts) => string | null;
}

/** What went wrong on the desk's side, to the person who asked. */
export interface FaultWords {
  /** It arrived, but could not be written down in time; how it ends is told later. */
  readonly notYetRecorded: string;
  /** It is recorded and being worked on; the answer comes in the person's own chat with the desk. */
  readonly answerFollows: string;
  readonly notRecorded: string;
  readonly deskUnavailable: string;
  readonly formExpired: string;
  readonly unexpected: string;
  readonly openChat: string;
}

/** What the duty channel hears of. */
export interface DutyWords {
  readonly title: string;
  readonly undeliverable: (facts: { number: string; target: string; reason: string }) => string;
  readonly removed: (facts: { channels: string; platform: string }) => string;
  /** `request`: its key in the inbox and in the log. */
  readonly setAside: (facts: { request: string; reason: string }) => string;
  readonly dutyUnreachable: (facts: { target: string; reason: string }) => string;
  readonly overdueDeadlines: (facts: { count: number; oldest: string }) => string;
  readonly overdueDeliveries: (facts: { count: number; oldest: string }) => string;
  readonly overdueRequests: (facts: { count: number; oldest: string }) => string;
  readonly sweepSilent: (facts: { count: number; oldest: string }) => string;
  readonly titleOver: string;
  readonly over: (facts: { what: string; lasted: string }) => string;
  readonly watched: Record<WatchedFault, string>;
}

export interface CommandWords {
  readonly helpTitle: string;
  readonly helpIntro: string;
  readonly helpEverybody: string;
  readonly helpAgents: string;
  readonly helpHint: string;
  readonly noSuchCommand: (facts: { given: string }) => string;
  readonly missingTicket: (facts: { verb: string }) => string;
  readonly missing: Record<ArgumentName, string>;
  readonly bad: Record<ArgumentName, string>;
  readonly didYouMean: string;
  readonly forExample: string;
  readonly askHint: string;
}
