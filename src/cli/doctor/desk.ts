import { planDesk } from '../../app/applyDesk.ts';
import { counted } from '../../chat/words/en/counted.ts';
import type { ReadDesk } from '../../config/desk.ts';
import type { DeskPolicy, Platform } from '../../domain/desk.ts';
import { unheard } from './channels.ts';
import { type Check, type Finding, ok, problem } from './finding.ts';

export interface DeskProbe {
  /** The version in force; null before the first. */
  applied(): Promise<DeskPolicy | null>;
  /** The file of DESK_FILE as it stands now; null: none is named, and what was applied came from anywhere. */
  file(): Promise<{ readonly name: string; readonly read: ReadDesk } | null>;
  readonly now: () => number;
  /** Those that are set up. */
  readonly platforms: readonly Platform[];
}

/** Holidays by name have to reach so far ahead, in days: the longest targets, and time to notice. */
const HOLIDAYS_AHEAD = 90;
const DAY_MS = 86_400_000;

export function deskCheck({ applied, file, now, platforms }: DeskProbe): Check {
  return {
    part: 'Desk',
    async run() {
      const policy = await applied();
      const written = await file();
      const apply = `firstline apply ${written?.name ?? 'my-desk.yaml'}`;
      if (written && 'faults' in written.read) {
        const { faults } = written.read;
        const found = `${written.name} has ${counted(faults.length, 'fault')}, the first in line ${faults[0]?.line}`;
        return [problem('Desk', found, `List and mend them: ${apply}`)];
      }
      if (!policy) return [problem('Desk', 'no version was ever applied', apply)];
      return [
        written && 'policy' in written.read
          ? fileFinding(policy, { name: written.name, policy: written.read.policy }, apply)
          : ok('Desk', `version ${policy.version} is in force; DESK_FILE names no file to compare it with`),
        holidayFinding(policy, now(), apply),
        channelFinding(unheard(policy, platforms)),
      ];
    },
  };
}

function fileFinding(
  inForce: DeskPolicy,
  written: { readonly name: string; readonly policy: Omit<DeskPolicy, 'version'> },
  apply: string,
): Finding {
  const before = { version: inForce.version, policy: withoutVersion(inForce) };
  const version = `version ${inForce.version} is in force`;
  if (planDesk(before, written.policy).changes.length === 0)
    return ok('Desk', `${version}, as ${written.name} says`);
  return problem(
    'Desk',
    `${version}, but ${written.name} says something else by now`,
    `See and apply them: ${apply}`,
  );
}

function holidayFinding(policy: DeskPolicy, now: number, apply: string): Finding {
  const limit = new Date(now + HOLIDAYS_AHEAD * DAY_MS).toISOString().slice(0, 10);
  const ended = Object.entries(policy.calendars).flatMap(([key, { holidays = [] }]) => {
    const last = holidays.toSorted().at(-1);
    return last !== undefined && last < limit ? [`${key} on ${last}`] : [];
  });
  if (ended.length === 0) return ok('Holidays', 'known for the coming months');
  return problem(
    'Holidays',
    `they end soon, or have ended: ${ended.join(', ')}`,
    `Apply the file again, it names further years: ${apply}`,
  );
}

function channelFinding(deaf: readonly string[]): Finding {
  if (deaf.length === 0) return ok('Channels', 'each is on a platform that is set up');
  const mend =
    'Name a channel of a platform that is set up in desk.yaml, such as { slack: C0123ABCD }, and apply it.';
  return problem('Channels', `nobody hears what these are told: ${deaf.join(', ')}`, mend);
}

function withoutVersion({ version: _, ...policy }: DeskPolicy): Omit<DeskPolicy, 'version'> {
  return policy;
}
