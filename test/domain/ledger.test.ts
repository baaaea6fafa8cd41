import { describe, expect, it } from 'vitest';
import { isAlarm, type LedgerAlarm, ledger, type Telling } from '../../src/domain/ledger.ts';
import { deskPolicy, MINUTE, MONDAY_9, type Story, story } from '../support/builders.ts';

/** The machine's clock, when the desk's time was moved on by an hour. */
const MACHINE = -60 * MINUTE;

function telling(changes: Partial<Telling> & Pick<Telling, 'event' | 'decidedAt'>): Telling {
  return {
    id: '1',
    insteadOf: null,
    to: { person: 'eve', platform: 'slack' },
    mention: [],
    state: 'posted',
    recordedAt: changes.decidedAt + MACHINE,
    claimedAt: changes.decidedAt + MACHINE + 200,
    postedAt: changes.decidedAt + MACHINE + 1_500,
    endedAt: null,
    attempts: 1,
    reasons: [],
    maybeRepeat: false,
    inList: false,
    why: null,
    link: null,
    ...changes,
  };
}

const numbered = (s: Story) => s.timeline().map((entry, index) => ({ ...entry, sequence: index + 1 }));
const sequenceOf = (s: Story, type: string) =>
  numbered(s).find((each) => each.event.type === type)?.sequence ?? 0;
const entries = (s: Story, tellings: readonly Telling[] = []) => ledger(numbered(s), tellings, deskPolicy());
const prove = (s: Story, tellings: readonly Telling[] = []): LedgerAlarm[] =>
  entries(s, tellings).filter(isAlarm);

describe('the ledger', () => {
  it('has every warning and every round of a rung, each with the instant at which it was due', () => {
    const s = story();
    s.sweeps(41);
    expect(
      prove(s).map(({ type, clock, threshold, rung, round, due }) => ({
        type,
        clock,
        threshold,
        rung,
        round,
        due: ((due ?? 0) - MONDAY_9) / MINUTE,
      })),
    ).toEqual([
      { type: 'warning', clock: 'firstResponse', threshold: 0.5, rung: null, round: null, due: 15 },
      { type: 'warning', clock: 'firstResponse', threshold: 0.8, rung: null, round: null, due: 24 },
      { type: 'rung', clock: 'firstResponse', threshold: null, rung: 1, round: 1, due: 30 },
      { type: 'rung', clock: 'firstResponse', threshold: null, rung: 1, round: 2, due: 35 },
      { type: 'rung', clock: 'firstResponse', threshold: null, rung: 1, round: 3, due: 40 },
    ]);
    for (const { decided } of prove(s)) expect(decided.late).toBe(0);
  });

  it('says how late each step was after the deadline, by the time of the desk', () => {
    const s = story();
    s.enforces(33);
    const at = MONDAY_9 + 33 * MINUTE;
    const [entry] = prove(s, [telling({ event: sequenceOf(s, 'Escalated'), decidedAt: at })]);
    expect(entry).toMatchObject({ type: 'rung', decided: { at, late: 180 } });
    expect(entry?.tellings).toMatchObject([
      { claimed: { at: at + 200, late: 180.2 }, posted: { at: at + 1_500, late: 181.5 }, seen: 'notKnown' },
    ]);
  });

  it('puts what was told instead under what could not be delivered', () => {
    const s = story();
    s.sweeps(30);
    const event = sequenceOf(s, 'Escalated');
    const decidedAt = MONDAY_9 + 30 * MINUTE;
    const failed = telling({ event, decidedAt, state: 'undeliverable', why: 'blocked', postedAt: null });
    const instead = telling({ id: '2', insteadOf: '1', event, decidedAt, state: 'waiting', postedAt: null });
    const rung = prove(s, [failed, instead]).find((each) => each.type === 'rung');
    expect(rung?.tellings).toMatchObject([{ state: 'undeliverable', instead: [{ state: 'waiting' }] }]);
  });

  it('gives an acknowledgement to the rounds before it, and none to those of a run that went stale', () => {
    const s = story();
    s.sweeps(36);
    s.does('eve', { type: 'acknowledge' }, 37);
    const rungs = () => prove(s).filter((each) => each.type === 'rung');
    expect(rungs().map((each) => each.acknowledged?.by)).toEqual(['eve', 'eve']);
    expect(rungs()[0]?.acknowledged?.late).toBe(7 * 60);
    s.sweeps(37 + 61);
    expect(rungs().map(({ run, acknowledged }) => [run, acknowledged?.by])).toEqual([
      [1, 'eve'],
      [1, 'eve'],
      [2, undefined],
    ]);
  });

  it('says when the ladder slept, for whom and until when, and when an acknowledgement went stale', () => {
    const s = story();
    s.sweeps(31);
    s.does('eve', { type: 'snooze', seconds: 19 * 60, body: 'b' }, 31);
    s.sweeps(50);
    s.does('eve', { type: 'acknowledge' }, 51);
    s.sweeps(51 + 61);
    const turns = entries(s).map((entry) => (isAlarm(entry) ? entry.type : entry));
    expect(turns).toEqual([
      'warning',
      'warning',
      'rung',
      { type: 'snoozed', at: MONDAY_9 + 31 * MINUTE, by: 'eve', until: MONDAY_9 + 50 * MINUTE },
      { type: 'snoozeEnded', at: MONDAY_9 + 50 * MINUTE, by: null, until: null },
      'rung',
      { type: 'wentStale', at: MONDAY_9 + 111 * MINUTE, by: 'eve', until: null },
      'rung',
    ]);
  });
});
