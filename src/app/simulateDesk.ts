import type { DeskPolicy } from '../domain/desk.ts';
import { replay } from '../domain/evolve.ts';
import { type Simulation, simulating } from '../domain/simulation.ts';
import type { Instant } from '../domain/ticket.ts';
import type { AppDeps, RecordedTimeline } from './ports.ts';

/** So many tickets are read at once; the next ones are read while these are replayed. */
const BATCH = 2_000;
/** A version that is not recorded. */
const NOT_RECORDED = 0;

/**
 * Replays the timelines of the tickets that were opened since then under another version of the desk. Nothing is
 * changed.
 */
export async function simulateDesk(
  deps: Pick<AppDeps, 'store' | 'policies' | 'now'>,
  policy: Omit<DeskPolicy, 'version'>,
  since: Instant,
): Promise<Simulation> {
  const { reads } = deps.store;
  const simulation = simulating({ ...policy, version: NOT_RECORDED }, deps.now());
  const versions = new Map<number, DeskPolicy>();
  const read = (after: RecordedTimeline | null) => reads.timelinesSince(since, { after, limit: BATCH });
  let reading = read(null);
  for (;;) {
    const batch = await reading;
    const last = batch.at(-1);
    if (!last) return simulation.result();
    reading = read(last);
    for (const { entries } of batch) {
      const ticket = replay(entries());
      const { deskVersion } = ticket.promise;
      const frozen = versions.get(deskVersion) ?? (await deps.policies.at(deskVersion));
      versions.set(deskVersion, frozen);
      simulation.add(ticket, frozen);
    }
  }
}
