import {
  isAlarm,
  type LedgerAlarm,
  type LedgerEntry,
  type LedgerTelling,
  type LedgerTurn,
} from '../../domain/ledger.ts';
import type { Block, Inline, View } from '../view.ts';
import { named } from '../words/names.ts';
import type { ViewContext } from './context.ts';
import { contextBlock, duration, instant, personName, plainView, textBlock } from './pieces.ts';

/** More would not fit on every platform; what is left out is counted. */
const ENTRIES_SHOWN = 8;
const TELLINGS_SHOWN = 5;
/** A reason of a platform may be long. */
const REASON_LENGTH = 120;

export interface LedgerData {
  readonly number: string;
  readonly entries: readonly LedgerEntry[];
  /** A channel as people call it. */
  placeName(to: Extract<LedgerTelling['to'], { readonly conversation: string }>): string;
}

/** What became of every warning and escalation of a ticket, the newest first. */
export function ledgerView(data: LedgerData, w: ViewContext): View {
  const { number, entries } = data;
  const words = w.words.ledger;
  if (entries.length === 0) return plainView(words.nothing({ number }));
  const count = entries.filter(isAlarm).length;
  const title = words.title({ number, count });
  const shown = entries.toReversed().slice(0, ENTRIES_SHOWN);
  const left = entries.length - shown.length;
  return {
    fallback: title,
    blocks: [
      { type: 'heading', text: title },
      ...shown.flatMap((entry) => entryBlocks(entry, data, w)),
      ...(left > 0 ? [contextBlock(words.earlier({ count: left, number }))] : []),
      contextBlock(words.seenNotKnown),
    ],
  };
}

function entryBlocks(entry: LedgerEntry, data: LedgerData, w: ViewContext): readonly Block[] {
  const words = w.words.ledger;
  if (!isAlarm(entry)) return [textBlock(turnLine(entry, w))];
  const { decided, due, tellings } = entry;
  const when =
    due === null
      ? words.decidedOnly({ at: instant(decided.at, w) })
      : words.decided({ due: instant(due, w), late: duration(decided.late, w) });
  const head = textBlock({ bold: headOf(entry, w) }, ` ${when} ${acknowledgement(entry, w)}`.trimEnd());
  if (tellings.length === 0) return [head];
  const items = tellings.slice(0, TELLINGS_SHOWN).map((telling) => tellingLine(telling, data, w));
  const left = tellings.length - items.length;
  return [
    head,
    { type: 'list', items: left > 0 ? [...items, [words.moreTellings({ count: left })]] : items },
  ];
}

function turnLine({ type, at, by, until }: LedgerTurn, w: ViewContext): string {
  return w.words.ledger.turns[type]({
    at: instant(at, w),
    by: by === null ? '' : personName(by, w),
    until: until === null ? '' : instant(until, w),
  });
}

function headOf(entry: LedgerAlarm, w: ViewContext): string {
  const words = w.words.ledger;
  const clock = w.words.names.clock[entry.clock];
  const { cause, rung, round, run } = entry;
  const why = words.why[cause]({ clock });
  switch (entry.type) {
    case 'warning':
      return words.warning({ clock, percent: Math.round((entry.threshold ?? 0) * 100) });
    case 'emptyRung':
      return words.emptyRung({ why, rung: rung ?? 0, missing: entry.missing.join(', ') });
    case 'rung':
      return words.rung({ why, rung: rung ?? 0, round: round ?? 0, run: run ?? 0 });
  }
}

function acknowledgement({ type, acknowledged }: LedgerAlarm, w: ViewContext): string {
  const words = w.words.ledger;
  if (type !== 'rung') return '';
  if (!acknowledged) return words.notAcknowledged;
  const { by, at, late } = acknowledged;
  return words.acknowledged({ by: personName(by, w), at: instant(at, w), late: duration(late, w) });
}

function tellingLine(telling: LedgerTelling, data: LedgerData, w: ViewContext): readonly Inline[] {
  const words = w.words.ledger;
  const { claimed, posted, link } = telling;
  const instead = telling.instead.map((each) => `${nameOf(each, data, w)} (${outcome(each, w)})`);
  const facts = [
    ...(claimed ? [words.claimed({ late: duration(claimed.late, w) })] : []),
    ...(posted ? [words.posted({ late: duration(posted.late, w) })] : [outcome(telling, w)]),
    ...(telling.inList ? [words.inList] : []),
    ...(telling.maybeRepeat ? [words.maybeRepeat] : []),
    ...(telling.reasons.length > 0
      ? [words.tried({ count: telling.attempts, why: reasonsOf(telling.reasons, w) })]
      : []),
    ...(instead.length > 0 ? [words.instead({ whom: instead.join(', ') })] : []),
  ];
  const line: Inline[] = [{ bold: nameOf(telling, data, w) }, ` ${facts.join(' · ')}`];
  return link === null ? line : [...line, ' · ', { link, text: words.message }];
}

function outcome({ state, posted, why }: LedgerTelling, w: ViewContext): string {
  const words = w.words.ledger;
  if (posted) return words.posted({ late: duration(posted.late, w) });
  if (state === 'superseded') return words.superseded({ why: reasonsOf([why ?? ''], w) });
  if (state === 'undeliverable') return words.undeliverable({ why: reasonsOf([why ?? ''], w) });
  return words.waiting;
}

const reasonsOf = (reasons: readonly string[], w: ViewContext): string =>
  reasons.map((reason) => named(w.words.ledger.reasons, reason).slice(0, REASON_LENGTH)).join('; ');

function nameOf({ to }: LedgerTelling, data: LedgerData, w: ViewContext): string {
  if (!('person' in to)) return data.placeName(to);
  const who = personName(to.person, w);
  return to.platform ? `${who} (${w.words.ledger.platform[to.platform]})` : who;
}
