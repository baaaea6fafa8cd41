import { agreementFor, agreementOf, ladderOf, scopeOf } from '../domain/agreement.ts';
import type { Agreement, DeskPolicy } from '../domain/desk.ts';
import type { Ticket } from '../domain/ticket.ts';
import { isSame } from './applyDesk.ts';
import type { AppDeps } from './ports.ts';

/** So many tickets are read at once. */
const BATCH = 500;

/**
 * How many open tickets a version would promise something else if they were put under it, by the key of the agreement
 * that they are under now: another agreement, other targets for their priority, another calendar, ladder, or contract
 * of a supplier for whom they waited. `next` need not have been recorded yet.
 */
export async function promisedElse(
  { store, policies }: Pick<AppDeps, 'store' | 'policies'>,
  next: DeskPolicy,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  let after = '';
  for (;;) {
    const tickets = await store.reads.openTickets({ after, limit: BATCH });
    const last = tickets.at(-1);
    if (!last) return counts;
    for (const ticket of tickets) {
      const { deskVersion, agreement } = ticket.promise;
      if (!isElse(ticket, await policies.at(deskVersion), next)) continue;
      counts.set(agreement, (counts.get(agreement) ?? 0) + 1);
    }
    after = last.id;
  }
}

function isElse(ticket: Ticket, frozen: DeskPolicy, next: DeskPolicy): boolean {
  const [now, then] = [
    agreementOf(ticket, frozen),
    agreementFor(next, scopeOf(ticket, next), ticket.openedAt),
  ];
  if (now.key !== then.key) return true;
  const moved = { ...ticket, promise: { deskVersion: next.version, agreement: then.key } };
  return !isSame(promiseOf(ticket, now, frozen), promiseOf(moved, then, next));
}

/** All that a ticket is promised as it stands. */
function promiseOf(ticket: Ticket, agreement: Agreement, policy: DeskPolicy) {
  const { targets, acceptance, warnAt, pauseOn, onPriorityChange, onReopen, calendar } = agreement;
  const contracts = ticket.holds
    .filter(({ reason }) => reason === 'supplier')
    .map(({ supplier = '' }) => policy.suppliers[supplier]?.contract)
    .map((contract) => contract && { ...contract, calendar: policy.calendars[contract.calendar] });
  return {
    targets: targets[ticket.priority],
    calendar: policy.calendars[calendar],
    ladder: ladderOf(ticket, policy),
    contracts: contracts.map(
      (contract) => contract && { ...contract, targets: contract.targets[ticket.priority] },
    ),
    ...{ acceptance, warnAt, pauseOn, onPriorityChange, onReopen },
  };
}
