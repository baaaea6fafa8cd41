import type { DeskPolicy, Rota } from '../../domain/desk.ts';
import { DomainError } from '../../domain/errors.ts';
import { putInBy, type RotaChange, withPutIn } from '../../domain/rota.ts';
import type { AppDeps, Tx } from '../ports.ts';

/** The rotas as this transaction sees them; nobody else changes one until it ends. */
export interface RotasNow {
  /** The newest version with all that is in force. */
  readonly policy: DeskPolicy;
  /** The same with one change as it is to be. */
  readonly after: (change: RotaChange) => DeskPolicy;
  /** Proposed or in force. */
  readonly live: readonly RotaChange[];
}

export async function rotasNow(deps: AppDeps, tx: Tx): Promise<RotasNow> {
  const applied = await deps.policies.at((await deps.policies.current()).version);
  const live = await tx.lockRotas();
  return {
    policy: withPutIn(applied, putInBy(live)),
    // The newest decision counts most, so it comes last.
    after: (change) => withPutIn(applied, putInBy([...live.filter(({ id }) => id !== change.id), change])),
    live,
  };
}

/** The rota of that name, however its letters are written. Throws `rotaUnknown`. */
export function rotaNamed(policy: DeskPolicy, given: string): Rota {
  const wanted = given.toLowerCase();
  const found = Object.values(policy.rotas).find(({ key }) => key.toLowerCase() === wanted);
  if (found) return found;
  throw new DomainError('rotaUnknown', { given, known: Object.keys(policy.rotas).join(', ') });
}
