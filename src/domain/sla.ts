import { agreementOf } from './agreement.ts';
import { CLOCKS } from './clocks.ts';
import type { DeskPolicy } from './desk.ts';
import { nextRung, staleAt, warningShares } from './escalation.ts';
import { reminderAt } from './majorIncident.ts';
import { type Run, reachedAt, runsOf, targetOf } from './runs.ts';
import type { ClockName, Instant, Ticket } from './ticket.ts';

export { allClocks, type Clock, clocks, isPromisedToRequester } from './clocks.ts';

/** Something that falls due for a ticket; a row of `ticket_due`. */
export interface Due {
  readonly kind:
    | 'warning'
    | 'breach'
    | 'rung'
    | 'majorUpdate'
    | 'snoozeEnd'
    | 'staleAcknowledgement'
    | 'autoClose';
  /** Unique among what falls due for the ticket; the same as long as it is the same thing. */
  readonly key: string;
  readonly at: Instant;
}

/** A point on a clock at which something is said: a share of the target, or the breach (`threshold` null). */
export interface SlaPoint {
  readonly clock: ClockName;
  readonly threshold: number | null;
  readonly fingerprint: string;
  /** When the point is reached. */
  readonly at: Instant;
  /** When the whole target is used up. */
  readonly due: Instant;
}

/**
 * Everything that is still to come, or overdue and not done: `frozen` is the version of the ticket's promise,
 * `current` the desk as it is, which says when a resolved ticket closes.
 */
export function dueInstants(ticket: Ticket, frozen: DeskPolicy, current: DeskPolicy): readonly Due[] {
  const dues: Due[] = slaPoints(ticket, frozen).map((point) => ({
    kind: point.threshold === null ? 'breach' : 'warning',
    key: point.fingerprint,
    at: point.at,
  }));
  const rung = nextRung(ticket, frozen);
  if (rung) dues.push({ kind: 'rung', key: rungKey(ticket, rung), at: rung.at });
  const remind = reminderAt(ticket);
  if (remind !== null) dues.push({ kind: 'majorUpdate', key: `majorUpdate/${remind}`, at: remind });
  const awake = ticket.escalation?.snoozed?.until;
  if (awake !== undefined)
    dues.push({ kind: 'snoozeEnd', key: `snooze/${ticket.escalation?.run}`, at: awake });
  const stale = staleAt(ticket, frozen);
  if (stale !== null)
    dues.push({ kind: 'staleAcknowledgement', key: `stale/${ticket.escalation?.run}`, at: stale });
  const close = autoCloseAt(ticket, current);
  if (close !== null) dues.push({ kind: 'autoClose', key: `autoClose/${ticket.reopenCount}`, at: close });
  return dues;
}

/**
 * Warnings and breaches of running clocks that have not been said, at the shares of the agreement and at those for
 * which the ladder has a rung. A warning counts as said when a later point of
 * the same target was.
 */
export function slaPoints(ticket: Ticket, frozen: DeskPolicy): readonly SlaPoint[] {
  const shares = new Set([...agreementOf(ticket, frozen).warnAt, ...warningShares(ticket, frozen)]);
  const thresholds = [null, ...[...shares].sort((a, b) => b - a)];
  const running = CLOCKS.flatMap((clock) => runsOf(ticket, frozen, clock).slice(-1)).filter(
    (run) => run.stoppedAt === null,
  );
  return running.flatMap((run) => {
    const due = reachedAt(run, 1);
    const points: SlaPoint[] = [];
    for (const threshold of thresholds) {
      const fingerprint = fingerprintOf(ticket, run, threshold);
      if (ticket.fired.includes(fingerprint)) break;
      const at = threshold === null ? due : reachedAt(run, threshold);
      if (at === null) continue;
      if (saidUnderTighter(ticket, run, threshold, at)) break;
      points.push({ clock: run.name, threshold, fingerprint, at, due: due ?? at });
    }
    return points;
  });
}

/** When a resolved ticket that nobody answered closes. */
export function autoCloseAt(ticket: Ticket, current: DeskPolicy): Instant | null {
  return ticket.status === 'resolved' ? ticket.resolvedAt + current.autoCloseAfter * 1_000 : null;
}

/**
 * What is said once for each run of a clock: another target is another deadline, the same target is not said again. A
 * run that does not begin with the ticket is known by its start. A ticket that was overdue, resolved and reopened is
 * overdue anew, hence the number of reopenings in a breach.
 */
function fingerprintOf(ticket: Ticket, run: Run, threshold: number | null): string {
  return `${headOf(ticket, run)}/${threshold ?? 'breach'}/${targetOf(run)}${tailOf(ticket, threshold)}`;
}

const headOf = (ticket: Ticket, { name, startedAt }: Run): string =>
  startedAt === ticket.openedAt ? name : `${name}@${startedAt}`;

const tailOf = (ticket: Ticket, threshold: number | null): string =>
  threshold === null && ticket.reopenCount > 0 ? `/${ticket.reopenCount}` : '';

/** A longer target arms again only what it has still to come to, not what was passed and said before it was set. */
function saidUnderTighter(ticket: Ticket, run: Run, threshold: number | null, at: Instant): boolean {
  const setAt = Math.max(ticket.priorityChanges.at(-1)?.at ?? 0, ticket.retargetedAt ?? 0);
  if (at > setAt) return false;
  const head = `${headOf(ticket, run)}/${threshold ?? 'breach'}/`;
  return ticket.fired.some(
    (fingerprint) =>
      fingerprint.startsWith(head) &&
      fingerprint.endsWith(tailOf(ticket, threshold)) &&
      Number.parseInt(fingerprint.slice(head.length), 10) < targetOf(run),
  );
}

function rungKey(ticket: Ticket, at: { run: number; rung: number; round: number }): string {
  const clock = ticket.escalation?.clock ?? 'resolution';
  return `rung/${clock}/${ticket.reopenCount}/${at.run}/${at.rung}/${at.round}`;
}
