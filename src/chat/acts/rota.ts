import { coverShift } from '../../app/rotas/coverShift.ts';
import { decideSwap } from '../../app/rotas/decideSwap.ts';
import { proposeSwap } from '../../app/rotas/proposeSwap.ts';
import { rotaNamed } from '../../app/rotas/rotasNow.ts';
import { type WhichChange, withdrawChange } from '../../app/rotas/withdrawChange.ts';
import { isAgent } from '../../domain/access.ts';
import type { DeskPolicy, Rota } from '../../domain/desk.ts';
import { DomainError } from '../../domain/errors.ts';
import { gapsBetween, nextHandOver, onCall, peopleOf, shifts, tiersOfRota } from '../../domain/rota.ts';
import type { Instant, PersonId } from '../../domain/ticket.ts';
import type { ChatDeps } from '../deps.ts';
import type { ChatAnswer } from '../request.ts';
import { type OnCallItem, onCallList, onCallWeek } from '../views/onCall.ts';
import { plainView } from '../views/pieces.ts';
import { type Asker, contextFor, privately } from './asker.ts';
import type { Args } from './work.ts';

const WEEK = 7 * 24 * 3_600_000;

/** Who is on call now and next, for each rota; or the next 7 days of one. */
export async function showOnCall(
  deps: ChatDeps,
  asker: Asker,
  given: string | undefined,
): Promise<ChatAnswer> {
  const policy = await deps.policies.current();
  checkAgent(asker, policy, 'oncall');
  const now = deps.now();
  if (given !== undefined) {
    const rota = rotaNamed(policy, given);
    const w = await contextFor(deps, asker, peopleOf(rota));
    return privately(onCallWeek(rota.key, shifts(rota, now, now + WEEK), w));
  }
  const gaps = gapsBetween(policy, now, now + WEEK);
  const rotas = Object.values(policy.rotas);
  const items = rotas.map((rota) => onCallItem(rota, gaps, policy, now));
  return privately(onCallList(items, await contextFor(deps, asker, rotas.flatMap(peopleOf))));
}

function onCallItem(
  rota: Rota,
  gaps: ReturnType<typeof gapsBetween>,
  policy: DeskPolicy,
  now: Instant,
): OnCallItem {
  return {
    rota: rota.key,
    tiers: tiersOfRota(rota.key, policy),
    person: onCall(rota, now),
    next: nextHandOver(rota, now),
    gaps: gaps.filter((gap) => gap.rota === rota.key),
  };
}

/** `swap`, `cover` and `withdraw`, as they are typed. */
export async function changeRota(
  deps: ChatDeps,
  asker: Asker,
  verb: 'swap' | 'cover' | 'withdraw',
  args: Args,
): Promise<ChatAnswer> {
  checkAgent(asker, await deps.policies.current(), verb);
  const { request, person: actor, words } = asker;
  const base = { key: request.deliveryKey, actor: actor.id, rota: args.rota ?? '' };
  switch (verb) {
    case 'swap': {
      const person = await personNamed(deps, args.with);
      const { date = '', for: forDate = null } = args;
      await proposeSwap(deps, { ...base, date, person, forDate });
      const w = await contextFor(deps, asker, [person]);
      return privately(plainView(words.rota.doneProposed({ person: w.mention(person).name }), 'good'));
    }
    case 'cover': {
      const { from = '', to = '' } = args;
      await coverShift(deps, { ...base, from, to, person: await personNamed(deps, args.by) });
      return privately(plainView(words.rota.doneCovered, 'good'));
    }
    case 'withdraw':
      return withdraw(deps, asker, { rota: base.rota, date: args.date ?? '' });
    default:
      return verb satisfies never;
  }
}

/** The buttons of a proposal. */
export async function answerSwap(
  deps: ChatDeps,
  asker: Asker,
  change: string,
  accepts: boolean,
): Promise<ChatAnswer> {
  const { request, person, words } = asker;
  await decideSwap(deps, { key: request.deliveryKey, actor: person.id, change, accepts });
  return privately(plainView(accepts ? words.rota.doneAccepted : words.rota.doneDeclined, 'good'));
}

export async function withdraw(deps: ChatDeps, asker: Asker, which: WhichChange): Promise<ChatAnswer> {
  const { request, person, words } = asker;
  await withdrawChange(deps, { key: request.deliveryKey, actor: person.id, which });
  return privately(plainView(words.rota.doneWithdrawn, 'good'));
}

function checkAgent({ person }: Asker, policy: DeskPolicy, verb: string): void {
  if (!isAgent(person.id, policy)) throw new DomainError('agentsOnly', { verb });
}

async function personNamed(deps: ChatDeps, given = ''): Promise<PersonId> {
  const found = await deps.store.reads.findPerson(given.replace(/^@/, ''));
  if (!found) throw new DomainError('personUnknown', { person: given });
  return found.id;
}
