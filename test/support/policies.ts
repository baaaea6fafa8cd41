import type { Agreement, DeskPolicy, Supplier } from '../../src/domain/desk.ts';
import { deskPolicy } from './builders.ts';

const HOUR = 3600;

/**
 * The desk of the tests with all that can be agreed: an answer to a P1 or P2 within 40 minutes, acceptance by L2 in a
 * quarter of an hour and by L3 in half an hour, and three suppliers: acme, whose contract (round the clock, four hours)
 * pauses the promises, globex, whose contract does not, and initech, without one.
 */
export function agreed(changes: Partial<Agreement> = {}): DeskPolicy {
  const base = deskPolicy();
  return {
    ...base,
    suppliers: {
      acme: supplier('acme', { calendar: 'always', targets: same(4 * HOUR), pauses: true }),
      globex: supplier('globex', { calendar: 'office', targets: same(HOUR), pauses: false }),
      initech: supplier('initech', null),
    },
    agreements: base.agreements.map((agreement) => ({
      ...agreement,
      acceptance: { L2: 900, L3: 1800 },
      targets: {
        ...agreement.targets,
        P1: { ...agreement.targets.P1, nextResponse: 2400 },
        P2: { ...agreement.targets.P2, nextResponse: 2400 },
      },
      ...changes,
    })),
  };
}

function supplier(key: string, contract: Supplier['contract']): Supplier {
  return { key, name: { en: key, zh: key }, contract };
}

const same = (seconds: number) => ({ P1: seconds, P2: seconds, P3: seconds, P4: seconds });
