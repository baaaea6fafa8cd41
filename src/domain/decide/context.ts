import type { DeskPolicy } from '../desk.ts';
import type { Instant, PersonId, Ticket } from '../ticket.ts';

/** Who acts; teams, tiers and lead are looked up in the current policy. */
export interface ActorFacts {
  readonly person: PersonId;
}

export interface DecideContext {
  readonly now: Instant;
  readonly actor: ActorFacts | 'desk';
  /** The version that the ticket's promise refers to. */
  readonly frozen: DeskPolicy;
  readonly current: DeskPolicy;
}

/** What a single decision looks at, the right and the state having been checked. */
export interface Decision {
  readonly now: Instant;
  readonly ticket: Ticket;
  readonly person: PersonId;
  readonly frozen: DeskPolicy;
  readonly current: DeskPolicy;
}
