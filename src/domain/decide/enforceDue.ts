import type { TicketCommand } from '../command.ts';
import { type NextRung, nextRung, resolveRung, staleAt, warningShares } from '../escalation.ts';
import { evolve } from '../evolve.ts';
import { reminderAt } from '../majorIncident.ts';
import { isHigher } from '../priority.ts';
import { autoCloseAt, type SlaPoint, slaPoints } from '../sla.ts';
import type { Instant, Ticket, TicketEvent } from '../ticket.ts';
import type { DecideContext } from './context.ts';

type EnforceDue = Extract<TicketCommand, { type: 'enforceDue' }>;

/** Something that is due, and what it makes. */
interface Step {
  readonly at: Instant;
  readonly events: readonly TicketEvent[];
}

/**
 * Everything that is due at `now`, in the order in which it fell due. After each step the ticket is looked at again,
 * so a ladder that was late goes on with its next rung now, and waits from now: no burst of alerts for time that
 * was missed. Of the points that one clock has passed, only the last is said: not a warning when the breach is due.
 */
export function enforceDue(
  ticket: Ticket,
  command: EnforceDue,
  context: DecideContext,
): readonly TicketEvent[] {
  const events: TicketEvent[] = [];
  let state = ticket;
  for (let step = firstDue(state, command, context); step; step = firstDue(state, command, context)) {
    for (const event of step.events) state = evolve(state, { event, at: context.now, by: 'desk' });
    events.push(...step.events);
  }
  return events;
}

function firstDue(ticket: Ticket, command: EnforceDue, context: DecideContext): Step | undefined {
  const { now, frozen, current } = context;
  const steps: Step[] = lastPassed(slaPoints(ticket, frozen), now).map((point) => ({
    at: point.at,
    events: [said(point, ticket, context)],
  }));
  const close = autoCloseAt(ticket, current);
  if (close !== null) steps.push({ at: close, events: [{ type: 'Closed', why: 'unanswered' }] });
  const stale = staleAt(ticket, frozen);
  const by = ticket.escalation?.acknowledged?.by;
  if (stale !== null && by !== undefined) {
    steps.push({ at: stale, events: [{ type: 'AcknowledgementWentStale', by, at: stale }] });
  }
  const remind = reminderAt(ticket);
  if (remind !== null) steps.push({ at: remind, events: [{ type: 'MajorUpdateMissed', due: remind }] });
  const awake = ticket.escalation?.snoozed?.until;
  if (awake !== undefined) steps.push({ at: awake, events: [{ type: 'SnoozeEnded', due: awake }] });
  const rung = nextRung(ticket, frozen);
  if (rung && rung.at <= now) steps.push({ at: rung.at, events: climb(rung, ticket, command, context) });
  return steps.filter((step) => step.at <= now).sort((a, b) => a.at - b.at)[0];
}

/** Of each clock the point furthest on that has been reached. */
function lastPassed(points: readonly SlaPoint[], now: Instant): readonly SlaPoint[] {
  const passed = points.filter((point) => point.at <= now);
  return passed.filter(
    (point) => !passed.some((other) => other.clock === point.clock && other.at > point.at),
  );
}

function said(point: SlaPoint, ticket: Ticket, { frozen }: DecideContext): TicketEvent {
  const { clock, threshold, due, fingerprint } = point;
  if (threshold === null) return { type: 'SlaBreached', clock, due, fingerprint };
  const escalates = warningShares(ticket, frozen).some((share) => share <= threshold);
  return { type: 'SlaWarned', clock, threshold, due, fingerprint, ...(escalates ? { escalates } : {}) };
}

/** An empty rung is recorded and moves nothing; the one above it is due at once. */
function climb(
  next: NextRung,
  ticket: Ticket,
  { platforms }: EnforceDue,
  { current, now }: DecideContext,
): readonly TicketEvent[] {
  const { run, rung, round, at: due, step } = next;
  const { told, missing } = resolveRung(step, ticket, current, { now, platforms });
  if (told.length === 0) return [{ type: 'RungEmpty', run, rung, due, missing }];
  const moves =
    step.moveTo !== null &&
    isHigher(step.moveTo, ticket.tier) &&
    current.teams.some((team) => team.key === ticket.team && step.moveTo && team.tiers[step.moveTo]);
  const { escalation } = ticket;
  const about = {
    ...(escalation ? { clock: escalation.clock } : {}),
    ...(escalation?.cause ? { cause: escalation.cause } : {}),
  };
  const escalated: TicketEvent = { type: 'Escalated', run, rung, round, ...about, due, told };
  if (!moves || step.moveTo === null) return [escalated];
  return [{ type: 'HandedOver', from: ticket.tier, to: step.moveTo, body: null }, escalated];
}
