import { DomainError, type DomainErrorCode } from '../domain/errors.ts';
import type { AppDeps, Tx } from './ports.ts';

type Outcome<R> =
  | { readonly ok: R }
  | {
      readonly refused: { readonly code: DomainErrorCode; readonly facts: Readonly<Record<string, string>> };
    };

/**
 * Runs a use case for one delivery key in one transaction, in which the inbox row is taken. A key that was done before
 * gives the outcome of that time, and a refusal is repeated as a refusal (decision 12 of the design).
 * `R` has to survive JSON. `silent`: who asked is told by a message that this very transaction records.
 */
export async function once<R>(
  deps: AppDeps,
  key: string,
  work: (tx: Tx) => Promise<R>,
  { silent }: { readonly silent: boolean } = { silent: false },
): Promise<R> {
  try {
    return await deps.store.transaction(async (tx) => {
      const taken = await tx.takeInbox(key);
      if (taken?.state === 'done') return replayed(taken.outcome as Outcome<R>);
      const result = await work(tx);
      await tx.finishInbox(key, { ok: result } satisfies Outcome<R>, deps.now(), silent);
      return result;
    });
  } catch (error) {
    if (error instanceof DomainError) await recordRefusal(deps, key, error);
    throw error;
  }
}

function replayed<R>(outcome: Outcome<R>): R {
  if ('refused' in outcome) throw new DomainError(outcome.refused.code, outcome.refused.facts);
  return outcome.ok;
}

async function recordRefusal(deps: AppDeps, key: string, error: DomainError): Promise<void> {
  await deps.store.transaction(async (tx) => {
    const taken = await tx.takeInbox(key);
    if (taken?.state !== 'received') return;
    const outcome: Outcome<never> = { refused: { code: error.code, facts: error.facts } };
    await tx.finishInbox(key, outcome, deps.now(), false);
  });
}
