import type { Instant } from '../../domain/ticket.ts';
import type { AppDeps, Tx } from '../ports.ts';

/** Something that fell due without a ticket, as it was recorded. */
export interface DeskDue {
  readonly key: string;
  /** What `addDue` was given; the kind alone knows its shape. */
  readonly data: unknown;
  /** When it fell due; the desk's time. */
  readonly at: Instant;
}

/** What one kind of it makes, in the transaction that ends the occurrence; it plans its own next one. */
export type DeskDueAct = (deps: AppDeps, tx: Tx, due: DeskDue) => Promise<void>;
