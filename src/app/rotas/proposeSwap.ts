import { isAgent } from '../../domain/access.ts';
import type { DeskPolicy } from '../../domain/desk.ts';
import { DomainError } from '../../domain/errors.ts';
import { answerBy, proposedSwap, type RotaChange, shiftNamed, tiersOfRota } from '../../domain/rota.ts';
import type { PersonId } from '../../domain/ticket.ts';
import { once } from '../once.ts';
import type { AppDeps } from '../ports.ts';
import { rotaNamed, rotasNow } from './rotasNow.ts';
import { tellOfChange } from './tellRota.ts';

export interface ProposeSwap {
  readonly key: string;
  readonly actor: PersonId;
  readonly rota: string;
  /** Local date of the actor's shift, or `next`. */
  readonly date: string;
  readonly person: PersonId;
  /** Local date of the shift that the actor takes for it, or `next`; null: none. */
  readonly forDate: string | null;
}

/** An engineer asks another to take over a shift; nothing changes until they accept. Asking twice asks once. */
export async function proposeSwap(deps: AppDeps, input: ProposeSwap): Promise<{ change: string }> {
  return once(deps, input.key, async (tx) => {
    const { actor, person } = input;
    const at = deps.now();
    const { policy, live } = await rotasNow(deps, tx);
    const rota = rotaNamed(policy, input.rota);
    checkWorksFor(person, rota.key, policy);
    const given = shiftNamed(rota, actor, input.date, at);
    const taken = input.forDate === null ? null : shiftNamed(rota, person, input.forDate, at);
    const core = { id: deps.newId(), rota: rota.key, proposedBy: actor, proposedAt: at, counterpart: person };
    const change = proposedSwap(core, given, taken);
    const same = live.find((each) => isSame(each, change));
    if (same) return { change: same.id };
    await tx.saveRotaChange(change);
    await tx.addDue({
      key: `swapExpiry/${change.id}`,
      kind: 'swapExpiry',
      data: { change: change.id },
      at: answerBy(change),
    });
    await tellOfChange(tx, policy, { change, type: 'proposed', to: [person], at });
    return { change: change.id };
  });
}

/** Only who works for a team that relies on the rota can be on call for it. Throws `notAnAgent`. */
export function checkWorksFor(person: PersonId, rota: string, policy: DeskPolicy): void {
  const teams = tiersOfRota(rota, policy).map(({ team }) => team);
  const [first = ''] = teams;
  if (!teams.some((team) => isAgent(person, policy, team)))
    throw new DomainError('notAnAgent', { person, team: first });
}

function isSame(one: RotaChange, other: RotaChange): boolean {
  const about = ({ rota, proposedBy, counterpart, spans }: RotaChange) =>
    JSON.stringify([rota, proposedBy, counterpart, spans.map(({ from, to, person }) => [from, to, person])]);
  return one.state === 'proposed' && about(one) === about(other);
}
