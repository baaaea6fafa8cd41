import type { DeskPolicy, Impact, Priority, Tier, Urgency } from './desk.ts';

/** The priority that the matrix of desk.yaml gives to an impact and an urgency (ITIL's priority matrix). */
export function priorityOf(policy: DeskPolicy, impact: Impact, urgency: Urgency): Priority {
  return policy.priorities[impact][urgency];
}

/** All tiers, lowest first. */
export const TIERS: readonly Tier[] = ['L1', 'L2', 'L3'];

/** True if `tier` stands above `other`. */
export function isHigher(tier: Tier, other: Tier): boolean {
  return TIERS.indexOf(tier) > TIERS.indexOf(other);
}
