import { enforceDeskDue } from '../app/enforceDeskDue.ts';
import { enforceDue } from '../app/enforceDue.ts';
import type { AppDeps } from '../app/ports.ts';
import type { Batch } from './queue.ts';

interface Log {
  error(details: object, message: string): void;
}

/**
 * Does a batch: its tickets in one transaction. If that fails, each has one of its own, so that one that cannot be
 * enforced holds up no other; it is swept again after its lease.
 */
export function enforceBatch(deps: AppDeps, log: Log): (batch: Batch) => Promise<void> {
  const alone = (id: string) =>
    enforceDue(deps, [id]).catch((error) =>
      log.error({ err: error, ticketId: id }, 'A deadline was not enforced'),
    );
  return async ({ tickets, desk }) => {
    if (tickets.length > 0) {
      await enforceDue(deps, tickets).catch(async () => {
        for (const id of tickets) await alone(id);
      });
    }
    for (const key of desk) {
      await enforceDeskDue(deps, key).catch((error) =>
        log.error({ err: error, key }, 'Something due was not done'),
      );
    }
  };
}
