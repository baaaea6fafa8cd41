import type { DeskPolicy } from '../domain/desk.ts';
import { readStoredRota } from '../domain/rota/stored.ts';

/**
 * A version of the desk as it was recorded, with what was not known yet at that time: nothing more was promised then.
 * Versions are immutable, so an old one is read as what it means.
 */
export function storedPolicy(json: unknown, version: number): DeskPolicy {
  const stored = { ...(json as object), version } as DeskPolicy;
  return {
    ...stored,
    suppliers: stored.suppliers ?? {},
    rotas: Object.fromEntries(Object.entries(stored.rotas).map(([key, rota]) => [key, readStoredRota(rota)])),
    agreements: stored.agreements.map((agreement) => ({
      ...WITHOUT_MORE,
      ...agreement,
      targets: {
        P1: { ...NO_NEXT, ...agreement.targets.P1 },
        P2: { ...NO_NEXT, ...agreement.targets.P2 },
        P3: { ...NO_NEXT, ...agreement.targets.P3 },
        P4: { ...NO_NEXT, ...agreement.targets.P4 },
      },
    })),
  };
}

const NO_NEXT = { nextResponse: null };
const WITHOUT_MORE = {
  acceptance: {},
  onPriorityChange: 'recompute',
  onReopen: 'continue',
  agreedBy: null,
  inForceFrom: null,
  reviewOn: null,
} as const;
