import { describe, expect, it } from 'vitest';
import { channelName } from '../../src/chat/acts/prove.ts';
import { type LedgerData, ledgerView } from '../../src/chat/views/ledger.ts';
import type { LedgerAlarm, LedgerEntry, LedgerTelling } from '../../src/domain/ledger.ts';
import { renderView } from '../../src/slack/render.ts';
import { renderMessage } from '../../src/teams/render.ts';
import { deskPolicy } from '../support/builders.ts';
import { context, NOW, textOf } from './viewSamples.ts';

const step = (late: number) => ({ at: NOW + late * 1_000, late });

const posted: LedgerTelling = {
  to: { person: 'ben', platform: 'slack' },
  mention: [],
  state: 'posted',
  attempts: 1,
  reasons: [],
  maybeRepeat: false,
  inList: false,
  why: null,
  link: 'https://acme.slack.com/archives/D1/p1',
  claimed: step(1),
  posted: step(2),
  ended: null,
  seen: 'notKnown',
  instead: [],
};

const rung = (changes: Partial<LedgerAlarm> = {}): LedgerAlarm => ({
  type: 'rung',
  cause: 'breach',
  clock: 'resolution',
  threshold: null,
  run: 1,
  rung: 1,
  round: 2,
  due: NOW,
  decided: step(0),
  missing: [],
  tellings: [posted],
  acknowledged: null,
  ...changes,
});

const data = (...entries: LedgerEntry[]): LedgerData => ({
  number: 'INC-1042',
  entries,
  placeName: ({ conversation }) => `#${conversation}`,
});

describe('the ledger', () => {
  it('says what was due, when it was posted, with a link, and that nobody acknowledged', () => {
    const text = textOf(ledgerView(data(rung()), context('en')));
    for (const said of [
      'Resolution breached, step 1, said for the 2nd time',
      'Due Mon 12 Jan 14:30, decided after 0 s.',
      'Ben Ode (Slack)',
      'taken after 1 s · posted after 2 s',
      '{"link":"https://acme.slack.com/archives/D1/p1","text":"message"}',
      'Not acknowledged.',
      'seen is not known',
    ])
      expect(text).toContain(said);
  });

  it('says what went wrong in the language of the reader', () => {
    const failed: LedgerTelling = {
      ...posted,
      state: 'undeliverable',
      why: 'Slack: user_disabled',
      posted: null,
      attempts: 3,
      reasons: ['whoever was sending it stopped'],
      instead: [{ ...posted, to: { conversation: 'network', platform: 'slack' } }],
    };
    const entry = rung({ tellings: [failed], acknowledged: { ...step(60), by: 'ana' } });
    expect(textOf(ledgerView(data(entry), context('en')))).toMatch(
      /could not be delivered: Slack: user_disabled · begun 3 times: whoever .* told instead: #network \(posted after 2 s\)/,
    );
    const zh = textOf(ledgerView(data(entry), context('zh')));
    expect(zh).toMatch(/无法送达：Slack: user_disabled · 尝试 3 次：发送它的进程停止了 · 改为通知：#network/);
    expect(zh).toContain('Ana Silva 于 1月12日 周一 14:31 确认');
  });

  it('shows the newest and counts the rest, within the limits of both platforms', () => {
    const long = { ...posted, reasons: ['x'.repeat(4_000), 'y'.repeat(4_000)], attempts: 9 };
    const many = Array.from({ length: 40 }, (_, i) =>
      rung({ round: i + 1, tellings: Array.from({ length: 12 }, () => long) }),
    );
    const view = ledgerView(data(...many), context('en'));
    expect(textOf(view)).toContain('said for the 40th time');
    expect(textOf(view)).toContain('32 earlier ones are not shown here: firstline prove INC-1042');
    expect(textOf(view)).toContain('and 7 more');
    const { blocks } = renderView(view);
    expect(blocks.length).toBeLessThanOrEqual(50);
    expect(JSON.stringify(blocks).length).toBeLessThanOrEqual(13_200);
    expect(JSON.stringify(renderMessage(view, 'n')).length).toBeLessThanOrEqual(28_000);
  });

  it("names a channel that teams share after the ticket's own, and any other after the team that has it", () => {
    const base = deskPolicy();
    const [network] = base.teams;
    if (!network) throw new Error('no team');
    const room = (local: string) => ({
      channel: { local, language: 'en' as const },
      members: ['tom'],
      rota: null,
    });
    const L1 = room('desk');
    const teams = [
      { ...network, tiers: { L1, L3: room('experts') } },
      { ...network, key: 'identity', tiers: { L1: room('accounts'), L3: room('experts') } },
    ];
    const named = (conversation: string, team: string) =>
      channelName({ platform: null, conversation }, team, { ...base, teams }, context('en'));
    expect(named('experts', 'identity')).toContain('channel of identity L3');
    expect(named('experts', 'network')).toContain('channel of Network L3');
    expect(named('desk', 'identity')).toContain('channel of Network L1');
  });

  it('says so when there is nothing to prove', () => {
    expect(ledgerView(data(), context('en')).fallback).toContain('no warning and no escalation');
  });
});
