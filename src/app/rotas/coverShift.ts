import { DomainError } from '../../domain/errors.ts';
import { leadsOfRota, momentOf, putCover } from '../../domain/rota.ts';
import type { PersonId } from '../../domain/ticket.ts';
import { once } from '../once.ts';
import type { AppDeps } from '../ports.ts';
import { checkWorksFor } from './proposeSwap.ts';
import { rotasChanged } from './rotasChanged.ts';
import { rotaNamed, rotasNow } from './rotasNow.ts';
import { tellOfChange } from './tellRota.ts';

export interface CoverShift {
  readonly key: string;
  readonly actor: PersonId;
  readonly rota: string;
  /** `now`, a local date, or a local date and time; see `momentOf`. */
  readonly from: string;
  readonly to: string;
  readonly person: PersonId;
}

/** A lead puts somebody on call for a while, at once; they and all who are relieved hear of it. */
export async function coverShift(deps: AppDeps, input: CoverShift): Promise<{ change: string }> {
  const { actor, person } = input;
  const done = await once(deps, input.key, async (tx) => {
    const at = deps.now();
    const { policy, after } = await rotasNow(deps, tx);
    const rota = rotaNamed(policy, input.rota);
    if (!leadsOfRota(rota.key, policy).includes(actor)) throw new DomainError('leadsOnly', { verb: 'cover' });
    checkWorksFor(person, rota.key, policy);
    const core = { id: deps.newId(), rota: rota.key, proposedBy: actor, proposedAt: at, counterpart: person };
    const change = putCover(core, rota, {
      from: momentOf(rota, input.from, 'from', at),
      to: momentOf(rota, input.to, 'to', at),
      words: { from: input.from, to: input.to },
    });
    await tx.saveRotaChange(change);
    const relieved = change.spans.flatMap(({ instead }) => instead ?? []);
    const to = [person, ...relieved].filter((each) => each !== actor);
    await tellOfChange(tx, policy, { change, type: 'covered', to, at });
    await rotasChanged(tx, { before: policy, after: after(change), cause: `${change.id}/covered`, at });
    return { change: change.id };
  });
  deps.policies.changed();
  return done;
}
