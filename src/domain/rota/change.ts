import type { Rota } from '../desk.ts';
import { DomainError } from '../errors.ts';
import type { Instant, PersonId } from '../ticket.ts';
import type { PutIn } from './policy.ts';
import { type Shift, shifts } from './shifts.ts';

/** Somebody on call for somebody else, besides desk.yaml: a swap that two agree on, or a cover that a lead puts in. */
export interface RotaChange {
  readonly id: string;
  readonly rota: string;
  readonly kind: 'swap' | 'cover';
  readonly state: RotaChangeState;
  /** The shift that is given away, then the one that is taken for it, if any. */
  readonly spans: readonly ChangedSpan[];
  readonly proposedBy: PersonId;
  readonly proposedAt: Instant;
  /** Who was asked, or who covers. */
  readonly counterpart: PersonId;
  /** When the counterpart accepted or declined; null until then, and for a cover. */
  readonly decidedAt: Instant | null;
  readonly withdrawn: { readonly by: PersonId; readonly at: Instant } | null;
  readonly version: number;
}

/** `over`: it has ended long ago and changes nothing any more. */
export type RotaChangeState = 'proposed' | 'declined' | 'expired' | 'inForce' | 'withdrawn' | 'over';

export interface ChangedSpan {
  readonly from: Instant;
  readonly to: Instant;
  readonly person: PersonId;
  /** Who was on call before, at its beginning; null: nobody. */
  readonly instead: PersonId | null;
}

type Core = Pick<RotaChange, 'id' | 'rota' | 'proposedBy' | 'proposedAt' | 'counterpart'>;

/** Nobody waits longer for an answer than two days, or than until one of the shifts begins. */
const ANSWER_WITHIN = 48 * 3_600_000;

/** `given`: the proposer's shift; `taken`: the one of the counterpart that the proposer takes for it. */
export function proposedSwap(core: Core, given: Shift, taken: Shift | null): RotaChange {
  const { proposedBy, counterpart } = core;
  if (proposedBy === counterpart) throw new DomainError('swapWithSelf');
  const spans: ChangedSpan[] = [{ from: given.from, to: given.to, person: counterpart, instead: proposedBy }];
  if (taken) spans.push({ from: taken.from, to: taken.to, person: proposedBy, instead: counterpart });
  return { ...core, kind: 'swap', state: 'proposed', spans, decidedAt: null, withdrawn: null, version: 1 };
}

/** In force at once. Throws `coverEmpty`, and `coverOver` when it would be over already. */
export function putCover(
  core: Core,
  rota: Rota,
  given: {
    readonly from: Instant;
    readonly to: Instant;
    readonly words: Readonly<Record<'from' | 'to', string>>;
  },
): RotaChange {
  const { words, to } = given;
  if (given.from >= to) throw new DomainError('coverEmpty', words);
  if (to <= core.proposedAt) throw new DomainError('coverOver', { to: words.to });
  const from = Math.max(given.from, core.proposedAt);
  const spans = shifts(rota, from, to).map((shift) => ({
    from: shift.from,
    to: shift.to,
    person: core.counterpart,
    instead: shift.person,
  }));
  return { ...core, kind: 'cover', state: 'inForce', spans, decidedAt: null, withdrawn: null, version: 1 };
}

/**
 * The counterpart accepts or declines; what is so already stays. Throws `swapNotYours`, `swapDecided`, `shiftBegun`, and
 * `swapOutdated` when one of the shifts is no longer that of the person who gives it away.
 */
export function decided(
  change: RotaChange,
  { actor, accepts, rota, now }: { actor: PersonId; accepts: boolean; rota: Rota; now: Instant },
): RotaChange {
  if (change.kind !== 'swap' || change.counterpart !== actor) throw new DomainError('swapNotYours');
  const state = accepts ? 'inForce' : 'declined';
  if (change.state === state) return change;
  if (change.state !== 'proposed') throw new DomainError('swapDecided', { state: change.state });
  if (accepts) {
    if (startOf(change) <= now) throw new DomainError('shiftBegun', { rota: change.rota });
    const stands = change.spans.every((span) =>
      shifts(rota, span.from, span.to).every(({ person }) => person === span.instead),
    );
    if (!stands) throw new DomainError('swapOutdated', { rota: change.rota });
  }
  return { ...change, state, decidedAt: now, version: change.version + 1 };
}

/** Before it begins. Throws `swapNotYours`, `swapDecided`, `shiftBegun`. */
export function withdrawn(
  change: RotaChange,
  { actor, leads, now }: { actor: PersonId; leads: readonly PersonId[]; now: Instant },
): RotaChange {
  if (!mayWithdraw(change, actor, leads)) throw new DomainError('swapNotYours');
  if (change.state === 'withdrawn') return change;
  const live = change.state === 'proposed' || change.state === 'inForce';
  if (!live) throw new DomainError('swapDecided', { state: change.state });
  if (startOf(change) <= now) throw new DomainError('shiftBegun', { rota: change.rota });
  return { ...change, state: 'withdrawn', withdrawn: { by: actor, at: now }, version: change.version + 1 };
}

/** Who proposed it, who agreed to it, and those who lead. */
export function mayWithdraw(change: RotaChange, actor: PersonId, leads: readonly PersonId[]): boolean {
  if (actor === change.proposedBy || leads.includes(actor)) return true;
  return change.kind === 'swap' && change.state !== 'proposed' && actor === change.counterpart;
}

export function startOf({ spans }: Pick<RotaChange, 'spans'>): Instant {
  return Math.min(...spans.map(({ from }) => from));
}

export function endOf({ spans }: Pick<RotaChange, 'spans'>): Instant {
  return Math.max(...spans.map(({ to }) => to));
}

/** Until when a proposal may be answered. */
export function answerBy(change: RotaChange): Instant {
  return Math.min(change.proposedAt + ANSWER_WITHIN, startOf(change));
}

/** What the changes in force put in, in the order given. */
export function putInBy(changes: readonly RotaChange[]): readonly PutIn[] {
  return changes
    .filter(({ state }) => state === 'inForce')
    .flatMap(({ rota, spans }) => spans.map((span) => putIn(rota, span)));
}

export function putIn(rota: string, { from, to, person }: Omit<ChangedSpan, 'instead'>): PutIn {
  return { rota, from: new Date(from).toISOString(), to: new Date(to).toISOString(), person };
}
