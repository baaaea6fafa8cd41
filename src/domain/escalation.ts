import { agreementOf, ladderOf } from './agreement.ts';
import { shareAt } from './clocks.ts';
import type {
  ChannelRef,
  DeskPolicy,
  Platform,
  Rung,
  RungTarget,
  Supplier,
  Team,
  Tier,
  Words,
} from './desk.ts';
import type { Escalation, ResolvedTarget } from './escalationState.ts';
import { onCall } from './rota.ts';
import type { Instant, PersonId, Ticket } from './ticket.ts';

const SECOND = 1_000;

/** What the ladder does next. */
export interface NextRung {
  readonly run: number;
  /** Index in the ladder of the ticket's priority. */
  readonly rung: number;
  /** 1 when the rung is reached, then counted up each time it is said again. */
  readonly round: number;
  readonly at: Instant;
  readonly step: Rung;
}

/**
 * When which rung is told next; null when no ladder runs, it is acknowledged or sleeps, or nothing is left to say. Rungs at a
 * share of the time come before the breach, and only then; the first of the others comes `after` its seconds from the
 * breach, each further one that long after the one before was reached. Until a later one is reached a rung is said
 * `again`, the last until acknowledged. After an empty rung the next comes at once, but none that belongs to the breach
 * before it. When the deadline has moved on (a lower priority), the ladder waits for it.
 */
export function nextRung(ticket: Ticket, frozen: DeskPolicy): NextRung | null {
  const { escalation } = ticket;
  if (escalation === null || escalation.acknowledged !== null || escalation.snoozed) return null;
  const { cause, clock, startedAt } = escalation;
  const breachedAt = cause === 'major' ? startedAt : shareAt(ticket, frozen, clock, 1);
  if (breachedAt === null) return null;
  const { rungs } = ladderOf(ticket, frozen);
  const warned = cause === 'warning';
  const higher = warned ? nextWarning(ticket, frozen, escalation) : nextAfterBreach(escalation, rungs);
  const repeat = repeatsAt(escalation, rungs, higher === null);
  const [first] = [higher, repeat].filter((step) => step !== null).sort((a, b) => a.at - b.at);
  if (!first) return null;
  const earliest = Math.max(warned ? 0 : breachedAt, escalation.notBefore ?? 0);
  return { ...first, at: Math.max(first.at, earliest) };
}

/** Shares of the target for which the ladder has a rung, in the order of the rungs. */
export function warningShares(ticket: Ticket, frozen: DeskPolicy): readonly number[] {
  const [first] = agreementOf(ticket, frozen).warnAt;
  return ladderOf(ticket, frozen).rungs.flatMap(({ at }) => (at === 'warning' ? (first ?? []) : (at ?? [])));
}

/**
 * When an acknowledgement goes stale: without progress by an agent for as long as the ladder says. On hold it does
 * not: nobody can make progress then. Null when it never will.
 */
export function staleAt(ticket: Ticket, frozen: DeskPolicy): Instant | null {
  const acknowledged = ticket.escalation?.acknowledged;
  const { staleAfter } = ladderOf(ticket, frozen);
  if (!acknowledged || staleAfter === null || ticket.status !== 'open') return null;
  return Math.max(acknowledged.at, ticket.lastProgressAt) + staleAfter * SECOND;
}

/**
 * The people and channels of a rung at this moment, each once, and the targets that stand for nobody. `platforms` are
 * those that the desk is connected to: nothing can be told in a channel that is on none of them.
 */
export function resolveRung(
  rung: Rung,
  ticket: Ticket,
  current: DeskPolicy,
  { now, platforms }: { readonly now: Instant; readonly platforms: readonly Platform[] },
): { readonly told: readonly ResolvedTarget[]; readonly missing: readonly string[] } {
  const told = new Map<string, ResolvedTarget>();
  const missing: string[] = [];
  for (const target of rung.targets) {
    const found = resolveTarget(target, ticket, current, now);
    const channel = found && channelOf(found, current);
    const heard =
      found !== null && (!channel || platforms.some((platform) => channel[platform] !== undefined));
    if (!heard) missing.push(nameOf(target));
    else if (!told.has(targetKey(found))) told.set(targetKey(found), found);
  }
  return { told: [...told.values()], missing };
}

function channelOf(target: ResolvedTarget, policy: DeskPolicy): ChannelRef | undefined {
  if (target.to === 'room') return target.channel;
  if (target.to === 'person') return undefined;
  return policy.teams.find(({ key }) => key === target.team)?.tiers[target.tier]?.channel;
}

/** The same for the same channel or person. */
export function targetKey(target: ResolvedTarget): string {
  if (target.to === 'room') return roomKey(target.channel);
  return target.to === 'channel' ? `agents/${target.team}/${target.tier}` : `person/${target.person}`;
}

/** Names a channel, whatever platforms it is on. */
export function roomKey({ local, slack, teams }: ChannelRef): string {
  return `room/${[local, slack, teams?.channel].filter((name) => name !== undefined).join('+')}`;
}

/** Who is on call for a tier of a team; null without a rota or while it has nobody. */
export function onCallFor(team: Team, tier: Tier, policy: DeskPolicy, now: Instant): PersonId | null {
  const key = team.tiers[tier]?.rota;
  const rota = key ? policy.rotas[key] : undefined;
  return rota ? onCall(rota, now) : null;
}

/** The next rung before the breach: at its share of the time, after an empty one at once. */
function nextWarning(ticket: Ticket, frozen: DeskPolicy, escalation: Escalation): NextRung | null {
  const rung = escalation.rung + 1;
  const step = ladderOf(ticket, frozen).rungs[rung];
  const share = warningShares(ticket, frozen)[rung];
  if (!step || share === undefined) return null;
  const { run, reachedAt } = escalation;
  const at =
    reachedAt !== null && wasEmpty(escalation) ? reachedAt : shareAt(ticket, frozen, escalation.clock, share);
  return at === null ? null : { run, rung, round: 1, at, step };
}

function nextAfterBreach(escalation: Escalation, rungs: readonly Rung[]): NextRung | null {
  const first = rungs.filter(({ at }) => at !== undefined).length;
  const rung = Math.max(escalation.rung + 1, first);
  const step = rungs[rung];
  if (!step) return null;
  const at =
    rung === first || escalation.reachedAt === null
      ? escalation.startedAt + step.after * SECOND
      : reachesNextAt(escalation, escalation.reachedAt, step);
  return { run: escalation.run, rung, round: 1, at, step };
}

function reachesNextAt(escalation: Escalation, reachedAt: Instant, higher: Rung): Instant {
  return wasEmpty(escalation) ? reachedAt : reachedAt + higher.after * SECOND;
}

/** A rung that told nobody is not said again, unless no other one is left. */
function repeatsAt(escalation: Escalation, rungs: readonly Rung[], last: boolean): NextRung | null {
  const rung = Math.min(escalation.rung, rungs.length - 1);
  const step = rungs[rung];
  const since = escalation.toldAt ?? (last ? escalation.reachedAt : null);
  if (!step || step.again === null || since === null) return null;
  const at = since + Math.max(1, step.again) * SECOND;
  return { run: escalation.run, rung, round: escalation.round + 1, at, step };
}

function wasEmpty(escalation: Escalation): boolean {
  return escalation.toldAt === null;
}

function resolveTarget(
  target: RungTarget,
  ticket: Ticket,
  policy: DeskPolicy,
  now: Instant,
): ResolvedTarget | null {
  const team = policy.teams.find((each) => each.key === ticket.team);
  switch (target.tell) {
    case 'tierChannel': {
      const entry = team?.tiers[target.tier];
      const engineer = team ? onCallFor(team, target.tier, policy, now) : null;
      if (!entry || (entry.members.length === 0 && engineer === null)) return null;
      const mention = engineer === null ? [] : [engineer];
      return { to: 'channel', team: ticket.team, tier: target.tier, mention };
    }
    case 'onCall':
      return toPerson(team ? onCallFor(team, target.tier, policy, now) : null, 'onCall');
    case 'rota': {
      const rota = policy.rotas[target.rota];
      return toPerson(rota ? onCall(rota, now) : null, 'onCall');
    }
    case 'channel':
      return toRoom(target.channel, nameOfRoom(target.channel));
    case 'supplierChannel': {
      const supplier = supplierOf(ticket, policy);
      return supplier?.channel ? toRoom(supplier.channel, supplier.name) : null;
    }
    case 'assignee':
      return toPerson(ticket.assignee, 'assignee');
    case 'teamLead':
      return toPerson(team?.lead, 'teamLead');
    case 'requesterManager': {
      const requester = policy.people.find((person) => person.key === ticket.requester);
      return toPerson(requester?.manager, 'requesterManager');
    }
  }
}

function toPerson(
  person: PersonId | null | undefined,
  as: Extract<ResolvedTarget, { to: 'person' }>['as'],
): ResolvedTarget | null {
  return person ? { to: 'person', person, as } : null;
}

function toRoom(channel: ChannelRef, name: Words): ResolvedTarget {
  return { to: 'room', channel, name };
}

function nameOfRoom({ local, slack, teams }: ChannelRef): Words {
  const name = `#${local ?? slack ?? teams?.channel}`;
  return { en: name, zh: name };
}

/** Whom a ticket on hold for a supplier waits for: the one named then; the only one, if none was. */
function supplierOf(ticket: Ticket, { suppliers }: DeskPolicy): Supplier | undefined {
  const hold = ticket.holds.find(({ to, reason }) => to === null && reason === 'supplier');
  if (!hold) return undefined;
  if (hold.supplier !== undefined) return suppliers[hold.supplier];
  const [only, ...others] = Object.values(suppliers);
  return others.length === 0 ? only : undefined;
}

function nameOf(target: RungTarget): string {
  if ('tier' in target) return `${target.tell}:${target.tier}`;
  return target.tell === 'rota' ? `rota:${target.rota}` : target.tell;
}
