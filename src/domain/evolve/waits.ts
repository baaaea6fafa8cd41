import type { Tier } from '../desk.ts';
import type { Escalation } from '../escalationState.ts';
import type { Actor, ClockName, Instant, Ticket, Wait } from '../ticket.ts';

/** The requester has said something: a wait begins, unless one lasts or the first response is still to come. */
export function asked(ticket: Ticket, at: Instant): readonly Wait[] {
  const waits = ticket.waits.some((wait) => wait.to === null);
  return waits || ticket.firstRespondedAt === null ? ticket.waits : [...ticket.waits, { from: at, to: null }];
}

/** Ends what lasts. Clocks of two machines may differ a little: nothing ends before it began. */
export function ending<T extends Wait>(spans: readonly T[], at: Instant): readonly T[] {
  return spans.map((span) => (span.to === null ? { ...span, to: Math.max(span.from, at) } : span));
}

/** Another tier has to accept it now. Who hands over by hand ends a ladder that ran because nobody had accepted. */
export function handedOver(ticket: Ticket, tier: Tier, at: Instant, by: Actor): Ticket {
  return {
    ...ticket,
    handOvers: [...ending(ticket.handOvers, at), { tier, from: at, to: null }],
    escalation: by === 'desk' ? ticket.escalation : endedWith(ticket, 'acceptance'),
  };
}

export function accepted(ticket: Ticket, at: Instant): Ticket {
  return {
    ...ticket,
    handOvers: ending(ticket.handOvers, at),
    escalation: endedWith(ticket, 'acceptance'),
  };
}

/** The ladder after these clocks have stopped: none when it ran because of one of them, but that of a major incident goes on. */
export function endedWith({ escalation, major }: Ticket, ...clocks: readonly ClockName[]): Escalation | null {
  if (!escalation || !clocks.includes(escalation.clock)) return escalation;
  return major ? { ...escalation, cause: 'major' } : null;
}
