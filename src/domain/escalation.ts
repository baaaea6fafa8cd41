import { ladderOf } from './agreement.ts';
import { shareAt } from './clocks.ts';
import type { DeskPolicy, Rung, RungTarget, Team, Tier } from './desk.ts';
import { onCall } from './rota.ts';
import type { Escalation, Instant, PersonId, ResolvedTarget, Ticket } from './ticket.ts';

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
 * When which rung is told next; null when no ladder runs, it is acknowledged, or nothing is left to say. The first
 * rung comes `after` its seconds from the breach, each other one that long after the one before was reached; until a
 * later one is reached a rung is said `again`, the last until acknowledged. After an empty rung the next comes at
 * once. When the deadline has moved on (a lower priority), the ladder waits for it.
 */
export function nextRung(ticket: Ticket, frozen: DeskPolicy): NextRung | null {
  const { escalation } = ticket;
  if (escalation === null || escalation.acknowledged !== null) return null;
  const breachedAt = shareAt(ticket, frozen, escalation.clock, 1);
  if (breachedAt === null) return null;
  const { rungs } = ladderOf(ticket, frozen);
  const higher = rungs[escalation.rung + 1];
  const steps: NextRung[] = [];
  if (higher) {
    const at = reachesNextAt(escalation, higher);
    steps.push({ run: escalation.run, rung: escalation.rung + 1, round: 1, at, step: higher });
  }
  const repeat = repeatsAt(escalation, rungs, higher === undefined);
  if (repeat) steps.push(repeat);
  const [first] = steps.sort((a, b) => a.at - b.at);
  return first ? { ...first, at: Math.max(first.at, breachedAt) } : null;
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

/** The people and channels of a rung at this moment, each once, and the targets that stand for nobody. */
export function resolveRung(
  rung: Rung,
  ticket: Ticket,
  current: DeskPolicy,
  now: Instant,
): { readonly told: readonly ResolvedTarget[]; readonly missing: readonly string[] } {
  const told = new Map<string, ResolvedTarget>();
  const missing: string[] = [];
  for (const target of rung.targets) {
    const found = resolveTarget(target, ticket, current, now);
    if (!found) missing.push(nameOf(target));
    else if (!told.has(targetKey(found))) told.set(targetKey(found), found);
  }
  return { told: [...told.values()], missing };
}

/** The same for the same channel or person. */
export function targetKey(target: ResolvedTarget): string {
  return target.to === 'channel' ? `agents/${target.team}/${target.tier}` : `person/${target.person}`;
}

/** Who is on call for a tier of a team; null without a rota or while it has nobody. */
export function onCallFor(team: Team, tier: Tier, policy: DeskPolicy, now: Instant): PersonId | null {
  const key = team.tiers[tier]?.rota;
  const rota = key ? policy.rotas[key] : undefined;
  return rota ? onCall(rota, now) : null;
}

function reachesNextAt(escalation: Escalation, higher: Rung): Instant {
  if (escalation.reachedAt === null) return escalation.startedAt + higher.after * SECOND;
  return wasEmpty(escalation) ? escalation.reachedAt : escalation.reachedAt + higher.after * SECOND;
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

function nameOf(target: RungTarget): string {
  return 'tier' in target ? `${target.tell}:${target.tier}` : target.tell;
}
