import type { AccessVerb, ArticleVerb } from '../../domain/access.ts';
import type { TicketVerb } from '../../domain/command.ts';
import type { HoldReason, Impact, Language, Priority, TicketKind, Tier, Urgency } from '../../domain/desk.ts';
import type { ArticleState } from '../../domain/knowledge.ts';
import type { ClockName, TicketLink, TicketStatus } from '../../domain/ticket.ts';
import type { ArgumentName } from '../commands/command.ts';

/** The field's words for what the domain has codes for. */
export interface NameWords {
  /** What somebody is in the local chat's list of people. */
  readonly roles: {
    readonly onCall: (facts: { role: string }) => string;
    readonly lead: string;
    readonly employee: string;
  };
  readonly status: Record<TicketStatus, string>;
  readonly kind: Record<TicketKind, string>;
  readonly priority: Record<Priority, string>;
  readonly tier: Record<Tier, string>;
  readonly impact: Record<Impact, string>;
  readonly urgency: Record<Urgency, string>;
  readonly holdReason: Record<HoldReason, string>;
  readonly clock: Record<ClockName, string>;
  readonly link: Record<TicketLink['type'], string>;
  /** In sentences, as what can be done with a ticket. */
  readonly verb: Record<AccessVerb | TicketVerb, string>;
  /** What stands for an argument in the help. */
  readonly argument: Record<ArgumentName, string>;
  readonly articleState: Record<ArticleState, string>;
  /** In sentences, as what can be done with an article. */
  readonly articleVerb: Record<ArticleVerb, string>;
  readonly audience: { readonly everyone: string; readonly agents: string };
  readonly language: Record<Language, string>;
  /** Who did it when nobody did. */
  readonly desk: string;
  readonly nobody: string;
}

/** Labels before the facts on a card. */
export interface LabelWords {
  readonly status: string;
  readonly priority: string;
  readonly service: string;
  readonly requester: string;
  readonly assignee: string;
  readonly tier: string;
  readonly due: string;
  readonly since: string;
  readonly overBy: string;
  readonly step: string;
  readonly declared: string;
  readonly affected: string;
  readonly nextUpdate: string;
}

export interface ButtonWords {
  readonly claim: string;
  readonly assign: string;
  readonly reply: string;
  readonly note: string;
  readonly hold: string;
  readonly resume: string;
  readonly escalate: string;
  readonly resolve: string;
  readonly confirm: string;
  readonly reopen: string;
  readonly close: string;
  readonly cancel: string;
  readonly acknowledge: string;
  readonly takeOver: string;
  readonly snooze: string;
  readonly meToo: string;
  readonly update: string;
  readonly standDown: string;
  readonly solved: string;
  readonly openTicket: string;
  readonly showMore: string;
  readonly newQuestion: string;
  readonly askAnyway: string;
  readonly sayAnyway: string;
  readonly makeArticle: string;
  readonly claimOne: (facts: { number: string }) => string;
  readonly acknowledgeAll: (facts: { count: number }) => string;
  readonly acknowledgeOne: (facts: { number: string }) => string;
}

/** The name of a code, or the code itself when it is not known. */
export function named(names: Readonly<Record<string, string>>, code: string): string {
  return names[code] ?? code;
}
