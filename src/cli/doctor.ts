import { type Check, type Finding, problem } from './doctor/finding.ts';

const MARKS = { ok: 'ok      ', off: 'off     ', problem: 'PROBLEM ' } as const;

/**
 * `firstline doctor`: runs the checks one after the other and prints what each found, and how to mend what is wrong.
 * A check that cannot be made does not stop the others. Resolves with the exit code: 1 if there is a problem.
 */
export async function doctor({
  checks,
  out,
}: {
  readonly checks: readonly Check[];
  readonly out: (line: string) => void;
}): Promise<number> {
  const findings: Finding[] = [];
  for (const check of checks) {
    for (const finding of await findingsOf(check)) {
      findings.push(finding);
      out(`${MARKS[finding.state]}${finding.part}: ${finding.found}`);
      if (finding.mend !== null) out(`        ${finding.mend}`);
    }
  }
  const problems = findings.filter(({ state }) => state === 'problem').length;
  out(problems === 0 ? 'All is well.' : `${problems} ${problems === 1 ? 'problem' : 'problems'} to mend.`);
  return problems === 0 ? 0 : 1;
}

async function findingsOf({ part, run }: Check): Promise<readonly Finding[]> {
  try {
    return await run();
  } catch (error) {
    const what = error instanceof Error ? error.message || error.name : String(error);
    return [
      problem(part, `could not be checked: ${what}`, 'Mend what is named above and run the doctor again.'),
    ];
  }
}
