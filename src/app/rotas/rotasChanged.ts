import type { DeskPolicy, Rota } from '../../domain/desk.ts';
import { gapsBetween, nextHandOver, openedGaps, tiersOfRota } from '../../domain/rota.ts';
import type { Instant } from '../../domain/ticket.ts';
import type { Tx } from '../ports.ts';
import { tellGaps } from './tellRota.ts';

/** So far ahead hours without anybody on call are looked for. */
export const FORECAST_MS = 7 * 24 * 3_600_000;

/** What follows when a version, a swap or a cover changes who is on call: hand-overs are planned, new gaps are told. */
export async function rotasChanged(
  tx: Tx,
  changed: {
    /** Null: there was no desk before. */
    readonly before: DeskPolicy | null;
    readonly after: DeskPolicy;
    /** Names the change: what it opens is told once for it. */
    readonly cause: string;
    readonly at: Instant;
  },
): Promise<void> {
  const { before, after, cause, at } = changed;
  await planHandOvers(tx, after, at);
  const gaps = (policy: DeskPolicy) => gapsBetween(policy, at, at + FORECAST_MS);
  const opened = openedGaps(before ? gaps(before) : [], gaps(after));
  await tellGaps(tx, after, { gaps: opened, type: 'opened', cause, at });
}

/** The next hand-over of each rota that a tier relies on; one that is planned already stays as it is. */
export async function planHandOvers(tx: Tx, policy: DeskPolicy, now: Instant): Promise<void> {
  for (const rota of Object.values(policy.rotas)) {
    if (tiersOfRota(rota.key, policy).length > 0) await planHandOver(tx, rota, now);
  }
}

export async function planHandOver(tx: Tx, rota: Rota, after: Instant): Promise<void> {
  const next = nextHandOver(rota, after);
  if (next) await addHandOver(tx, rota.key, next.at);
}

export async function addHandOver(tx: Tx, rota: string, at: Instant): Promise<void> {
  const key = `handOver/${rota}/${new Date(at).toISOString()}`;
  await tx.addDue({ key, kind: 'handOver', data: { rota }, at });
}
