import type { AppDeps } from '../app/ports.ts';
import { proveTicket } from '../app/proveTicket.ts';
import { DomainError } from '../domain/errors.ts';
import type { LedgerEntry, LedgerTelling, Step } from '../domain/ledger.ts';

export interface ProveCommand {
  readonly app: AppDeps;
  readonly number: string;
  readonly json: boolean;
  readonly out: (line: string) => void;
}

/** `firstline prove`: the ledger of a ticket, oldest first, as lines or as one JSON object. Gives the exit code. */
export async function proveCommand({ app, number, json, out }: ProveCommand): Promise<number> {
  const proof = await proveTicket(app, { actor: 'desk', number: number.toUpperCase() }).catch((error) => {
    if (error instanceof DomainError && error.code === 'ticketUnknown') return null;
    throw error;
  });
  if (!proof) {
    out(`There is no ticket ${number}: give its number, such as INC-1042.`);
    return 1;
  }
  if (json) {
    out(JSON.stringify(ledgerJson(proof.ticket.number, proof.entries), null, 2));
    return 0;
  }
  out(`${proof.ticket.number}: ${proof.entries.length} warnings and escalations`);
  for (const entry of proof.entries) for (const line of entryLines(entry)) out(line);
  return 0;
}

/** The export of docs/operations.md: instants in UTC, lateness in seconds. */
function ledgerJson(ticket: string, entries: readonly LedgerEntry[]) {
  return {
    ticket,
    entries: entries.map((entry) => ({
      ...entry,
      due: entry.due === null ? null : utc(entry.due),
      decided: stepJson(entry.decided),
      tellings: entry.tellings.map(tellingJson),
      acknowledged: entry.acknowledged && { ...entry.acknowledged, at: utc(entry.acknowledged.at) },
    })),
  };
}

type TellingJson = Omit<LedgerTelling, 'claimed' | 'posted' | 'ended' | 'instead'> &
  Record<'claimed' | 'posted' | 'ended', { at: string; late: number } | null> & {
    readonly instead: readonly TellingJson[];
  };

function tellingJson(telling: LedgerTelling): TellingJson {
  return {
    ...telling,
    claimed: stepJson(telling.claimed),
    posted: stepJson(telling.posted),
    ended: stepJson(telling.ended),
    instead: telling.instead.map(tellingJson),
  };
}

function stepJson<S extends Step | null>(step: S): S extends null ? null : { at: string; late: number };
function stepJson(step: Step | null): { at: string; late: number } | null {
  return step && { at: utc(step.at), late: step.late };
}

function entryLines(entry: LedgerEntry): string[] {
  const { type, clock, threshold, run, rung, round, due, decided, acknowledged } = entry;
  const what = {
    warning: `warning at ${Math.round((threshold ?? 0) * 100)} %`,
    rung: `step ${rung}, round ${round}, run ${run}`,
    emptyRung: `step ${rung}, run ${run}: nobody to tell (${entry.missing.join(', ')})`,
  }[type];
  const when = due === null ? utc(decided.at) : `due ${utc(due)}, decided ${after(decided)}`;
  const answer = acknowledged
    ? `, acknowledged by ${acknowledged.by} ${after(acknowledged)}`
    : type === 'rung'
      ? ', not acknowledged'
      : '';
  return [
    `${clock}, ${what}: ${when}${answer}`,
    ...entry.tellings.flatMap((telling) => tellingLines(telling, '  ')),
  ];
}

function tellingLines(telling: LedgerTelling, indent: string): string[] {
  const { to, state, claimed, posted, ended, attempts, reasons, why, link } = telling;
  const facts = [
    ...(claimed ? [`claimed ${after(claimed)}`] : []),
    ...(posted ? [`posted ${after(posted)}`] : []),
    ...(ended ? [`${state} ${after(ended)}: ${why}`] : []),
    ...(state === 'waiting' ? ['waiting'] : []),
    ...(telling.inList ? ['in a list'] : []),
    ...(telling.maybeRepeat ? ['marked as a possible repeat'] : []),
    ...(reasons.length > 0 ? [`${attempts} attempts (${reasons.join('; ')})`] : []),
    ...(posted ? ['seen: not known'] : []),
    ...(link ? [link] : []),
  ];
  const whom = 'person' in to ? to.person : to.conversation;
  return [
    `${indent}${whom}${to.platform ? ` on ${to.platform}` : ''}: ${facts.join(', ')}`,
    ...telling.instead.flatMap((each) => tellingLines(each, `${indent}  instead `)),
  ];
}

const utc = (at: number): string => new Date(at).toISOString();
const after = ({ late }: Step): string => `after ${late.toFixed(1)} s`;
