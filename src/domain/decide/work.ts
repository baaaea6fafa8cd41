import { isAgent } from '../access.ts';
import type { TicketCommand } from '../command.ts';
import type { Team } from '../desk.ts';
import { DomainError } from '../errors.ts';
import { isHigher, TIERS } from '../priority.ts';
import type { PersonId, TicketEvent } from '../ticket.ts';
import type { Decision } from './context.ts';

type Command<Type extends TicketCommand['type']> = Extract<TicketCommand, { type: Type }>;

/** Only what nobody has; from somebody else it is taken by `takeOver` or `assign`. */
export function claim({ ticket, person }: Decision): readonly TicketEvent[] {
  if (ticket.assignee !== null) {
    throw new DomainError('claimedByOther', { number: ticket.number, assignee: ticket.assignee });
  }
  return [{ type: 'TicketClaimed', assignee: person }];
}

export function assign(
  command: Command<'assign'>,
  { ticket, person, current }: Decision,
): readonly TicketEvent[] {
  const { to, isKnown } = command;
  if (!isKnown) {
    throw new DomainError('personUnknown', { person: to });
  }
  if (!isAgent(to, current, ticket.team)) {
    throw new DomainError('notAnAgent', { person: to, team: ticket.team });
  }
  return given(to, ticket.assignee, person);
}

export function priority(command: Command<'priority'>, { ticket }: Decision): readonly TicketEvent[] {
  const { impact, urgency } = ticket;
  return [{ type: 'PriorityChanged', before: ticket.priority, priority: command.priority, impact, urgency }];
}

export function service(command: Command<'service'>, { ticket, current }: Decision): readonly TicketEvent[] {
  const entry = current.services.find((each) => each.key === command.service);
  if (!entry) {
    const known = current.services.map((each) => each.key).join(',');
    throw new DomainError('serviceUnknown', { service: command.service, known });
  }
  return [{ type: 'ServiceChanged', before: ticket.service, service: entry.key, team: entry.team }];
}

/** Where the desk has one supplier it need not be named. */
export function hold(command: Command<'hold'>, { ticket, current }: Decision): readonly TicketEvent[] {
  const { reason, body } = command;
  if (reason !== 'supplier') return [{ type: 'PutOnHold', reason, body }];
  const known = Object.keys(current.suppliers);
  const [only] = known;
  if (command.supplier === undefined && known.length > 1) {
    throw new DomainError('supplierMissing', { number: ticket.number, known: known.join(', ') });
  }
  const supplier = command.supplier ?? only;
  if (supplier === undefined) return [{ type: 'PutOnHold', reason, body }];
  if (!known.includes(supplier))
    throw new DomainError('supplierUnknown', { supplier, known: known.join(', ') });
  return [{ type: 'PutOnHold', reason, body, supplier }];
}

/** Functional escalation by hand: only upwards, to a tier that the team has. */
export function escalate(
  command: Command<'escalate'>,
  { ticket, current }: Decision,
): readonly TicketEvent[] {
  const tiers = tiersOfTeam(current.teams.find((team) => team.key === ticket.team));
  const to = command.to ?? tiers.find((tier) => isHigher(tier, ticket.tier));
  if (!to) throw new DomainError('tierNotHigher', { number: ticket.number, tier: ticket.tier });
  if (!tiers.includes(to)) throw new DomainError('tierUnknown', { team: ticket.team, tier: to });
  if (!isHigher(to, ticket.tier)) throw new DomainError('tierNotHigher', { number: ticket.number, tier: to });
  return [{ type: 'HandedOver', from: ticket.tier, to, body: command.body }];
}

/** The ticket goes to somebody, by somebody. */
export function given(to: PersonId, before: PersonId | null, by: PersonId): readonly TicketEvent[] {
  if (to === by && before === null) return [{ type: 'TicketClaimed', assignee: to }];
  return [{ type: 'TicketAssigned', assignee: to, before }];
}

function tiersOfTeam(team: Team | undefined) {
  return TIERS.filter((tier) => team?.tiers[tier] !== undefined);
}
