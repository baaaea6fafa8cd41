import type { z } from 'zod';
import type { Language, MajorIncidents } from '../../domain/desk.ts';
import { wallSeconds } from './durations.ts';
import { checkReference } from './entries.ts';
import type { Ladders } from './ladders.ts';
import type { settings } from './shapes/settings.ts';
import type { Report } from './source.ts';
import { compileChannel } from './teams.ts';

type Written = NonNullable<z.infer<typeof settings.majorIncidents>>;

/** Seconds: nobody writes more often, and nobody wants to read it. */
const SHORTEST_INTERVAL = 300;

export function compileMajorIncidents(
  { channel, ladder, updateEvery }: Written,
  ladders: Ladders,
  language: Language,
  report: Report,
): MajorIncidents {
  const path = ['majorIncidents'];
  checkReference(ladder, [...path, 'ladder'], ladders, report);
  // Nothing has been promised for a declaration, so that no share of it can pass.
  if (ladders.all.get(ladder)?.rungs.some(({ at }) => at !== undefined && at !== 'breach')) {
    report(
      [...path, 'ladder'],
      `names "${ladder}", which begins before a breach: a major incident has no warning`,
    );
  }
  const interval = wallSeconds(updateEvery, [...path, 'updateEvery'], report);
  if (interval > 0 && interval < SHORTEST_INTERVAL) {
    report([...path, 'updateEvery'], 'is too short to find out anything new: give at least 5m');
  }
  return {
    channel: compileChannel(channel, [...path, 'channel'], language, report),
    ladder,
    updateEvery: interval,
  };
}
