import { without } from '../calendar/spans.ts';
import type { DeskPolicy, Rota, RotaOverride, Tier } from '../desk.ts';
import { TIERS } from '../priority.ts';
import type { Instant, PersonId } from '../ticket.ts';
import { shifts } from './shifts.ts';

/** The rotas of a desk: who uses them, what is put in besides desk.yaml, and where nobody is on call. */

/** An override that stands in no desk.yaml: a swap that both agreed to, or a cover by a lead. */
export interface PutIn extends RotaOverride {
  readonly rota: string;
}

/** A stretch of time in which a rota has nobody, end excluded. */
export interface Gap {
  readonly rota: string;
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * The policy with what was put in since; it counts more than the overrides of desk.yaml. What puts in somebody who has
 * left the desk counts no more.
 */
export function withPutIn<Policy extends Pick<DeskPolicy, 'rotas' | 'people'>>(
  policy: Policy,
  putIn: readonly PutIn[],
): Policy {
  const known = new Set(policy.people.map(({ key }) => key));
  const rotas = Object.entries(policy.rotas).map(([key, rota]): [string, Rota] => {
    const own = putIn.filter((each) => each.rota === key && known.has(each.person));
    const added = own.map(({ from, to, person }) => ({ from, to, person }));
    return [key, added.length === 0 ? rota : { ...rota, overrides: [...rota.overrides, ...added] }];
  });
  return { ...policy, rotas: Object.fromEntries(rotas) };
}

/** The tiers whose engineer on call a rota gives. */
export function tiersOfRota(
  rota: string,
  policy: Pick<DeskPolicy, 'teams'>,
): readonly { readonly team: string; readonly tier: Tier }[] {
  return policy.teams.flatMap((team) =>
    TIERS.filter((tier) => team.tiers[tier]?.rota === rota).map((tier) => ({ team: team.key, tier })),
  );
}

/** Those who lead a team that relies on the rota, and the leads of the whole desk. */
export function leadsOfRota(rota: string, policy: Pick<DeskPolicy, 'teams' | 'people'>): readonly PersonId[] {
  const teams = tiersOfRota(rota, policy).map(({ team }) => team);
  const leads = policy.teams.filter(({ key }) => teams.includes(key)).map(({ lead }) => lead);
  const desk = policy.people.filter(({ lead }) => lead).map(({ key }) => key);
  return [...new Set([...desk, ...leads])];
}

/** Where nobody is on call within a stretch of time, by rota; rotas that no tier relies on are left out. */
export function gapsBetween(
  policy: Pick<DeskPolicy, 'rotas' | 'teams'>,
  from: Instant,
  to: Instant,
): readonly Gap[] {
  return Object.values(policy.rotas)
    .filter((rota) => tiersOfRota(rota.key, policy).length > 0)
    .flatMap((rota) =>
      shifts(rota, from, to)
        .filter(({ person }) => person === null)
        .map((shift) => ({ rota: rota.key, from: shift.from, to: shift.to })),
    );
}

/** What is uncovered in `after` and was covered in `before`. */
export function openedGaps(before: readonly Gap[], after: readonly Gap[]): readonly Gap[] {
  return after.flatMap((gap) => {
    const known = before.filter(({ rota }) => rota === gap.rota);
    return without([gap], known).map(({ from, to }) => ({ rota: gap.rota, from, to }));
  });
}
