import type { Platform } from '../../domain/desk.ts';
import type { LedgerAlarm, LedgerTurn } from '../../domain/ledger.ts';

/** Sentences of the ledger of a ticket's escalations. Instants and durations come worded already. */
export interface LedgerWords {
  readonly title: (facts: { number: string; count: number }) => string;
  readonly nothing: (facts: { number: string }) => string;
  readonly warning: (facts: { clock: string; percent: number }) => string;
  /** Why a rung was told. */
  readonly why: Readonly<Record<LedgerAlarm['cause'], (facts: { clock: string }) => string>>;
  readonly rung: (facts: { why: string; rung: number; round: number; run: number }) => string;
  readonly emptyRung: (facts: { why: string; rung: number; missing: string }) => string;
  readonly turns: Readonly<
    Record<LedgerTurn['type'], (facts: { at: string; by: string; until: string }) => string>
  >;
  readonly decided: (facts: { due: string; late: string }) => string;
  readonly decidedOnly: (facts: { at: string }) => string;
  readonly acknowledged: (facts: { by: string; at: string; late: string }) => string;
  readonly notAcknowledged: string;
  readonly claimed: (facts: { late: string }) => string;
  readonly posted: (facts: { late: string }) => string;
  /** What the link to the message says. */
  readonly message: string;
  readonly inList: string;
  readonly maybeRepeat: string;
  readonly tried: (facts: { count: number; why: string }) => string;
  readonly waiting: string;
  readonly superseded: (facts: { why: string }) => string;
  readonly undeliverable: (facts: { why: string }) => string;
  readonly instead: (facts: { whom: string }) => string;
  readonly seenNotKnown: string;
  readonly earlier: (facts: { count: number; number: string }) => string;
  readonly moreTellings: (facts: { count: number }) => string;
  readonly tierChannel: (facts: { team: string; tier: string; platform: string }) => string;
  readonly dutyChannel: (facts: { platform: string }) => string;
  readonly channel: (facts: { conversation: string; platform: string }) => string;
  readonly platform: Record<Platform, string>;
  /** Reasons that the desk itself records; those of a platform stand in its own words. */
  readonly reasons: Readonly<Record<string, string>>;
}
