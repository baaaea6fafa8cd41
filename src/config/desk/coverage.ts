import type { z } from 'zod';
import { coversAllOf } from '../../domain/agreement.ts';
import { readDate } from '../../domain/calendar.ts';
import { agreement } from './shapes/agreements.ts';
import type { Path, Report } from './source.ts';

/** An agreement as far as it could be read, and its place in the list. */
export interface WrittenAgreement {
  readonly index: number;
  readonly written: z.infer<typeof agreement>;
}

export interface WrittenAgreements {
  readonly list: readonly WrittenAgreement[];
  /** Where their shape is wrong. */
  readonly wrong: readonly Path[];
}

/** By which it is decided what an agreement covers; a key that is not known may be meant for one of them. */
const DECISIVE: readonly (string | number)[] = ['key', 'match', 'inForceFrom'];

/**
 * The first agreement that covers a ticket counts, so each has to cover something that none above it does, and one has
 * to be left for all the rest, now as well (`now` in epoch ms). Of those of which it is not known what they cover, or
 * from when on, nothing is said.
 */
export function checkCoverage({ list: all, wrong }: WrittenAgreements, now: number, report: Report): void {
  const isKnown = ({ index }: WrittenAgreement) =>
    !wrong.some(
      ([, at, part = '']) => at === index && (DECISIVE.includes(part) || !(part in agreement.shape)),
    );
  const list = all.filter(isKnown);
  for (const [place, { index, written }] of list.entries()) {
    const path = ['agreements', index];
    const earlier = list.slice(0, place);
    if (earlier.some((other) => other.written.key === written.key)) {
      report([...path, 'key'], `is there twice: "${written.key}"; give each agreement a name of its own`);
    }
    const wider = earlier.find(
      (other) =>
        coversAllOf(other.written.match ?? {}, written.match ?? {}) &&
        isInForceBefore(other.written, written),
    );
    if (wider) {
      report(
        path,
        `never counts, since "${wider.written.key}" above it covers all that it covers: move it up or take it out`,
      );
    }
  }
  const last = all.at(-1);
  if (last && !isKnown(last)) return;
  if (!last || Object.values(last.written.match ?? {}).some((names) => names.length > 0)) {
    report(
      ['agreements'],
      'has no last one for all the rest: end the list with an agreement without "match"',
    );
  }
  const from = last?.written.inForceFrom;
  if (last && from && readDate(from) !== null && from > new Date(now).toISOString().slice(0, 10)) {
    report(
      ['agreements', last.index, 'inForceFrom'],
      `is still to come (${from}), and no agreement is left for the rest until then: put the one in force now below it`,
    );
  }
}

type Written = WrittenAgreement['written'];

/** Whether `first` counts at every time at which `second` does. */
function isInForceBefore(
  { inForceFrom: first = '' }: Written,
  { inForceFrom: second = '' }: Written,
): boolean {
  return first <= second;
}
