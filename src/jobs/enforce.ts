import { enforceDeskDue } from '../app/enforceDeskDue.ts';
import { enforceDue } from '../app/enforceDue.ts';
import type { AppDeps } from '../app/ports.ts';
import type { Batch } from './queue.ts';

interface Log {
  error(details: object, message: string): void;
}

/** Does a batch, a transaction each: one that fails holds up no other, and is swept again after its lease. */
export function enforceBatch(deps: AppDeps, log: Log): (batch: Batch) => Promise<void> {
  return async ({ tickets, desk }) => {
    for (const id of tickets) {
      await enforceDue(deps, id).catch((error) =>
        log.error({ err: error, ticketId: id }, 'A deadline was not enforced'),
      );
    }
    for (const key of desk) {
      await enforceDeskDue(deps, key).catch((error) =>
        log.error({ err: error, key }, 'Something due was not done'),
      );
    }
  };
}
