import type { Rota, RotaLayer, RotaOverride } from '../desk.ts';

/** A rota as versions of the desk recorded it before there were layers. */
interface RotaOfOneLayer {
  readonly key: string;
  readonly timeZone: string;
  readonly start: string;
  readonly every: 'day' | 'week';
  readonly members: readonly string[];
  readonly overrides: readonly RotaOverride[];
}

/** Versions are immutable, so an old one is read as what it means: one layer around the clock. */
export function readStoredRota(stored: Rota | RotaOfOneLayer): Rota {
  if ('layers' in stored) return stored;
  const { key, timeZone, start, every, members, overrides } = stored;
  const layer: RotaLayer = { timeZone, start, every: { count: 1, unit: every }, members, hours: '24/7' };
  return { key, timeZone, layers: [layer], overrides };
}
