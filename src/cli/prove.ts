import type { AppDeps } from '../app/ports.ts';
import { proveTicket } from '../app/proveTicket.ts';
import { counted } from '../chat/words/en/counted.ts';
import { DomainError } from '../domain/errors.ts';
import {
  isAlarm,
  type LedgerAlarm,
  type LedgerEntry,
  type LedgerTelling,
  type LedgerTurn,
  type Step,
} from '../domain/ledger.ts';

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
  const alarms = proof.entries.filter(isAlarm);
  out(
    `${proof.ticket.number}: ${counted(alarms.length, 'warning or escalation', 'warnings and escalations')}`,
  );
  for (const entry of proof.entries) for (const line of entryLines(entry)) out(line);
  return 0;
}

/** The export of docs/operations.md: instants in UTC, lateness in seconds. */
function ledgerJson(ticket: string, entries: readonly LedgerEntry[]) {
  return {
    ticket,
    entries: entries.filter(isAlarm).map(alarmJson),
    turns: entries.flatMap((entry) => (isAlarm(entry) ? [] : [turnJson(entry)])),
  };
}

function alarmJson(entry: LedgerAlarm) {
  return {
    ...entry,
    due: entry.due === null ? null : utc(entry.due),
    decided: stepJson(entry.decided),
    tellings: entry.tellings.map(tellingJson),
    acknowledged: entry.acknowledged && { ...entry.acknowledged, at: utc(entry.acknowledged.at) },
  };
}

function turnJson({ at, until, ...turn }: LedgerTurn) {
  return { ...turn, at: utc(at), until: until === null ? null : utc(until) };
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

const TURNS: Readonly<Record<LedgerTurn['type'], string>> = {
  snoozed: 'snoozed',
  snoozeEnded: 'the snooze ended',
  wentStale: 'no progress since the acknowledgement',
  majorDeclared: 'declared a major incident',
  majorUpdateMissed: 'an update of the major incident was missed',
  stoodDown: 'the major incident is over',
};

function turnLine({ type, at, by, until }: LedgerTurn): string {
  const whose = by === null ? '' : type === 'wentStale' ? ` of ${by}` : ` by ${by}`;
  return `${TURNS[type]}${whose}, ${utc(at)}${until === null ? '' : `, until ${utc(until)}`}`;
}

function entryLines(entry: LedgerEntry): string[] {
  if (!isAlarm(entry)) return [turnLine(entry)];
  const { type, cause, clock, threshold, run, rung, round, due, decided, acknowledged } = entry;
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
    `${cause === 'major' ? 'major incident' : clock}, ${what}: ${when}${answer}`,
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
    ...(reasons.length > 0 ? [`${counted(attempts, 'attempt')} (${reasons.join('; ')})`] : []),
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
