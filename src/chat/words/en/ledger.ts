import type { LedgerWords } from '../ledger.ts';
import { counted } from './counted.ts';

export const enLedger: LedgerWords = {
  title: ({ number, count }) =>
    `${number}: ${counted(count, 'warning or escalation', 'warnings and escalations')}, the newest first`,
  nothing: ({ number }) => `${number} has had no warning and no escalation.`,
  warning: ({ clock, percent }) => `${clock}, ${percent} % used`,
  why: {
    warning: ({ clock }) => `${clock} nears its end`,
    breach: ({ clock }) => `${clock} breached`,
    major: () => 'Major incident',
  },
  rung: ({ why, rung, round, run }) =>
    `${why}, step ${rung}, said for the ${ordinal(round)} time${run > 1 ? `, round ${run} of the ladder` : ''}`,
  emptyRung: ({ why, rung, missing }) =>
    `${why}, step ${rung}: nobody to tell (${missing}), one step higher at once`,
  turns: {
    snoozed: ({ at, by, until }) => `${at}: snoozed by ${by} until ${until}. Nothing is told meanwhile.`,
    snoozeEnded: ({ at }) => `${at}: the snooze has ended, and the ladder goes on.`,
    wentStale: ({ at, by }) => `${at}: nothing happened since ${by} acknowledged it. The ladder goes on.`,
    majorDeclared: ({ at, by }) => `${at}: ${by} declared a major incident. Its ladder begins.`,
    majorUpdateMissed: ({ at }) => `${at}: the update to everybody affected was missed.`,
    stoodDown: ({ at, by }) => `${at}: ${by} ended the major incident.`,
  },
  decided: ({ due, late }) => `Due ${due}, decided after ${late}.`,
  decidedOnly: ({ at }) => `Decided ${at}.`,
  acknowledged: ({ by, at, late }) => `Acknowledged by ${by}, ${at}, after ${late}.`,
  notAcknowledged: 'Not acknowledged.',
  claimed: ({ late }) => `taken after ${late}`,
  posted: ({ late }) => `posted after ${late}`,
  message: 'message',
  inList: 'in a list with others',
  maybeRepeat: 'as a possible repeat',
  tried: ({ count, why }) => `begun ${counted(count, 'time')}: ${why}`,
  waiting: 'still to be sent',
  superseded: ({ why }) => `not sent: ${why}`,
  undeliverable: ({ why }) => `could not be delivered: ${why}`,
  instead: ({ whom }) => `told instead: ${whom}`,
  seenNotKnown: 'Whether a message was seen is not known: neither platform tells the desk.',
  earlier: ({ count, number }) =>
    `${counted(count, 'earlier one is', 'earlier ones are')} not shown here: firstline prove ${number}`,
  moreTellings: ({ count }) => `and ${count} more`,
  tierChannel: ({ team, tier, platform }) => `channel of ${team} ${tier} (${platform})`,
  dutyChannel: ({ platform }) => `duty channel (${platform})`,
  channel: ({ conversation, platform }) => `channel ${conversation} (${platform})`,
  platform: { slack: 'Slack', teams: 'Teams', local: 'local chat' },
  reasons: {
    'whoever was sending it stopped': 'whoever was sending it stopped',
    'acknowledged before it was sent': 'acknowledged before it was sent',
    'snoozed before it was sent': 'snoozed before it was sent',
    'its lease had ended before it was sent': 'whoever was sending it had stood still',
    'it was over before it was sent': 'it was over before it was sent',
    'the escalation has ended': 'the escalation has ended',
    'the deadline has passed since': 'the deadline has passed since',
    'the platform is not connected': 'the platform is not connected',
    'no account on any platform': 'no account on any platform',
    'the ticket is resolved': 'the ticket is resolved',
    'the ticket is closed': 'the ticket is closed',
    'the ticket is cancelled': 'the ticket is cancelled',
    'the ticket is merged': 'the ticket is merged',
  },
};

/** 1st, 2nd, 3rd, 4th ... 11th. */
function ordinal(count: number): string {
  const last = count % 100 > 10 && count % 100 < 14 ? 0 : count % 10;
  return `${count}${['th', 'st', 'nd', 'rd'][last] ?? 'th'}`;
}
