import type { z } from 'zod';
import type { Language, Priority, Supplier } from '../../domain/desk.ts';
import { type Calendars, workdayOf } from './calendars.ts';
import { workingSeconds } from './durations.ts';
import { checkReference, type Entries } from './entries.ts';
import type { supplier } from './shapes/agreements.ts';
import type { Path, Report } from './source.ts';
import { bothWords, compileChannel } from './teams.ts';

export type Suppliers = Entries<z.infer<typeof supplier>>;

/** A desk need not have any. */
export const NO_SUPPLIERS: Suppliers = { section: 'suppliers', all: new Map(), named: new Set(), wrong: [] };

type Contract = NonNullable<z.infer<typeof supplier>['contract']>;

export function compileSuppliers(
  suppliers: Suppliers,
  calendars: Calendars,
  language: Language,
  report: Report,
): Readonly<Record<string, Supplier>> {
  const compiled = [...suppliers.all].map(([key, { name, channel, contract }]): [string, Supplier] => {
    const path = ['suppliers', key];
    const room = channel && compileChannel(channel, [...path, 'channel'], language, report);
    return [
      key,
      {
        key,
        name: bothWords(name),
        ...(room && { channel: room }),
        contract: contract ? compileContract(contract, [...path, 'contract'], calendars, report) : null,
      },
    ];
  });
  return Object.fromEntries(compiled);
}

function compileContract(contract: Contract, path: Path, calendars: Calendars, report: Report) {
  const { calendar: name, targets, pauses } = contract;
  checkReference(name, [...path, 'calendar'], calendars, report);
  const calendar = calendars.all.get(name);
  // Of a calendar that is wrong or missing itself, no second complaint.
  const workday = calendar ? workdayOf(calendar) : 24 * 3600;
  const secondsOf = (priority: Priority) =>
    workingSeconds(targets[priority], workday, [...path, 'targets', priority], report);
  return {
    calendar: name,
    targets: { P1: secondsOf('P1'), P2: secondsOf('P2'), P3: secondsOf('P3'), P4: secondsOf('P4') },
    pauses,
  };
}
