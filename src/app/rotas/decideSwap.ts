import { DomainError } from '../../domain/errors.ts';
import { decided } from '../../domain/rota.ts';
import type { PersonId } from '../../domain/ticket.ts';
import { once } from '../once.ts';
import type { AppDeps } from '../ports.ts';
import { rotasChanged } from './rotasChanged.ts';
import { rotaNamed, rotasNow } from './rotasNow.ts';
import { tellOfChange } from './tellRota.ts';

/** The one who was asked accepts, and from then on is on call instead; or declines. The proposer hears of it. */
export async function decideSwap(
  deps: AppDeps,
  input: {
    readonly key: string;
    readonly actor: PersonId;
    readonly change: string;
    readonly accepts: boolean;
  },
): Promise<{ change: string }> {
  const { actor, accepts } = input;
  const done = await once(deps, input.key, async (tx) => {
    const at = deps.now();
    const { policy, after } = await rotasNow(deps, tx);
    const before = await tx.rotaChange(input.change);
    if (!before) throw new DomainError('swapNotYours');
    const change = decided(before, { actor, accepts, rota: rotaNamed(policy, before.rota), now: at });
    if (change === before) return { change: change.id };
    await tx.saveRotaChange(change);
    const type = accepts ? 'accepted' : 'declined';
    await tellOfChange(tx, policy, { change, type, to: [change.proposedBy], at });
    if (accepts) {
      const cause = `${change.id}/accepted`;
      await rotasChanged(tx, { before: policy, after: after(change), cause, at });
    }
    return { change: change.id };
  });
  deps.policies.changed();
  return done;
}
