import { DomainError } from '../../domain/errors.ts';
import { dayOf, leadsOfRota, mayWithdraw, type RotaChange, startOf, withdrawn } from '../../domain/rota.ts';
import type { Instant, PersonId } from '../../domain/ticket.ts';
import { once } from '../once.ts';
import type { AppDeps } from '../ports.ts';
import { rotasChanged } from './rotasChanged.ts';
import { type RotasNow, rotaNamed, rotasNow } from './rotasNow.ts';
import { tellOfChange } from './tellRota.ts';

/** Which one: by its id, or by the date on which it is in force, or `next`. */
export type WhichChange = { readonly change: string } | { readonly rota: string; readonly date: string };

/** A swap, a cover or a proposal is taken back before it begins, and everybody in it hears of that. */
export async function withdrawChange(
  deps: AppDeps,
  input: { readonly key: string; readonly actor: PersonId; readonly which: WhichChange },
): Promise<{ change: string }> {
  const { actor, which } = input;
  const done = await once(deps, input.key, async (tx) => {
    const at = deps.now();
    const now = await rotasNow(deps, tx);
    const { policy } = now;
    const before = 'change' in which ? await tx.rotaChange(which.change) : changeOn(now, which, actor, at);
    if (!before) throw new DomainError('swapNotYours');
    const change = withdrawn(before, { actor, leads: leadsOfRota(before.rota, policy), now: at });
    if (change === before) return { change: change.id };
    await tx.saveRotaChange(change);
    await tellOfChange(tx, policy, { change, type: 'withdrawn', to: concerned(before, actor), at });
    if (before.state === 'inForce') {
      const cause = `${change.id}/withdrawn`;
      await rotasChanged(tx, { before: policy, after: now.after(change), cause, at });
    }
    return { change: change.id };
  });
  deps.policies.changed();
  return done;
}

/** Whoever was asked sees their message change; a proposal that nobody has answered needs no more. */
function concerned(change: RotaChange, actor: PersonId): readonly PersonId[] {
  const { proposedBy, counterpart, spans, state } = change;
  if (state === 'proposed') return [proposedBy].filter((each) => each !== actor);
  const relieved = spans.flatMap(({ instead }) => instead ?? []);
  return [proposedBy, counterpart, ...relieved].filter((each) => each !== actor);
}

/** The first that the actor may take back. Throws `nothingToWithdraw`. */
function changeOn(
  { policy, live }: RotasNow,
  { rota: given, date }: { rota: string; date: string },
  actor: PersonId,
  now: Instant,
): RotaChange {
  const rota = rotaNamed(policy, given);
  const leads = leadsOfRota(rota.key, policy);
  const day = date === 'next' ? null : dayOf(rota, date);
  const found = live
    .filter((change) => change.rota === rota.key && mayWithdraw(change, actor, leads))
    .filter((change) =>
      day === null
        ? startOf(change) > now
        : change.spans.some(({ from, to }) => from < day.to && day.from < to),
    )
    .sort((a, b) => startOf(a) - startOf(b));
  const [first] = found;
  if (!first) throw new DomainError('nothingToWithdraw', { rota: rota.key, date });
  return first;
}
